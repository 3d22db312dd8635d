#include "pricing/layout/price_reader.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/price_text.hpp"

namespace switchyard::pricing {
namespace {

constexpr int kMicroScale = 6;
constexpr int kExcelDigits = 15;  // Excel shows no more digits of a number than these.

Decimal decimal_of(std::int64_t coefficient, int scale) { return Decimal::from_parts(coefficient, scale).value(); }

// value * scale in micro-dollars. A power of ten only moves the point, so that no digit is lost on the way.
std::optional<std::int64_t> to_micros(Decimal value, Decimal scale, Rounding rounding) {
  if (scale.coefficient() == 1 && scale.scale() <= kMicroScale) {
    auto moved = value.rescaled(kMicroScale - scale.scale(), rounding);
    if (!moved) return std::nullopt;
    return moved->coefficient();
  }
  auto narrow = value.scale() > 12 ? value.rescaled(12, Rounding::half_even) : Result<Decimal>(value);
  if (!narrow) return std::nullopt;
  auto product = multiply(*narrow, scale);
  if (!product) return std::nullopt;
  auto micros = product->rescaled(kMicroScale, rounding);
  if (!micros) return std::nullopt;
  return micros->coefficient();
}

// How far the scale moves the point: 2 for cents.
int digits_of_scale(Decimal scale) { return scale.coefficient() == 1 ? scale.scale() : 0; }

// The digits that a person sees in the cell; nothing where it shows all that it stores.
std::optional<int> digits_seen(const PriceSpec& spec, const OfferedValue& offered, const workbook::Cell& cell) {
  if (spec.displayed_digits) return spec.displayed_digits;
  if (cell.kind == workbook::CellKind::text) return offered.written_decimals;
  return workbook::decimals_shown(cell.format);
}

std::string_view none_because(const PriceSpec& spec, const Decimal& value) {
  const auto zero = Decimal::from_integer(0);
  if (value == zero) return spec.zero_is_none ? "none" : "zero";
  if (value < zero) return spec.negative_is_none ? "none" : "negative";
  if (spec.none_from && value >= *spec.none_from) return "none";
  return {};
}

}  // namespace

PriceRange usual_range(EnergyUnit unit) {
  const auto times = base_units_in(unit);
  if (commodity_of(unit) == Commodity::electric) return {decimal_of(2 * times, 2), decimal_of(40 * times, 2)};
  return {decimal_of(10 * times, 2), decimal_of(300 * times, 2)};
}

OfferedValue offered_value(const PriceSpec& spec, const workbook::Cell& cell) {
  using workbook::CellKind;
  OfferedValue offered;
  if (cell.kind == CellKind::empty || cell.text.empty()) return offered;
  if (cell.kind == CellKind::error) {
    if (spec.error_is_none) return offered;
    offered.offer = Offer::unreadable;
    offered.problem = fmt::format("the cell is the error {:.20}", cell.text);
    return offered;
  }
  if (const auto price = parse_price_text(cell.text); price && cell.kind != CellKind::boolean) {
    const auto because = none_because(spec, price->value);
    if (because == "none") return offered;
    offered.offer = because.empty() ? Offer::price : Offer::unreadable;
    if (!because.empty()) offered.problem = fmt::format("the price {:.40} is {}, and the layout does not declare that as no offer", cell.text, because);
    offered.value = price->value;
    offered.written_decimals = price->decimals;
    return offered;
  }
  if (is_blank(cell.text) && spec.blank_is_none) return offered;
  std::string storage;
  const auto tidy = tidy_text(cell.text, storage);
  if (std::any_of(spec.none_texts.begin(), spec.none_texts.end(), [&](const Pattern& text) { return text.matches(tidy); })) return offered;
  offered.offer = Offer::unreadable;
  offered.problem = fmt::format("'{:.40}' is no price", tidy);
  return offered;
}

ReadPrice read_price(const PriceSpec& spec, const OfferedValue& offered, const workbook::Cell& cell, Decimal scale, EnergyUnit unit) {
  const auto stored = to_micros(offered.value, scale, Rounding::half_even);
  ReadPrice price;
  price.offer = stored ? Offer::price : Offer::unreadable;
  if (!stored) {
    price.problem = fmt::format("{:.40} is too large for a price", cell.text);
    return price;
  }
  price.stored_micros = *stored;
  price.basis_micros = *stored;
  const auto seen = digits_seen(spec, offered, cell);
  if (spec.basis == BasisKind::displayed && seen) {
    const auto shown = offered.value.to_significant(kExcelDigits).rescaled(std::min(*seen, Decimal::kScaleMax), Rounding::half_up);
    const auto basis = shown ? to_micros(*shown, scale, Rounding::half_up) : std::nullopt;
    price.basis_micros = basis.value_or(*stored);
  }
  const int at_least = commodity_of(unit) == Commodity::electric && base_units_in(unit) == 1 ? 5 : 4;
  const int shown = seen ? *seen + digits_of_scale(scale) : kMicroScale;
  price.decimals = static_cast<std::int8_t>(spec.decimals.value_or(std::clamp(shown, at_least, kMicroScale)));
  const auto range = spec.range.value_or(usual_range(unit));
  const auto dollars = decimal_of(*stored, kMicroScale);
  if (dollars >= range.min && dollars <= range.max) return price;
  price.out_of_range = true;
  price.held_basis_micros = std::exchange(price.basis_micros, RateRow::kNoBasis);
  price.problem = fmt::format("{} {} is not from {} to {}", dollars.shortest_text(), price_text_of(unit), range.min.shortest_text(), range.max.shortest_text());
  return price;
}

}  // namespace switchyard::pricing
