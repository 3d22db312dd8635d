// Whether the names, types, conditions and places to sign of a tree fit its head.
#pragma once

#include "documents/template/compiled.hpp"

namespace switchyard::documents {

// Also fills made.anchors. Findings: unknown_variable, variable_type, variable_unguarded, anchor_missing.
void check_names(CompiledTemplate& made, Findings& findings);

// Which filters a type takes: the words of {{name | filter}}, the default first.
[[nodiscard]] std::vector<std::string_view> filters_of(VariableType type);
[[nodiscard]] std::string_view type_name(VariableType type);

}  // namespace switchyard::documents
