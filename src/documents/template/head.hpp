// The YAML head of a template.
#pragma once

#include <string_view>

#include "documents/template/compiled.hpp"

namespace switchyard::documents {

struct SplitSource {
  std::string_view head;
  std::string_view body;
  int body_line = 1;  // The first of the body.
};

// The head is what stands between a first line "---" and the next; without it all is body.
SplitSource split_head(std::string_view source);

// Findings: `template_head`. `source` names the template in places.
Head parse_head(std::string_view yaml, std::string_view source, Findings& findings);

// "sign customer": a kind and a signer's name of letters and digits; none where it is neither.
std::optional<Anchor> parse_anchor(std::string_view text);

// Letters, digits and dots, a letter first: "customer.legalName".
bool is_name(std::string_view text);

}  // namespace switchyard::documents
