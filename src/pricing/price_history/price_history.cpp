#include "pricing/price_history/price_history.hpp"

#include <algorithm>

#include "pricing/book/rate_index.hpp"
#include "pricing/terms/selling_view.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::Curve;
using sheet_format::Tables;

class Historian {
 public:
  Historian(const RateBook& book, const RateFacts& rate, const HistoryQuestion& question) : book_(book), rate_(rate), question_(question) {
    if (const Tables* tables = own_tables()) {
      const auto position = sheet_format::position_of(*tables, tables->rows[rate.id.ordinal].cell);
      curve_ = position.curve;
      tables_ = tables;
      band_ = &tables->band_axis[curve_->bands_first + position.band];
      start_ = &tables->start_axis[curve_->starts_first + position.start];
    }
  }

  std::vector<PricePoint> run() {
    const UtilityShelf* shelf = book_.index().shelf(rate_.commodity, rate_.utility_code);
    if (shelf == nullptr || curve_ == nullptr) return {};
    for (const CurveGroup& group : shelf->every) {
      if (shelf->suppliers[group.seller] == rate_.supplier) visit(*shelf, group);
    }
    std::ranges::sort(points_, {}, [](const PricePoint& point) { return std::tuple(point.from, point.id); });
    return std::move(points_);
  }

 private:
  [[nodiscard]] const Tables* own_tables() const {
    const std::uint32_t entry = book_.index().entry_of(rate_.id.sheet.uuid());
    return entry == sheet_format::kNone ? nullptr : book_.entries()[entry].sheet->tables();
  }

  void visit(const UtilityShelf& shelf, const CurveGroup& group) {
    std::int64_t until_ms = group.until_ms;
    for (std::uint32_t i = group.rivals_first; i < group.rivals_until; ++i) until_ms = std::min(until_ms, std::max(group.from_ms, shelf.rivals[i].from_ms));
    const Instant from = Instant::from_unix_ms(group.from_ms);
    const Instant until = Instant::from_unix_ms(until_ms);
    if (until <= from || until <= question_.from || from >= question_.until) return;
    const auto view = selling_view(book_, {.partner = question_.partner, .commodity = rate_.commodity, .utility_code = rate_.utility_code, .state = question_.state}, from, &shelf);
    const SellerTerms& terms = view->seller(group.seller);
    if (!terms.is_entitled) return;
    for (std::uint32_t i = group.curves_first; i < group.curves_until; ++i) {
      const Curve& curve = *shelf.curves[i].curve;
      if (!is_same(*group.tables, curve)) continue;
      if (const std::uint32_t cell = same_cell(*group.tables, curve); cell != sheet_format::kNone) add(group, curve, cell, {from, until}, terms);
    }
  }

  [[nodiscard]] bool is_same(const Tables& tables, const Curve& curve) const {
    const auto same_text = [&](std::uint32_t Curve::*text) { return tables.text(curve.*text) == tables_->text(curve_->*text); };
    return curve.customer_class == curve_->customer_class && curve.price_unit == curve_->price_unit && curve.green_percent_hundredths == curve_->green_percent_hundredths &&
           curve.purchase_of_receivables == curve_->purchase_of_receivables && same_text(&Curve::rate_class_code) && same_text(&Curve::zone_code) &&
           same_text(&Curve::utility_word) && same_text(&Curve::rate_class_word) && same_text(&Curve::zone_word) && same_text(&Curve::state) && same_text(&Curve::product) &&
           same_text(&Curve::billing);
  }

  // The priced one; kNone where there is none.
  [[nodiscard]] std::uint32_t same_cell(const Tables& tables, const Curve& curve) const {
    for (std::size_t b = 0; b < curve.band_count; ++b) {
      const auto& band = tables.band_axis[curve.bands_first + b];
      if (band.min != band_->min || band.max_exclusive != band_->max_exclusive || band.max_inclusive != band_->max_inclusive) continue;
      for (std::size_t s = 0; s < curve.start_count; ++s) {
        const auto& start = tables.start_axis[curve.starts_first + s];
        if (start.from != start_->from || start.until != start_->until) continue;
        for (std::size_t t = 0; t < curve.term_count; ++t) {
          if (tables.term_axis[curve.terms_first + t] != rate_.term_months) continue;
          const std::uint32_t cell = sheet_format::cell_at(tables, curve, b, s, t);
          if (cell != sheet_format::kNone && tables.prices[cell] != sheet_format::kNoPrice) return cell;
        }
      }
    }
    return sheet_format::kNone;
  }

  void add(const CurveGroup& group, const Curve& curve, std::uint32_t cell, const std::pair<Instant, Instant>& time, const SellerTerms& terms) {
    const std::int64_t units = base_units_in(static_cast<EnergyUnit>(curve.price_unit));
    PricePoint point{.id = {book_.entries()[group.entry].sheet->facts().id, group.tables->cell_rows[cell]}, .from = time.first, .until = time.second, .stack = {}};
    point.stack = {.transfer_micros = group.tables->prices[cell],
                   .house_fee_micros = terms.house_fee_micros * units,
                   .partner_margin_micros = question_.margin_micros.value_or(terms.margin.default_micros * units),
                   .gross_up = terms.gross_up,
                   .price_decimals = sheet_format::decimals_at(*group.tables, curve, cell)};
    point.price_micros = price_micros_of(point.stack);
    points_.push_back(point);
  }

  const RateBook& book_;
  const RateFacts& rate_;
  const HistoryQuestion& question_;
  const Tables* tables_ = nullptr;
  const Curve* curve_ = nullptr;
  const sheet_format::BandEdge* band_ = nullptr;
  const sheet_format::StartEdge* start_ = nullptr;
  std::vector<PricePoint> points_;
};

}  // namespace

std::vector<PricePoint> price_history(const RateBook& book, const RateFacts& rate, const HistoryQuestion& question) { return Historian(book, rate, question).run(); }

}  // namespace switchyard::pricing
