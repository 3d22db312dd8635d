#include "pricing/book/curve_set.hpp"

#include <algorithm>
#include <bitset>
#include <map>
#include <numeric>
#include <unordered_map>

#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::Band;
using sheet_format::BandEdge;
using sheet_format::Curve;
using sheet_format::kNone;
using sheet_format::kNoPrice;
using sheet_format::Row;
using sheet_format::Shape;
using sheet_format::Start;
using sheet_format::StartEdge;

// While filling: two prices met here.
constexpr std::int32_t kTwoPrices = kNoPrice + 1;
// A block is kept dense while it has at most this many cells a row; the constant spares small curves.
constexpr std::size_t kCellsPerRowMax = 4;
constexpr std::size_t kCellsFree = 64;

// Every month: where a file has no start.
constexpr std::int32_t kMonthMin = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kMonthMax = std::numeric_limits<std::int32_t>::max();

struct Draft {
  Curve curve;
  std::map<std::pair<std::int64_t, std::int64_t>, BandEdge> bands;    // By min and max.
  std::map<std::pair<std::int32_t, std::int32_t>, StartEdge> starts;  // By from and until.
  std::bitset<sheet_format::kTermMonthsMax + 1> terms;
  std::vector<std::uint16_t> term_places;  // By term in months, once laid out.
  std::size_t row_count = 0;
  bool too_large = false;
};

// Where the rows of a shape go: its draft, and its places on the axes.
struct ShapePlace {
  std::uint32_t draft = kNone;
  std::uint16_t band = 0;
  std::uint16_t start = 0;
};

StartEdge start_edge_of(const Start& start, std::uint32_t number) {
  if (start.present == 0) return {.from = kMonthMin, .until = kMonthMax, .start = number};
  const std::int32_t from = Date::from_days(start.from_days).month_of().index();
  const std::int32_t last = Date::from_days(std::max(start.until_days - 1, start.from_days)).month_of().index();
  return {.from = from, .until = last + 1, .start = number};
}

Curve curve_of(const Shape& shape, const ResolvedShape& resolved) {
  return Curve{.utility_code = resolved.utility_code,
               .utility_word = shape.utility_word,
               .rate_class_code = resolved.rate_class_code,
               .rate_class_word = shape.rate_class_word,
               .zone_code = resolved.zone_code,
               .zone_word = resolved.zone_word,
               .state = shape.state,
               .product = shape.product,
               .billing = shape.billing,
               .green_percent_hundredths = shape.green_percent_hundredths,
               .commodity = shape.commodity,
               .customer_class = shape.customer_class,
               .price_unit = resolved.price_unit,
               .purchase_of_receivables = shape.purchase_of_receivables};
}

std::size_t cells_of(const Draft& draft) { return draft.bands.size() * draft.starts.size() * draft.terms.count(); }

template <class Map>
std::uint16_t place_in(const Map& axis, const typename Map::key_type& key) {
  return static_cast<std::uint16_t>(std::distance(axis.begin(), axis.find(key)));
}

class CurveBuilder {
 public:
  CurveBuilder(SheetShapes& shapes, const std::vector<ResolvedShape>& resolved) : shapes_(shapes), resolved_(resolved) {}

  CurveSet build() && {
    draft_curves();
    weigh_rows();
    lay_out();
    place_shapes();
    assign_cells();
    fill_cells();
    settle();
    return std::move(out_);
  }

 private:
  void draft_curves() {
    std::unordered_map<std::string, std::uint32_t> numbers;
    places_.resize(shapes_.shapes.size());
    for (std::size_t number = 0; number < places_.size(); ++number) {
      if (resolved_[number].saleability != Saleability::sold) continue;
      const Shape& shape = shapes_.shapes[number];
      const Curve curve = curve_of(shape, resolved_[number]);
      const auto [place, is_new] = numbers.try_emplace(bytes_of(curve), static_cast<std::uint32_t>(drafts_.size()));
      if (is_new) {
        drafts_.emplace_back().curve = curve;
        drafts_.back().curve.price_decimals = shape.price_decimals;
      }
      Draft& draft = drafts_[place->second];
      if (draft.curve.price_decimals != shape.price_decimals) draft.curve.price_decimals = sheet_format::kMixedDecimals;
      places_[number].draft = place->second;
      add_edges(shape, draft);
    }
  }

