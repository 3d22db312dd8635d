// One tag as a node without its children.
#pragma once

#include <optional>
#include <string_view>

#include "documents/template/compiled.hpp"
#include "documents/template/lexer.hpp"

namespace switchyard::documents {

// The opening tags of conditions, repeats, keeps and blocks, and the tags that stand for themselves. Findings: tag_unknown.
std::optional<Node> node_of_tag(const Token& tag, Findings& findings);

}  // namespace switchyard::documents
