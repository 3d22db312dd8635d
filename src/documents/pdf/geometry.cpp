#include "documents/pdf/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace switchyard::documents {
namespace {

constexpr double kFarthest = 20'000;

std::int32_t thousandths(double points) {
  return static_cast<std::int32_t>(std::lround(std::clamp(points, -kFarthest, kFarthest) * 1000));
}

}  // namespace

PdfRectangle rectangle_of(QPDFObjectHandle array) {
  if (!array.isArray() || array.getArrayNItems() != 4) return {};
  std::array<double, 4> at{};
  for (int i = 0; i < 4; ++i) {
    auto item = array.getArrayItem(i);
    if (!item.isNumber()) return {};
    at[static_cast<std::size_t>(i)] = item.getNumericValue();
    if (!(std::abs(at[static_cast<std::size_t>(i)]) <= kFarthest)) return {};
  }
  return {std::min(at[0], at[2]), std::min(at[1], at[3]), std::max(at[0], at[2]), std::max(at[1], at[3])};
}

double PageGeometry::seen_width() const { return turned % 180 == 0 ? crop.right - crop.left : crop.top - crop.bottom; }
double PageGeometry::seen_height() const { return turned % 180 == 0 ? crop.top - crop.bottom : crop.right - crop.left; }

std::array<double, 2> PageGeometry::own(double x, double y) const {
  switch (turned) {
    case 90:
      return {crop.left + y, crop.bottom + x};
    case 180:
      return {crop.right - x, crop.bottom + y};
    case 270:
      return {crop.right - y, crop.top - x};
    default:
      return {crop.left + x, crop.top - y};
  }
}

Box PageGeometry::seen(const PdfRectangle& own) const {
  double x = own.left - crop.left;
  double y = crop.top - own.top;
  double width = own.right - own.left;
  double height = own.top - own.bottom;
  if (turned == 90) {
    x = own.bottom - crop.bottom;
    y = own.left - crop.left;
  } else if (turned == 180) {
    x = crop.right - own.right;
    y = own.bottom - crop.bottom;
  } else if (turned == 270) {
    x = crop.top - own.top;
    y = crop.right - own.right;
  }
  if (turned % 180 != 0) std::swap(width, height);
  return {thousandths(x), thousandths(y), thousandths(width), thousandths(height)};
}

PageGeometry geometry_of(QPDFObjectHandle page) {
  QPDFPageObjectHelper helper(page);
  PageGeometry geometry{.crop = rectangle_of(helper.getCropBox(false))};
  const auto media = rectangle_of(helper.getMediaBox(false));
  const PdfRectangle both{std::max(geometry.crop.left, media.left), std::max(geometry.crop.bottom, media.bottom),
                          std::min(geometry.crop.right, media.right), std::min(geometry.crop.top, media.top)};
  if (both.right > both.left && both.top > both.bottom) geometry.crop = both;
  auto turn = helper.getAttribute("/Rotate", false);
  if (turn.isInteger()) geometry.turned = static_cast<int>(((turn.getIntValue() % 360) + 360) % 360);
  if (geometry.turned % 90 != 0) geometry.turned = 0;
  return geometry;
}

}  // namespace switchyard::documents
