// What workbook/ needs of a program that reads PDF files: the words of each page with their boxes, and nothing of what they mean.
// A PDF reader is large and is not trusted with our memory: the adapter runs it as a program of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::workbook {

// In thousandths of a PDF point (1/72 inch), from the page's top left corner; right and bottom are exclusive.
struct PageBox {
  std::int32_t left = 0;
  std::int32_t top = 0;
  std::int32_t right = 0;
  std::int32_t bottom = 0;
  bool operator==(const PageBox&) const = default;
};

struct PdfWord {
  std::string text;  // UTF-8, without white space.
  PageBox box;
};

struct PdfPage {
  std::int32_t width = 0;   // Thousandths of a point.
  std::int32_t height = 0;
  std::vector<PdfWord> words;  // In the order of the file's content.
};

// Each is tested; over one is refused with "workbook_too_large" and the limit's name.
struct PdfLimits {
  std::size_t page_count_max = 500;
  std::size_t word_count_max = 500'000;  // Of all pages.
  std::size_t word_size_max = 1'000;     // Bytes.
  std::size_t column_count_max = 500;    // Of a page, as grid_of finds them.
};

// Any thread; each call is by itself.
class PdfWords {
 public:
  virtual ~PdfWords() = default;
  // Refused: "pdf_reader_missing" (the program is not installed), "workbook_unreadable", "workbook_encrypted", "workbook_too_large".
  [[nodiscard]] virtual Result<std::vector<PdfPage>> pages_of(std::string_view pdf, const PdfLimits& limits) const = 0;
};

// The words of what `pdftotext -bbox` prints (XHTML: doc, page, word with xMin, yMin, xMax, yMax). Pure.
[[nodiscard]] Result<std::vector<PdfPage>> read_bbox(std::string_view xhtml, const PdfLimits& limits);

}  // namespace switchyard::workbook
