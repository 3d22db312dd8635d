#include "pricing/quotes/same_rate.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "pricing/book/rate_index.hpp"
#include "pricing/book/sheet_rows.hpp"
#include "pricing/book/word_fold.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::Curve;
using sheet_format::kNone;
using sheet_format::kNoPrice;
using sheet_format::Tables;

// The last part of the key that a rate on sale shares, in this order: the reason is said of the farthest.
enum class Step : std::uint8_t { nothing, supplier, rate_class, zone, product, unit, band, start };
// What is missing behind each.
constexpr std::array<std::string_view, 8> kMissing = {
    "the supplier sells nothing at this utility now", "the rate class is not priced any more", "the zone is not priced any more",
    "the product is not priced any more", "the price is in another unit now", "the usage band is not priced any more",
    "the start month is not priced any more", "the term is not priced any more"};

class KeySearch {
 public:
  KeySearch(const LineFacts& former, std::optional<Month> start) : former_(former), start_(start) {}

  void look(const Tables& tables, const Curve& curve) {
    const Step step = curve_step(tables, curve);
    farthest_ = std::max(farthest_, step);
    if (step == Step::unit) look_in_block(tables, curve);
  }

  // The row's ordinal; kNone.
  [[nodiscard]] std::uint32_t found() const { return ordinal_; }
  void reach(Step step) { farthest_ = std::max(farthest_, step); }
  [[nodiscard]] Step farthest() const { return farthest_; }

 private:
  static bool same(std::string_view a, std::string_view b) { return a == b || folded(a) == folded(b); }

  // The last part that the curve shares; Step::unit where it shares all.
  [[nodiscard]] Step curve_step(const Tables& tables, const Curve& curve) const {
    if (static_cast<CustomerClass>(curve.customer_class) != former_.customer_class || !same(tables.text(curve.rate_class_code), former_.rate_class)) return Step::supplier;
    if (!same(tables.text(curve.zone_code), former_.zone)) return Step::rate_class;
    const bool is_product = same(tables.text(curve.product), former_.product) && same(tables.text(curve.billing), former_.billing) &&
                            curve.green_percent_hundredths == former_.green_percent_hundredths;
    if (!is_product) return Step::zone;
    return static_cast<EnergyUnit>(curve.price_unit) == former_.price_unit ? Step::unit : Step::product;
  }

  void look_in_block(const Tables& tables, const Curve& curve) {
    for (std::size_t band = 0; band < curve.band_count; ++band) {
      const UsageBand printed = band_sold(tables.bands[tables.band_axis[curve.bands_first + band].band], static_cast<EnergyUnit>(curve.price_unit));
      if (printed != former_.band) continue;
      farthest_ = std::max(farthest_, Step::band);
      look_in_band(tables, curve, band);
    }
  }

  void look_in_band(const Tables& tables, const Curve& curve, std::size_t band) {
    for (std::size_t start = 0; start < curve.start_count; ++start) {
      if (!holds_start(tables, tables.start_axis[curve.starts_first + start])) continue;
      farthest_ = std::max(farthest_, Step::start);
      for (std::size_t term = 0; term < curve.term_count; ++term) {
        if (tables.term_axis[curve.terms_first + term] != former_.term_months) continue;
        const std::uint32_t cell = sheet_format::cell_at(tables, curve, band, start, term);
        if (cell != kNone && tables.prices[cell] != kNoPrice) ordinal_ = tables.cell_rows[cell];
      }
    }
  }

  [[nodiscard]] bool holds_start(const Tables& tables, const sheet_format::StartEdge& edge) const {
    if (!former_.start_from) return tables.starts[edge.start].present == 0;
    const std::int32_t month = start_.value_or(*former_.start_from).index();
    return tables.starts[edge.start].present != 0 && month >= edge.from && month < edge.until;
  }

  const LineFacts& former_;
  const std::optional<Month> start_;
  Step farthest_ = Step::nothing;
  std::uint32_t ordinal_ = kNone;
};

}  // namespace

Result<RateId> find_same_rate(const RateBook& book, const LineFacts& former, std::optional<Month> start, Instant now) {
  KeySearch search(former, start);
  const UtilityShelf* shelf = book.index().shelf(former.commodity, former.utility_code);
  const std::size_t groups = shelf == nullptr ? 0 : shelf->on_sale.size();
  for (std::size_t i = 0; i < groups; ++i) {
    const CurveGroup& group = shelf->on_sale[i];
    const CompiledSheet& sheet = *book.entries()[group.entry].sheet;
    if (sheet.supplier() != former.supplier || !is_live(*shelf, group, now.unix_ms(), true)) continue;
    search.reach(Step::supplier);
    for (std::uint32_t curve = group.curves_first; curve < group.curves_until; ++curve) {
      search.look(*group.tables, *shelf->curves[curve].curve);
      if (search.found() != kNone) return RateId{sheet.facts().id, search.found()};
    }
  }
  const std::string_view missing = kMissing.at(static_cast<std::size_t>(search.farthest()));
  return Error{ErrorKind::unprocessable, "rate_gone", fmt::format("No rate on sale has this line's key: {}.", missing)};
}

}  // namespace switchyard::pricing
