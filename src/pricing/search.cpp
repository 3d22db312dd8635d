#include "pricing/search.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "pricing/book/rate_index.hpp"
#include "pricing/book/sheet_rows.hpp"
#include "pricing/book/word_fold.hpp"
#include "pricing/offer_order.hpp"
#include "pricing/selling_gate.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::BandEdge;
using sheet_format::Curve;
using sheet_format::kNone;
using sheet_format::kNoPrice;
using sheet_format::Tables;

// Places on an axis that a query takes.
struct Places {
  std::array<std::uint16_t, sheet_format::kAxisSizeMax> at;
  std::size_t count = 0;
  void add(std::size_t place) { at[count++] = static_cast<std::uint16_t>(place); }
};

// As many cells of one curve are each fetched ahead.
constexpr std::size_t kLoneCellsMax = 4;

// A cell that a query asks for; `place` is its number in the sheet.
struct Cell {
  const CurveGroup* group = nullptr;
  std::uint32_t curve = 0;
  std::uint32_t place = kNone;
  std::uint16_t band = 0;
  std::uint16_t start = 0;
  std::uint16_t term = 0;
  Bar bar = Bar::none;
};

// The bands of a curve that hold a usage, lowest first: one, unless the sheet's bands overlap.
void find_bands(const Tables& tables, const Curve& curve, std::int64_t usage, Places& out) {
  out.count = 0;
  bool is_claimed = false;  // By a lower band whose printed, inclusive upper end it is.
  for (std::size_t band = 0; band < curve.band_count; ++band) {
    const BandEdge& edge = tables.band_axis[curve.bands_first + band];
    if (usage < edge.min) break;
    if (usage == edge.max_exclusive && edge.max_inclusive != 0) {
      is_claimed = true;
      out.add(band);
    } else if (usage < edge.max_exclusive && !(is_claimed && usage == edge.min)) {
      out.add(band);
    }
  }
}

class Search {
 public:
  Search(const RateBook& book, const PriceQuery& query, Instant at, SearchMode mode, const PageRequest& page, const SellingView& view)
      : book_(book), index_(book.index()), query_(query), at_ms_(at.unix_ms()), mode_(mode), page_(page), gate_(view, query, mode != SearchMode::as_of), best_(page.limit + 1), shelf_(view.shelf()) {}

  Result<PricePage> run() {
    PricePage out;
    if (auto done = take_usage(); !done) return done.error();
    if (shelf_ == nullptr) {
      out.reason = NoOffer::no_current_price;
      return out;
    }
    take_words();
    if (auto done = take_after(); !done) return done.error();
    const auto& groups = mode_ == SearchMode::as_of ? shelf_->every : shelf_->on_sale;
    for (const CurveGroup& group : groups) visit(group);
    meet_waiting();
    return finish();
  }

 private:
  Result<void> take_usage() {
    const EnergyUnit kind = base_of(query_.annual_usage.unit());
    auto base = query_.annual_usage.in_base();
    if (!base) return at_field(std::move(base).error(), "annualUsage");
    usage_ = base->milli_units();
    if (commodity_of(kind) == query_.commodity && (shelf_ == nullptr || has_kind(kind))) return {};
    return invalid_field("usageUnit", "unit_mismatch",
                         fmt::format("{} was sent; {} is priced by {}", text_of(query_.annual_usage.unit()), query_.utility_code, kinds_text()));
  }

  [[nodiscard]] bool has_kind(EnergyUnit kind) const {
    for (unsigned unit = 0; unit < 6; ++unit) {
      if ((shelf_->unit_bits >> unit & 1U) != 0 && base_of(static_cast<EnergyUnit>(unit)) == kind) return true;
    }
    return false;
  }

  [[nodiscard]] std::string kinds_text() const {
    if (shelf_ == nullptr) return query_.commodity == Commodity::electric ? "kWh or MWh" : "therm, Dth, Ccf or Mcf";
    std::string text;
    for (const EnergyUnit kind : {EnergyUnit::kwh, EnergyUnit::therm, EnergyUnit::ccf}) {
      if (has_kind(kind)) text.append(text.empty() ? "" : " and by ").append(text_of(kind));
    }
    return text;
  }

  void take_words() {
    rate_class_ = index_.word(query_.rate_class);
    rate_class_code_ = query_.rate_class_code.empty() ? rate_class_ : index_.word(query_.rate_class_code);
    zone_ = index_.word(query_.zone);
    zone_code_ = query_.zone_code.empty() ? zone_ : index_.word(query_.zone_code);
    for (const JoinedZone& joined : shelf_->joined_zones) {
      const bool is_asked = zone_ != 0 && std::ranges::any_of(joined.parts, [&](WordId part) { return part == zone_ || part == zone_code_; });
      if (is_asked) zones_joined_.push_back(joined.zone);
    }
    product_ = index_.word(query_.product);
    for (const std::string& supplier : query_.suppliers) suppliers_.push_back(index_.word(supplier));
  }

