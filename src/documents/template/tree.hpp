// Tokens as a tree of nodes, with what the template extends and includes in its place.
#pragma once

#include <string_view>

#include "documents/template/compiled.hpp"

namespace switchyard::documents {

// Findings: block_unbalanced, block_unknown, tag_unknown, template_missing, template_head. Names and types are not looked at yet.
void build_tree(std::string_view name, std::string_view source, const TemplateSource& others, CompiledTemplate& made,
                Findings& findings);

}  // namespace switchyard::documents
