#include "pricing/book/told_apart_fake.hpp"

#include <map>

#include <fmt/format.h>

#include "pricing/book/sheet_rows.hpp"
#include "pricing/book/word_fold.hpp"

namespace switchyard::pricing {
namespace {

std::string item_of(const sheet_format::Tables& tables, const sheet_format::Row& row) {
  const auto position = sheet_format::position_of(tables, row.cell);
  const sheet_format::Curve& curve = *position.curve;
  const sheet_format::BandEdge& band = tables.band_axis[curve.bands_first + position.band];
  const sheet_format::StartEdge& start = tables.start_axis[curve.starts_first + position.start];
  return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}..{}|{}|{}..{}|{}", tables.text(curve.utility_code), folded(tables.text(curve.rate_class_code)),
                     folded(tables.text(curve.zone_code)), curve.commodity, curve.customer_class, tables.text(curve.product), curve.green_percent_hundredths,
                     tables.text(curve.billing), curve.purchase_of_receivables, start.from, start.until, row.term_months, band.min, band.max_exclusive,
                     text_of(base_of(static_cast<EnergyUnit>(curve.price_unit))));
}

}  // namespace

std::vector<std::string> rates_not_told_apart(const CompiledSheet& sheet) {
  const sheet_format::Tables& tables = *sheet.tables();
  std::map<std::string, std::pair<std::uint32_t, std::int64_t>> known;  // The first row and its price a base unit.
  std::vector<std::string> out;
  for (std::uint32_t ordinal = 0; ordinal < tables.rows.size(); ++ordinal) {
    const sheet_format::Row& row = tables.rows[ordinal];
    if (row.cell == sheet_format::kNone) continue;
    const std::int64_t price = tables.prices[row.cell] * (1000 / base_units_in(static_cast<EnergyUnit>(sheet_format::position_of(tables, row.cell).curve->price_unit)));
    const auto [place, is_new] = known.try_emplace(item_of(tables, row), ordinal, price);
    if (!is_new && place->second.second != price) out.push_back(fmt::format("{} and {}", row_ref(tables, place->second.first), row_ref(tables, ordinal)));
  }
  return out;
}

}  // namespace switchyard::pricing
