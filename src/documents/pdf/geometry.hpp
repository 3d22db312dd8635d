// Pages as they are seen: cropped and turned.
#pragma once

#include <array>
#include <qpdf/QPDFObjectHandle.hh>
#include <vector>

#include "documents/render.hpp"

namespace switchyard::documents {

// Points from the lower left, as PDF counts.
struct PdfRectangle {
  double left = 0;
  double bottom = 0;
  double right = 612;
  double top = 792;
};

// Rectangles outside of ±20,000 points, or that are none, are taken as letter size.
PdfRectangle rectangle_of(QPDFObjectHandle array);

struct PageGeometry {
  PdfRectangle crop;
  int turned = 0;  // Clockwise: 0, 90, 180, 270.

  [[nodiscard]] double seen_width() const;
  [[nodiscard]] double seen_height() const;
  // From what is seen, its top left and downwards, to the page's own coordinates.
  [[nodiscard]] std::array<double, 2> own(double x, double y) const;
  // The other way round: a rectangle of the page's coordinates as a box.
  [[nodiscard]] Box seen(const PdfRectangle& own) const;
};

PageGeometry geometry_of(QPDFObjectHandle page);

}  // namespace switchyard::documents
