// Where a text stands on the pages of any PDF: anchors for places to sign.
#pragma once

#include <cstdint>
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

struct TextNeedle {
  std::string_view text;
  bool any_case = false;
  bool whole_word = false;  // No letter or digit stands right before or after it.
};

// Of a page as it is seen, in thousandths of a point.
struct PageSize {
  std::int32_t width = 0;
  std::int32_t height = 0;

  bool operator==(const PageSize&) const = default;
};

struct SearchedPdf {
  std::vector<PageSize> pages;
  std::vector<FoundText> found;  // As find_text.
};

// The pages of a file, and where these texts stand on them; without needles no text is read. Refused as find_text, and with `pdf_signed` unless
// `signed_too`. From any thread.
Result<SearchedPdf> search_pdf(std::string_view pdf, std::span<const TextNeedle> needles, bool signed_too = true, const PdfLimits& limits = {});

}  // namespace switchyard::documents