  void add_edges(const Shape& shape, Draft& draft) const {
    BandEdge band = *edge_of(shapes_.bands[shape.band]);
    band.band = shape.band;
    BandEdge& kept = draft.bands.try_emplace({band.min, band.max_exclusive}, band).first->second;
    kept.max_inclusive |= band.max_inclusive;
    const StartEdge start = start_edge_of(shapes_.starts[shape.start], shape.start);
    draft.starts.try_emplace({start.from, start.until}, start);
  }

  void weigh_rows() {
    out_.verdicts.assign(shapes_.rows.size(), RowVerdict::not_for_sale);
    for (std::size_t number = 0; number < shapes_.rows.size(); ++number) {
      const Row& row = shapes_.rows[number];
      const std::uint32_t draft = places_[row.shape].draft;
      if (draft == kNone) continue;
      if (row.term_months <= 0 || row.term_months > sheet_format::kTermMonthsMax) {
        out_.verdicts[number] = RowVerdict::term_out_of_range;
      } else if (row.wide != 0 || row.basis_micros <= 0) {
        out_.verdicts[number] = RowVerdict::price_out_of_range;
      } else {
        out_.verdicts[number] = RowVerdict::sold;
        drafts_[draft].terms.set(static_cast<std::size_t>(row.term_months));
        ++drafts_[draft].row_count;
      }
    }
  }

