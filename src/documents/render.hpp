// A template and its values as a PDF: paginated, tagged, searchable, with embedded subset fonts. Same inputs, same bytes on one
// build, whatever the process, zone, locale and thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documents/binding.hpp"
#include "documents/template/template.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::documents {

// A rectangle on a page, in thousandths of a point (1/72 inch), from the top left corner of the page as it is seen.
struct Box {
  std::int32_t x = 0;
  std::int32_t y = 0;
  std::int32_t width = 0;
  std::int32_t height = 0;

  bool operator==(const Box&) const = default;
};

struct PlacedAnchor {
  std::string name;  // "sign:customer", "initial:customer", "date:customer"; one name may stand at several places.
  int page = 1;      // From 1.
  Box box;

  bool operator==(const PlacedAnchor&) const = default;
};

// What stands on every page, and what a reader shows of the file. Each may be empty but `created_at`.
struct RenderOptions {
  std::string title = {};            // Of the file; the template's where empty.
  std::string language = {};         // BCP 47, of the file ("en-US"); the template's where empty.
  Instant created_at{};              // The file's dates: an argument, since a document made again must be the same.
  std::string contract_number = {};  // Head of each page, with the version.
  std::string version = {};
  std::string page_code = {};  // Foot of each page.
  std::string issuer = {};     // Name at the head of each page; beside or instead of it the logo.
  Image logo = {};
  std::string accent_color = {};  // "#1d4e89": rules, headings and charts.
};

struct RenderedPdf {
  std::string bytes;
  std::string sha256 = {};  // Of bytes, 64 lower-case hexadecimal digits.
  int pages = 0;
  std::vector<PlacedAnchor> anchors = {};  // In order of page, then of place in the text.
};

inline constexpr int kRenderedPagesMax = 1'000;
inline constexpr std::size_t kRowsMax = 20'000;           // Of all repeats of one document.
inline constexpr std::size_t kTextValueSizeMax = 20'000;  // Bytes of one value.
inline constexpr std::size_t kImageSizeMax = 2 * 1024 * 1024;

// Refused: `variable_missing`, `variable_type`, `variable_too_long` (fields name each variable, never a value), `glyph_missing`
// (no font has the letter), `image_unreadable`, `document_too_long`, `accent_invalid`. From any thread; a thread keeps its fonts
// (a few MB).
Result<RenderedPdf> render(const Template& source, const Record& values, const RenderOptions& options);

}  // namespace switchyard::documents