  Result<void> take_after() {
    if (!page_.after) return {};
    const RatePlace& place = *page_.after;
    const Error refused{.kind = ErrorKind::invalid, .code = "cursor_invalid", .message = "The cursor is none of this query's."};
    if (place.entry >= book_.entries().size()) return refused;
    const Tables* tables = book_.entries()[place.entry].sheet->tables();
    if (tables == nullptr || place.ordinal >= tables->rows.size() || tables->rows[place.ordinal].cell == kNone) return refused;
    const std::uint32_t cell = tables->rows[place.ordinal].cell;
    const auto position = sheet_format::position_of(*tables, cell);
    const auto group = std::ranges::find(shelf_->every, place.entry, &CurveGroup::entry);
    if (group == shelf_->every.end()) return refused;
    after_ = candidate_of(*group, *position.curve, cell, tables->term_axis[position.curve->terms_first + position.term]);
    after_.row = place.ordinal;
    return {};
  }

  void visit(const CurveGroup& group) {
    if (!is_live(*shelf_, group, at_ms_, mode_ != SearchMode::as_of)) return;
    const bool is_asked = suppliers_.empty() || std::ranges::find(suppliers_, group.supplier) != suppliers_.end();
    if (!gate_.is_entitled(group)) {
      is_unentitled_ = is_unentitled_ || is_asked;
      return;
    }
    is_current_ = true;
    if (!is_asked) return;
    gate_.enter(group);
    for (std::uint32_t curve = group.curves_first; curve < group.curves_until; ++curve) {
      if (matches(*group.tables, shelf_->curves[curve])) visit(group, curve);
    }
  }

  static bool is_one(WordId code, WordId word, WordId wanted_code, WordId wanted_word) {
    if (wanted_word == 0 || (word == 0 && code == 0)) return true;
    return code == wanted_word || word == wanted_word || code == wanted_code || word == wanted_code;
  }

  [[nodiscard]] bool is_joined(const IndexedCurve& indexed) const {
    return std::ranges::any_of(zones_joined_, [&](WordId zone) { return zone == indexed.zone_code || zone == indexed.zone_word; });
  }

  [[nodiscard]] bool matches(const Tables& tables, const IndexedCurve& indexed) const {
    const Curve& curve = *indexed.curve;
    if (!is_one(indexed.rate_class_code, indexed.rate_class_word, rate_class_code_, rate_class_)) return false;
    if (!is_one(indexed.zone_code, indexed.zone_word, zone_code_, zone_) && !is_joined(indexed)) return false;
    if (product_ != 0 && indexed.product != product_) return false;
    const auto customer_class = static_cast<CustomerClass>(curve.customer_class);
    if (customer_class != query_.customer_class && customer_class != CustomerClass::any) return false;
    if (!query_.billing.empty() && !is_same_word(tables.text(curve.billing), query_.billing)) return false;
    if (query_.purchase_of_receivables && curve.purchase_of_receivables != (*query_.purchase_of_receivables ? 2 : 1)) return false;
    if (query_.green_percent_hundredths_min && std::max(curve.green_percent_hundredths, 0) < *query_.green_percent_hundredths_min) return false;
    return base_of(static_cast<EnergyUnit>(curve.price_unit)) == base_of(query_.annual_usage.unit());
  }

  void visit(const CurveGroup& group, std::uint32_t number) {
    const Tables& tables = *group.tables;
    const Curve& curve = *shelf_->curves[number].curve;
    is_matched_ = true;
    find_bands(tables, curve, usage_, bands_);
    if (bands_.count == 0) {
      // Bands are ordered by their lower ends: the last reaches highest unless they overlap, and then it does not matter.
      if (usage_ < tables.band_axis[curve.bands_first + curve.band_count - 1].max_exclusive) is_between_bands_ = true;
      return;
    }
    is_in_band_ = true;
    const Bar bar = gate_.bar_of(shelf_->curves[number]);
    choose_starts(tables, curve);
    choose_terms(tables, curve);
    // Many cells of one block come one behind the other, and the processor fetches them by itself.
    const bool is_lone = bands_.count == 1 && starts_.count * terms_.count <= kLoneCellsMax;
    for (std::size_t s = 0; s < starts_.count; ++s) {
      for (std::size_t t = 0; t < terms_.count; ++t) {
        Cell cell{.group = &group, .curve = number, .band = bands_.at[0], .start = starts_.at[s], .term = terms_.at[t], .bar = bar};
        is_lone ? await(cell, curve) : meet_first(cell, curve);
      }
    }
  }

