// load_tables: the one place that distrusts the bytes of a compiled sheet.
#include <algorithm>
#include <cstring>
#include <string>

#include "pricing/book/sheet_format.hpp"
#include "values/energy.hpp"

namespace switchyard::pricing::sheet_format {
namespace {

constexpr std::int32_t kDaysMin = -719'162;   // 0001-01-01
constexpr std::int32_t kDaysMax = 2'932'896;  // 9999-12-31
constexpr std::uint8_t kUnitMax = static_cast<std::uint8_t>(kEnergyUnitLast);
constexpr std::uint8_t kCommodityMax = 1;
constexpr std::uint8_t kCustomerClassMax = 3;

Error broken(const std::string& what) {
  return Error{.kind = ErrorKind::invalid, .code = "sheet_file_broken", .message = "The compiled sheet is damaged or foreign: " + what + "."};
}

template <class T>
bool take(std::string_view bytes, const Head& head, Section section, std::span<const T>& out) {
  const Place& place = head.places[static_cast<std::size_t>(section)];
  if (place.offset % 8 != 0 || place.offset < sizeof(Head) || place.offset > bytes.size()) return false;
  if (place.count > (bytes.size() - place.offset) / sizeof(T)) return false;
  out = {reinterpret_cast<const T*>(bytes.data() + place.offset), static_cast<std::size_t>(place.count)};
  return true;
}

bool take_all(std::string_view bytes, Tables& t) {
  const Head& head = *t.head;
  return take(bytes, head, Section::text_ends, t.text_ends) && take(bytes, head, Section::text_bytes, t.text_bytes) &&
         take(bytes, head, Section::worksheets, t.worksheets) && take(bytes, head, Section::scope_fields, t.scope_fields) &&
         take(bytes, head, Section::scope_values, t.scope_values) && take(bytes, head, Section::bands, t.bands) &&
         take(bytes, head, Section::starts, t.starts) && take(bytes, head, Section::band_axis, t.band_axis) &&
         take(bytes, head, Section::start_axis, t.start_axis) && take(bytes, head, Section::term_axis, t.term_axis) &&
         take(bytes, head, Section::curves, t.curves) && take(bytes, head, Section::prices, t.prices) &&
         take(bytes, head, Section::cell_rows, t.cell_rows) && take(bytes, head, Section::sparse_keys, t.sparse_keys) &&
         take(bytes, head, Section::shapes, t.shapes) && take(bytes, head, Section::wide_prices, t.wide_prices) &&
         take(bytes, head, Section::rows, t.rows);
}

bool texts_hold(const Tables& t) {
  if (t.text_ends.empty() || t.text_ends.size() >= kNone || t.text_ends.front() != 0) return false;
  if (!std::ranges::is_sorted(t.text_ends) || t.text_ends.back() != t.text_bytes.size()) return false;
  const auto is_text = [&](std::uint32_t id) { return id < t.text_ends.size(); };
  const Head& head = *t.head;
  return is_text(head.file_name) && is_text(head.sha256) && is_text(head.supplier) && is_text(head.supplier_name) && is_text(head.layout) &&
         std::ranges::all_of(t.worksheets, is_text) && std::ranges::all_of(t.scope_fields, is_text) &&
         std::ranges::all_of(t.scope_values, is_text);
}

bool is_day(std::int32_t days) { return days >= kDaysMin && days <= kDaysMax; }

bool axes_hold(const Tables& t) {
  const auto band_holds = [](const Band& band) { return band.unit <= kUnitMax && band.min_milli >= 0 && band.max_milli_exclusive > 0; };
  const auto start_holds = [](const Start& start) { return is_day(start.from_days) && is_day(start.until_days); };
  const auto band_edge_holds = [&](const BandEdge& edge) { return edge.band < t.bands.size() && edge.min >= 0 && edge.max_exclusive > 0; };
  const auto start_edge_holds = [&](const StartEdge& edge) { return edge.start < t.starts.size(); };
  const auto term_holds = [](std::int16_t term) { return term > 0 && term <= kTermMonthsMax; };
  return std::ranges::all_of(t.bands, band_holds) && std::ranges::all_of(t.starts, start_holds) &&
         std::ranges::all_of(t.band_axis, band_edge_holds) && std::ranges::all_of(t.start_axis, start_edge_holds) &&
         std::ranges::all_of(t.term_axis, term_holds);
}

bool within(std::uint64_t first, std::uint64_t count, std::size_t size) { return first <= size && count <= size - first; }

bool words_hold(const Tables& t, const Curve& c) {
  for (const std::uint32_t id : {c.utility_code, c.utility_word, c.rate_class_code, c.rate_class_word, c.zone_code, c.zone_word, c.state,
                                 c.product, c.billing}) {
    if (id >= t.text_ends.size()) return false;
  }
  return c.commodity <= kCommodityMax && c.customer_class <= kCustomerClassMax && c.price_unit <= kUnitMax &&
         (c.price_decimals <= kPriceDecimalsMax || c.price_decimals == kMixedDecimals) && c.purchase_of_receivables <= 2;
}

bool keys_hold(const Tables& t, const Curve& c) {
  if (!within(c.keys_first, c.cell_count, t.sparse_keys.size())) return false;
  const auto keys = t.sparse_keys.subspan(c.keys_first, c.cell_count);
  const auto inside = [&](std::uint64_t key) {
    return (key >> 32U) < c.band_count && ((key >> 16U) & 0xffff) < c.start_count && (key & 0xffff) < c.term_count;
  };
  return std::ranges::all_of(keys, inside) && std::ranges::adjacent_find(keys, std::greater_equal<>()) == keys.end();
}

bool curve_holds(const Tables& t, const Curve& c) {
  if (c.band_count == 0 || c.start_count == 0 || c.term_count == 0) return false;
  if (c.band_count > kAxisSizeMax || c.start_count > kAxisSizeMax || c.term_count > kAxisSizeMax) return false;
  if (!within(c.bands_first, c.band_count, t.band_axis.size()) || !within(c.starts_first, c.start_count, t.start_axis.size()) ||
      !within(c.terms_first, c.term_count, t.term_axis.size()) || !within(c.cells_first, c.cell_count, t.prices.size())) {
    return false;
  }
  if (!words_hold(t, c)) return false;
  if (c.sparse != 0) return keys_hold(t, c);
  return c.cell_count == std::size_t{c.band_count} * c.start_count * c.term_count;
}

// Curves lie one behind the other and fill the prices.
bool curves_hold(const Tables& t) {
  std::uint64_t next = 0;
  for (const Curve& curve : t.curves) {
    if (curve.cells_first != next || curve.cell_count == 0 || !curve_holds(t, curve)) return false;
    next += curve.cell_count;
  }
  return next == t.prices.size() && t.cell_rows.size() == t.prices.size();
}

bool cells_hold(const Tables& t) {
  std::size_t priced = 0;
  for (std::size_t cell = 0; cell < t.prices.size(); ++cell) {
    if (t.prices[cell] == kNoPrice) continue;
    if (t.prices[cell] <= 0 || t.cell_rows[cell] >= t.rows.size() || t.rows[t.cell_rows[cell]].cell != cell) return false;
    ++priced;
  }
  return priced == t.head->priced_count;
}

bool shapes_hold(const Tables& t) {
  const auto holds = [&](const Shape& s) {
    for (const std::uint32_t id : {s.utility_word, s.rate_class_word, s.zone_word, s.state, s.product, s.billing}) {
      if (id >= t.text_ends.size()) return false;
    }
    return s.worksheet < t.worksheets.size() && s.band < t.bands.size() && s.start < t.starts.size() && s.commodity <= kCommodityMax &&
           s.customer_class <= kCustomerClassMax && s.purchase_of_receivables <= 2 && s.price_unit <= kUnitMax &&
           s.price_decimals <= kPriceDecimalsMax;
  };
  return std::ranges::all_of(t.shapes, holds);
}

bool rows_hold(const Tables& t) {
  const std::size_t pairs = t.wide_prices.size() / 2;
  const auto holds = [&](const Row& row) {
    if (row.shape >= t.shapes.size() || row.price_text >= t.text_ends.size()) return false;
    if (row.wide != 0) return row.cell == kNone && row.stored_micros >= 0 && static_cast<std::size_t>(row.stored_micros) < pairs;
    return row.cell == kNone || (row.cell < t.prices.size() && t.prices[row.cell] != kNoPrice);
  };
  return t.rows.size() < kNone && std::ranges::all_of(t.rows, holds);
}

}  // namespace

Result<Tables> load_tables(std::string_view bytes) {
  if (bytes.size() < sizeof(Head)) return broken("it is shorter than its head");
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % 8 != 0) return broken("it is not aligned");
  Tables tables;
  tables.head = reinterpret_cast<const Head*>(bytes.data());
  const Head& head = *tables.head;
  if (head.magic != kMagic) return broken("it does not begin as this version's sheets do");
  if (head.size != bytes.size()) return broken("its size is not the one in its head");
  if (head.checksum != checksum_of(bytes.substr(offsetof(Head, size)))) return broken("its checksum is wrong");
  if (!is_day(head.valid_from_days) || !is_day(head.valid_until_days)) return broken("its validity is not a date");
  if (!take_all(bytes, tables)) return broken("a section lies outside of it");
  if (!texts_hold(tables)) return broken("its texts do not hold together");
  if (!axes_hold(tables)) return broken("its axes do not hold together");
  if (!curves_hold(tables)) return broken("its curves do not hold together");
  if (!shapes_hold(tables) || !rows_hold(tables)) return broken("its rows do not hold together");
  if (!cells_hold(tables)) return broken("its prices do not hold together");
  return tables;
}

}  // namespace switchyard::pricing::sheet_format
