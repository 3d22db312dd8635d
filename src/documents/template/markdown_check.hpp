// Whether a template's Markdown can be printed: no HTML, no code, pictures alone, links that lead somewhere.
#pragma once

#include "documents/template/compiled.hpp"

namespace switchyard::documents {

// Findings: markup_refused, chart_invalid, variable_type (a picture as text, a text as picture).
void check_markdown(const CompiledTemplate& made, Findings& findings);

}  // namespace switchyard::documents
