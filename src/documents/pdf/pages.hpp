// Whole PDFs put together, and small things placed on their pages.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "documents/form/form.hpp"

namespace switchyard::documents {

struct PdfPages {
  std::string bytes;
  std::string sha256 = {};
  int pages = 0;
  std::vector<int> first_pages = {};  // Of each input, from 1.
};

// In order; forms are flattened first. Refused as flatten, the input named by its index ("/1").
Result<PdfPages> combine(std::span<const std::string_view> pdfs, Instant modified_at, const PdfLimits& limits = {});

struct StampText {
  std::string text;
  std::int32_t size = 9'000;  // Thousandths of a point; smaller where the box is too small for it.
  std::string color = "#000000";
  bool slanted = false;       // A name adopted by typing.
};

// Lines through points of the box, each coordinate 0 to 1'000 of its width and height: a drawn signature.
struct StampStroke {
  std::vector<std::pair<std::int32_t, std::int32_t>> points;
};
struct StampInk {
  std::vector<StampStroke> strokes;
  std::string color = "#0b2a5b";
};

struct Stamp {
  int page = 1;
  Box box;
  std::variant<StampText, Image, StampInk> content;
};

// Upright and in place whatever the page's rotation and crop. Refused as flatten, and with `stamp_invalid` (page or box outside
// the file).
Result<PdfPages> place(std::string_view pdf, std::span<const Stamp> stamps, Instant modified_at, const PdfLimits& limits = {});

// Why place() could not draw this in its box (a letter without a glyph, a text too long, a broken picture); empty where it can. Of the page it
// says nothing. From any thread.
[[nodiscard]] std::string stamp_fault(const Stamp& stamp);

// The same drawn on white as a PNG, `width` and `height` in thousandths of a point at 216 dots an inch: a signature within a document of our own.
// Refused: `stamp_invalid`.
Result<Image> picture_of(const std::variant<StampText, Image, StampInk>& content, std::int32_t width, std::int32_t height);

}  // namespace switchyard::documents
