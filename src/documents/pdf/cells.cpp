#include "documents/pdf/cells.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <stdexcept>

#include "documents/page/image.hpp"

namespace switchyard::documents {
namespace {

cairo_status_t append_bytes(void* closure, const unsigned char* bytes, unsigned size) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

std::string drawn(const std::vector<Cell>& cells) {
  std::string bytes;
  const Surface surface(cairo_pdf_surface_create_for_stream(append_bytes, &bytes, 1, 1));
  // Else the file would say when it was made.
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  {
    const Context context(cairo_create(surface.get()));
    for (const auto& cell : cells) {
      cairo_pdf_surface_set_size(surface.get(), std::max(0.1, cell.width), std::max(0.1, cell.height));
      cell.draw(context.get());
      cairo_show_page(context.get());
    }
    if (cells.empty()) cairo_show_page(context.get());
  }
  cairo_surface_finish(surface.get());
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error(fmt::format("a cell cannot be drawn: {}", cairo_status_to_string(status)));
  }
  return bytes;
}

}  // namespace

Cells::Cells(const std::vector<Cell>& cells) : bytes_(drawn(cells)) {
  pdf_.setSuppressWarnings(true);
  pdf_.processMemoryFile("cells", bytes_.data(), bytes_.size());
  pages_ = pdf_.getAllPages();
}

QPDFObjectHandle Cells::put_into(QPDF& into, std::size_t cell) {
  return into.copyForeignObject(QPDFPageObjectHelper(pages_.at(cell)).getFormXObjectForPage(false));
}

}  // namespace switchyard::documents
