// What signers put on pages, as documents::place draws it.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "esign/evidence/marks.hpp"

namespace switchyard::esign {

using StampContent = std::variant<documents::StampText, documents::Image, documents::StampInk>;

// For a box of this height (thousandths of a point): a typed name fills it.
[[nodiscard]] StampContent stamp_content(const MarkInk& ink, std::int32_t height);

// One mark, and below a signature with an id the words that tell whose it is, in the same box. An empty text gives none.
[[nodiscard]] std::vector<documents::Stamp> stamps_of(const Mark& mark, std::string_view language);

}  // namespace switchyard::esign