  void choose_starts(const Tables& tables, const Curve& curve) {
    const sheet_format::StartEdge* const axis = &tables.start_axis[curve.starts_first];
    if (axis == starts_axis_ && curve.start_count == starts_axis_size_) return;
    starts_axis_ = axis;
    starts_axis_size_ = curve.start_count;
    starts_.count = 0;
    for (std::size_t place = 0; place < curve.start_count; ++place) {
      if (query_.start_months.empty() || asked_month(axis[place])) starts_.add(place);
    }
  }

  // The first of the months asked for that the start holds.
  [[nodiscard]] std::optional<Month> asked_month(const sheet_format::StartEdge& edge) const {
    std::optional<Month> found;
    for (const Month month : query_.start_months) {
      if (month.index() >= edge.from && month.index() < edge.until && (!found || month < *found)) found = month;
    }
    return found;
  }

  void choose_terms(const Tables& tables, const Curve& curve) {
    const std::int16_t* const axis = &tables.term_axis[curve.terms_first];
    if (axis == terms_axis_ && curve.term_count == terms_axis_size_) return;
    terms_axis_ = axis;
    terms_axis_size_ = curve.term_count;
    terms_.count = 0;
    for (std::size_t place = 0; place < curve.term_count; ++place) {
      if (query_.term_months.empty() || std::ranges::find(query_.term_months, axis[place]) != query_.term_months.end()) terms_.add(place);
    }
  }

  // Of overlapping bands the lowest that has a price answers.
  void meet_first(Cell& cell, const Curve& curve) {
    for (std::size_t b = 0; b < bands_.count; ++b) {
      cell.band = bands_.at[b];
      cell.place = sheet_format::cell_at(*cell.group->tables, curve, cell.band, cell.start, cell.term);
      if (meet(cell)) return;
    }
  }

  // A price is one random read of a large table: it is fetched while the next ones are being found.
  void await(Cell cell, const Curve& curve) {
    const Tables& tables = *cell.group->tables;
    cell.place = sheet_format::cell_at(tables, curve, cell.band, cell.start, cell.term);
    if (cell.place == kNone) return;
    __builtin_prefetch(&tables.prices[cell.place]);
    __builtin_prefetch(&tables.cell_rows[cell.place]);
    if (waiting_count_ == waiting_.size()) meet_waiting();
    waiting_[waiting_count_++] = cell;
  }

  void meet_waiting() {
    for (std::size_t i = 0; i < waiting_count_; ++i) meet(waiting_[i]);
    waiting_count_ = 0;
  }

  // Whether there is a price.
  bool meet(const Cell& at) {
    const Tables& tables = *at.group->tables;
    const Curve& curve = *shelf_->curves[at.curve].curve;
    if (at.place == kNone || tables.prices[at.place] == kNoPrice) return false;
    if (at.bar != Bar::none) {
      gate_.note(at.bar, *at.group, curve);
      return true;
    }
    Candidate candidate = candidate_of(*at.group, curve, at.place, tables.term_axis[curve.terms_first + at.term]);
    if (candidate.price_micros <= 0 || !best_.wants(candidate.key)) return true;
    candidate.row = tables.cell_rows[at.place];
    candidate.curve = at.curve;
    candidate.band = at.band;
    candidate.start = at.start;
    candidate.term = at.term;
    if (!page_.after || precedes(after_, candidate)) best_.offer(candidate);
    return true;
  }

  [[nodiscard]] Candidate candidate_of(const CurveGroup& group, const Curve& curve, std::uint32_t cell, std::int16_t term) {
    const Tables& tables = *group.tables;
    const auto unit = static_cast<EnergyUnit>(curve.price_unit);
    Candidate out{.expires_ms = group.until_ms, .rank = index_.ranks[group.entry], .cell = cell, .group = &group};
    out.price_micros = gate_.price_of(group, unit, tables.prices[cell], sheet_format::decimals_at(tables, curve, cell));
    out.price_key = out.price_micros * (1000 / base_units_in(unit));
    switch (query_.sort) {
      case SortKey::price: out.key = out.price_key; break;
      case SortKey::annual_cost: out.key = cost_of(out.price_micros, unit); break;
      case SortKey::term_months: out.key = term; break;
      case SortKey::expires_at: out.key = group.until_ms; break;
    }
    if (query_.descending) out.key = -out.key;
    return out;
  }

  // A cost beyond all money is the highest.
  [[nodiscard]] std::int64_t cost_of(std::int64_t price_micros, EnergyUnit unit) const {
    return annual_cost_cents(usage_, price_micros, unit).value_or(std::numeric_limits<std::int64_t>::max());
  }

