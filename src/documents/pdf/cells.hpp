// Small things drawn with our own fonts, to be put into other PDFs: one file, a page for each, so that they share their fonts.
#pragma once

#include <cairo.h>

#include <functional>
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

namespace switchyard::documents {

struct Cell {
  double width = 1;
  double height = 1;
  std::function<void(cairo_t*)> draw;  // From the top left, downwards.
};

// Must outlive the writing of every file that took its cells.
class Cells {
 public:
  explicit Cells(const std::vector<Cell>& cells);

  // The cell as a form XObject of `into`; each call makes another.
  [[nodiscard]] QPDFObjectHandle put_into(QPDF& into, std::size_t cell);

 private:
  std::string bytes_;
  QPDF pdf_;
  std::vector<QPDFObjectHandle> pages_;
};

}  // namespace switchyard::documents
