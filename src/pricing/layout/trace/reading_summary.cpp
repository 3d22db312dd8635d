#include "pricing/layout/trace/reading_summary.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "pricing/layout/trace/source_words.hpp"

namespace switchyard::pricing {
namespace {

auto curve_of(const RateRow& row) {
  return std::tuple(row.sheet, row.commodity, row.customer_class, row.utility_alias, row.state, row.rate_class_alias, row.zone, row.product, row.billing,
                    row.price_unit, std::tuple(row.band.present, row.band.min_milli, row.band.max_milli_exclusive, row.band.unit));
}

CurveSummary begun(const SheetReading& reading, const RateRow& row) {
  const auto text = [&](TextId id) { return std::string(reading.texts.text(id)); };
  return {.sheet = row.sheet, .commodity = row.commodity, .customer_class = row.customer_class, .utility = text(row.utility_alias), .state = text(row.state),
          .rate_class = text(row.rate_class_alias), .zone = text(row.zone), .product = text(row.product), .billing = text(row.billing),
          .band = band_words(row.band), .unit = row.price_unit, .starts = {}, .terms = {}, .count = 0, .min_micros = row.stored_price_micros,
          .max_micros = row.stored_price_micros, .example = ref_of(reading, row)};
}

}  // namespace

std::vector<CurveSummary> summarise_reading(const SheetReading& reading) {
  std::vector<CurveSummary> curves;
  std::vector<std::pair<std::set<std::int32_t>, std::set<int>>> axes;  // Months by their first day, and terms.
  std::map<decltype(curve_of(reading.rows[0])), std::size_t> known;
  for (const auto& row : reading.rows) {
    const auto [at, added] = known.emplace(curve_of(row), curves.size());
    if (added) {
      curves.push_back(begun(reading, row));
      axes.emplace_back();
    }
    auto& curve = curves[at->second];
    ++curve.count;
    curve.min_micros = std::min(curve.min_micros, row.stored_price_micros);
    curve.max_micros = std::max(curve.max_micros, row.stored_price_micros);
    if (row.has_start) axes[at->second].first.insert(row.start_from.days());
    axes[at->second].second.insert(row.term_months);
  }
  for (std::size_t i = 0; i < curves.size(); ++i) {
    for (const auto day : axes[i].first) curves[i].starts.push_back(Date::from_days(day).text().substr(0, 7));
    curves[i].terms.assign(axes[i].second.begin(), axes[i].second.end());
  }
  return curves;
}

}  // namespace switchyard::pricing