  Result<PricePage> finish() {
    PricePage out;
    const std::vector<Candidate> found = std::move(best_).take();
    out.has_more = found.size() > page_.limit;
    out.offers.reserve(std::min(found.size(), page_.limit));
    for (std::size_t i = 0; i < found.size() && i < page_.limit; ++i) out.offers.push_back(offer_of(found[i]));
    if (out.offers.empty() && !page_.after) out.reason = reason();
    if (out.reason == NoOffer::margin_out_of_policy) out.margin_refusal = gate_.margin_refusal();
    return out;
  }

  [[nodiscard]] NoOffer reason() const {
    if (gate_.margin_refusal()) return NoOffer::margin_out_of_policy;
    if (gate_.met_stop()) return NoOffer::price_stopped;
    if (!is_matched_ && is_unentitled_) return NoOffer::not_entitled;
    if (!is_current_) return NoOffer::no_current_price;
    if (!is_matched_) return NoOffer::nothing_matches;
    if (!is_in_band_) return is_between_bands_ ? NoOffer::usage_outside_bands : NoOffer::usage_above_bands;
    return NoOffer::start_or_term_not_offered;
  }

  [[nodiscard]] Offer offer_of(const Candidate& found) const {
    const Tables& tables = *found.group->tables;
    const Curve& curve = *shelf_->curves[found.curve].curve;
    const BandEdge& band = tables.band_axis[curve.bands_first + found.band];
    const auto unit = static_cast<EnergyUnit>(curve.price_unit);
    return Offer{.place = {.entry = found.group->entry, .ordinal = found.row},
                 .supplier = tables.text(tables.head->supplier),
                 .utility_code = tables.text(curve.utility_code),
                 .commodity = query_.commodity,
                 .customer_class = static_cast<CustomerClass>(curve.customer_class),
                 .zone = tables.text(curve.zone_code),
                 .rate_class = tables.text(curve.rate_class_code),
                 .product = tables.text(curve.product),
                 .green_percent_hundredths = curve.green_percent_hundredths,
                 .start_month = start_month_of(tables.start_axis[curve.starts_first + found.start], tables),
                 .term_months = tables.term_axis[curve.terms_first + found.term],
                 .band = band_sold(tables.bands[band.band], unit),
                 .price_unit = unit,
                 .stack = gate_.parts_of(*found.group, unit, tables.prices[found.cell], sheet_format::decimals_at(tables, curve, found.cell)),
                 .price_micros = found.price_micros,
                 .annual_cost_cents = cost_of(found.price_micros, unit),
                 .expires_at = Instant::from_unix_ms(found.expires_ms),
                 .sellable = mode_ == SearchMode::sell,
                 .billing = tables.text(curve.billing),
                 .purchase_of_receivables = curve.purchase_of_receivables};
  }

  [[nodiscard]] std::optional<Month> start_month_of(const sheet_format::StartEdge& edge, const Tables& tables) const {
    if (auto asked = asked_month(edge)) return asked;
    if (tables.starts[edge.start].present == 0) return std::nullopt;
    return Month::from_index(edge.from);
  }

  const RateBook& book_;
  const RateBook::Index& index_;
  const PriceQuery& query_;
  const std::int64_t at_ms_;
  const SearchMode mode_;
  const PageRequest& page_;
  SellingGate gate_;
  BestCandidates best_;
  const UtilityShelf* const shelf_;
  std::int64_t usage_ = 0;
  WordId rate_class_ = 0;
  WordId rate_class_code_ = 0;
  WordId zone_ = 0;
  WordId zone_code_ = 0;
  std::vector<WordId> zones_joined_;  // Zones that have one of these two as a part.
  WordId product_ = 0;
  std::vector<WordId> suppliers_;
  Candidate after_;
  std::array<Cell, 16> waiting_;
  std::size_t waiting_count_ = 0;
  Places bands_;
  Places starts_;
  Places terms_;
  const sheet_format::StartEdge* starts_axis_ = nullptr;
  std::size_t starts_axis_size_ = 0;
  const std::int16_t* terms_axis_ = nullptr;
  std::size_t terms_axis_size_ = 0;
  bool is_unentitled_ = false;
  bool is_current_ = false;
  bool is_matched_ = false;
  bool is_in_band_ = false;
  bool is_between_bands_ = false;
};

}  // namespace

Result<PricePage> search(const RateBook& book, const PriceQuery& query, Instant at, SearchMode mode, const PageRequest& page, const SellingView* view) {
  ENSURE(page.limit >= 1 && page.limit <= PageRequest::kExportLimitMax);
  if (view != nullptr) return Search(book, query, at, mode, page, *view).run();
  const auto own = selling_view(book, {query.partner, query.commodity, query.utility_code, query.state}, at);
  return Search(book, query, at, mode, page, *own).run();
}

}  // namespace switchyard::pricing
