// A PDF as a workbook: its words by the program behind PdfWords, a sheet a page.
#include <algorithm>

#include "workbook/opened_workbook.hpp"
#include "workbook/pdf_grid.hpp"
#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

// Readers repair a file without an end and give what they find of it: half a matrix.
bool has_end(std::string_view bytes) {
  constexpr std::size_t kWithin = 2048;
  const auto end = bytes.substr(bytes.size() - std::min(bytes.size(), kWithin));
  return end.find("startxref") != std::string_view::npos && end.find("%%EOF") != std::string_view::npos;
}

Error without_text(std::size_t page_count) {
  return {ErrorKind::unprocessable, "pdf_without_text",
          "the PDF has " + std::to_string(page_count) + " page(s) and no text: a scan or a picture, of which no price is read; ask for the file as the supplier made it"};
}

}  // namespace

Result<std::unique_ptr<OpenedWorkbook>> open_pdf(std::string_view bytes, const Limits& limits, const Tools& tools) {
  if (!has_end(bytes)) return unreadable("the PDF is cut short: it has no startxref and %%EOF at its end");
  auto pages = tools.pdf_words->pages_of(bytes, limits.pdf);
  if (!pages) return std::move(pages).error();
  if (std::all_of(pages->begin(), pages->end(), [](const PdfPage& page) { return page.words.empty(); })) return without_text(pages->size());
  auto opened = std::make_unique<OpenedWorkbook>(FileType::pdf);
  for (std::size_t i = 0; i < pages->size(); ++i) {
    const auto name = "p" + std::to_string(i + 1);
    auto grid = grid_of((*pages)[i], name, limits.pdf, opened->texts());
    if (!grid) return std::move(grid).error();
    if (grid->row_count() == 0) opened->note("page " + name + " has no text: where it is a scan, nothing of it is read");
    opened->add(std::move(*grid));
  }
  opened->texts().pool.seal();
  return opened;
}

}  // namespace switchyard::workbook
