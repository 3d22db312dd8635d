// A template's body as texts and tags.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/template/findings.hpp"

namespace switchyard::documents {

struct Token {
  bool is_tag = false;
  std::string text;  // Of a tag: what is between the braces, trimmed.
  Place place;
};

// A tag that steers ({{#if}}, {{else}}, {{/each}}, {{#block}}, {{> name}}, {{pagebreak}}, {{! words}}) and stands alone on its
// line takes the line with it. Comments are dropped. Findings: `tag_unknown` for braces that do not close.
std::vector<Token> tokens_of(std::string_view body, Place first_line, Findings& findings);

}  // namespace switchyard::documents