  // Curves of one utility lie together.
  void lay_out() {
    std::vector<std::uint32_t> order(drafts_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t number) {
      return std::pair(drafts_[number].curve.commodity, drafts_[number].curve.utility_code);
    });
    for (const std::uint32_t number : order) {
      Draft& draft = drafts_[number];
      draft.too_large = draft.bands.size() > sheet_format::kAxisSizeMax || draft.starts.size() > sheet_format::kAxisSizeMax ||
                        draft.terms.count() > sheet_format::kAxisSizeMax;
      if (draft.too_large || draft.row_count == 0) continue;
      lay_axes(draft);
      draft.curve.sparse = cells_of(draft) > kCellsPerRowMax * draft.row_count + kCellsFree ? 1 : 0;
      draft.curve.cell_count = static_cast<std::uint32_t>(draft.curve.sparse != 0 ? 0 : cells_of(draft));
      order_.push_back(number);
    }
  }

  void lay_axes(Draft& draft) {
    std::vector<BandEdge> bands;
    for (const auto& [key, edge] : draft.bands) bands.push_back(edge);
    std::vector<StartEdge> starts;
    for (const auto& [key, edge] : draft.starts) starts.push_back(edge);
    std::vector<std::int16_t> terms;
    draft.term_places.resize(draft.terms.size());
    for (std::size_t term = 1; term < draft.terms.size(); ++term) {
      if (!draft.terms.test(term)) continue;
      draft.term_places[term] = static_cast<std::uint16_t>(terms.size());
      terms.push_back(static_cast<std::int16_t>(term));
    }
    draft.curve.band_count = static_cast<std::uint16_t>(bands.size());
    draft.curve.start_count = static_cast<std::uint16_t>(starts.size());
    draft.curve.term_count = static_cast<std::uint16_t>(terms.size());
    draft.curve.bands_first = shared(bands, out_.band_axis, band_axes_);
    draft.curve.starts_first = shared(starts, out_.start_axis, start_axes_);
    draft.curve.terms_first = shared(terms, out_.term_axis, term_axes_);
  }

  // Curves with equal axes share one copy.
  template <class Edge>
  static std::uint32_t shared(const std::vector<Edge>& axis, std::vector<Edge>& all, std::unordered_map<std::string, std::uint32_t>& known) {
    const std::string key(reinterpret_cast<const char*>(axis.data()), axis.size() * sizeof(Edge));
    const auto [place, is_new] = known.try_emplace(key, static_cast<std::uint32_t>(all.size()));
    if (is_new) all.insert(all.end(), axis.begin(), axis.end());
    return place->second;
  }

  void place_shapes() {
    for (std::size_t number = 0; number < places_.size(); ++number) {
      ShapePlace& place = places_[number];
      if (place.draft == kNone || drafts_[place.draft].too_large) continue;
      const Draft& draft = drafts_[place.draft];
      const Shape& shape = shapes_.shapes[number];
      const BandEdge band = *edge_of(shapes_.bands[shape.band]);
      const StartEdge start = start_edge_of(shapes_.starts[shape.start], shape.start);
      place.band = place_in(draft.bands, {band.min, band.max_exclusive});
      place.start = place_in(draft.starts, {start.from, start.until});
    }
  }

  [[nodiscard]] bool is_placed(std::size_t number) {
    if (out_.verdicts[number] != RowVerdict::sold) return false;
    if (!drafts_[places_[shapes_.rows[number].shape].draft].too_large) return true;
    out_.verdicts[number] = RowVerdict::curve_too_large;
    return false;
  }

  // Sparse curves get their keys, ascending; then every curve its cells.
  void assign_cells() {
    std::unordered_map<std::uint32_t, std::vector<std::uint64_t>> keys_by_draft;
    for (std::size_t number = 0; number < shapes_.rows.size(); ++number) {
      if (!is_placed(number)) continue;
      const Row& row = shapes_.rows[number];
      const ShapePlace& place = places_[row.shape];
      const Draft& draft = drafts_[place.draft];
      if (draft.curve.sparse == 0) continue;
      keys_by_draft[place.draft].push_back(
          sheet_format::sparse_key(place.band, place.start, draft.term_places[static_cast<std::size_t>(row.term_months)]));
    }
    std::uint64_t cells = 0;
    for (const std::uint32_t number : order_) {
      Curve& curve = drafts_[number].curve;
      curve.cells_first = static_cast<std::uint32_t>(cells);
      if (curve.sparse != 0) {
        std::vector<std::uint64_t>& keys = keys_by_draft[number];
        std::ranges::sort(keys);
        const auto rest = std::ranges::unique(keys);
        keys.erase(rest.begin(), rest.end());
        curve.keys_first = static_cast<std::uint32_t>(out_.sparse_keys.size());
        curve.cell_count = static_cast<std::uint32_t>(keys.size());
        out_.sparse_keys.insert(out_.sparse_keys.end(), keys.begin(), keys.end());
      }
      cells += curve.cell_count;
      ENSURE(cells < kNone);
      out_.curves.push_back(curve);
    }
    out_.prices.assign(cells, kNoPrice);
    out_.cell_rows.assign(cells, kNone);
  }

  [[nodiscard]] std::uint32_t cell_of(const Row& row) const {
    const ShapePlace& place = places_[row.shape];
    const Draft& draft = drafts_[place.draft];
    sheet_format::Tables tables;
    tables.sparse_keys = out_.sparse_keys;
    return sheet_format::cell_at(tables, draft.curve, place.band, place.start, draft.term_places[static_cast<std::size_t>(row.term_months)]);
  }

  void fill_cells() {
    out_.first_rows.assign(shapes_.rows.size(), kNone);
    for (std::size_t number = 0; number < shapes_.rows.size(); ++number) {
      if (out_.verdicts[number] != RowVerdict::sold) continue;
      Row& row = shapes_.rows[number];
      row.cell = cell_of(row);
      std::int32_t& price = out_.prices[row.cell];
      if (out_.cell_rows[row.cell] == kNone) {
        price = row.basis_micros;
        out_.cell_rows[row.cell] = static_cast<std::uint32_t>(number);
        continue;
      }
      out_.first_rows[number] = out_.cell_rows[row.cell];
      out_.verdicts[number] = RowVerdict::repeated;
      if (price != row.basis_micros) price = kTwoPrices;
    }
  }

  void settle() {
    for (std::size_t number = 0; number < shapes_.rows.size(); ++number) {
      Row& row = shapes_.rows[number];
      if (row.cell == kNone || out_.prices[row.cell] != kTwoPrices) continue;
      out_.verdicts[number] = RowVerdict::duplicate_key;
      row.cell = kNone;
    }
    for (std::size_t cell = 0; cell < out_.prices.size(); ++cell) {
      if (out_.prices[cell] == kTwoPrices) {
        out_.prices[cell] = kNoPrice;
        out_.cell_rows[cell] = kNone;
      }
      if (out_.prices[cell] != kNoPrice) ++out_.priced_count;
    }
  }

  SheetShapes& shapes_;
  const std::vector<ResolvedShape>& resolved_;
  std::vector<Draft> drafts_;
  std::vector<ShapePlace> places_;
  std::vector<std::uint32_t> order_;
  std::unordered_map<std::string, std::uint32_t> band_axes_;
  std::unordered_map<std::string, std::uint32_t> start_axes_;
  std::unordered_map<std::string, std::uint32_t> term_axes_;
  CurveSet out_;
};

}  // namespace

CurveSet build_curves(SheetShapes& shapes, const std::vector<ResolvedShape>& resolved) { return CurveBuilder(shapes, resolved).build(); }

}  // namespace switchyard::pricing
