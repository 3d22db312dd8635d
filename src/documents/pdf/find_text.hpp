// Where a text stands on the pages of any PDF: anchors for places to sign.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/form/form.hpp"

namespace switchyard::documents {

struct FoundText {
  std::size_t needle = 0;  // Its index.
  int page = 1;            // From 1.
  Box box;

  bool operator==(const FoundText&) const = default;
};

// Case matters; compared without spaces between the letters and after Unicode's compatible forms are taken apart (NFKD). In order
// of needle, then page, then place in the page's content. Text that is a picture or an outline is not found. Refused:
// `pdf_unreadable`, `pdf_encrypted`, `pdf_too_large`. From any thread.
Result<std::vector<FoundText>> find_text(std::string_view pdf, std::span<const std::string_view> needles,
                                         const PdfLimits& limits = {});

}  // namespace switchyard::documents
