// Any bytes as the words that the program for PDF files prints: pages or a refusal, and of pages grids that lose no word.
// links: workbook
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "workbook/pdf_grid.hpp"

namespace {

using namespace switchyard::workbook;

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c != ' '; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const PdfLimits limits{.page_count_max = 20, .word_count_max = 2'000, .column_count_max = 100};
  const auto pages = read_bbox({reinterpret_cast<const char*>(bytes), size}, limits);
  if (!pages) return 0;
  for (const auto& page : *pages) {
    CellTexts texts;
    const auto grid = grid_of(page, "p1", limits, texts);
    if (!grid) continue;
    std::size_t said = 0;
    std::size_t shown = 0;
    for (const auto& word : page.words) said += letters_of(word.text);
    for (std::uint32_t row = 0; row < grid->row_count(); ++row) {
      for (std::uint32_t column = 0; column < grid->column_count(); ++column) {
        const auto cell = grid->at(row, column);
        shown += letters_of(cell.text);
        if ((cell.kind != CellKind::empty) != grid->box_of({row, column}).has_value()) __builtin_trap();
      }
    }
    if (said != shown) __builtin_trap();
  }
  return 0;
}
