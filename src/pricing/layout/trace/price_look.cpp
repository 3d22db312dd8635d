#include "pricing/layout/trace/price_look.hpp"

#include <algorithm>

#include "pricing/layout/price_text.hpp"

namespace switchyard::pricing {
namespace {

// Digits after the point that say something: 0.0500 has two.
int digits_of(Decimal value) {
  auto coefficient = value.coefficient();
  int scale = value.scale();
  for (; scale > 0 && coefficient % 10 == 0; --scale) coefficient /= 10;
  return scale;
}

}  // namespace

bool looks_like_price(const workbook::Cell& cell) {
  using workbook::CellKind;
  if (cell.kind != CellKind::number && cell.kind != CellKind::text) return false;
  if (cell.kind == CellKind::number && (workbook::is_date_format(cell.format) || cell.format.find('%') != std::string_view::npos)) return false;
  const auto price = parse_price_text(cell.text);
  if (!price) return false;
  const auto value = price->value;
  const auto one = Decimal::from_integer(1);
  if (value < Decimal::from_parts(1, 2).value() || value >= Decimal::from_integer(500)) return false;
  const int shown = cell.kind == CellKind::text ? price->decimals : workbook::decimals_shown(cell.format).value_or(0);
  return std::max(digits_of(value), value < one ? shown : 0) >= (value < one ? 3 : 1);
}

}  // namespace switchyard::pricing
