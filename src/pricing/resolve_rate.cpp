#include "pricing/resolve_rate.hpp"

#include "pricing/book/rate_index.hpp"
#include "pricing/book/sheet_rows.hpp"
#include "pricing/terms/selling_view.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::kNone;
using sheet_format::Tables;

Error not_found() {
  return {.kind = ErrorKind::not_found, .code = "rate_not_found", .message = "No rate has this id; its sheet may have been withdrawn."};
}

bool is_priced(const Tables& tables, std::uint32_t ordinal) { return ordinal < tables.rows.size() && tables.rows[ordinal].cell != kNone; }

void take_curve(const Tables& tables, const sheet_format::CellPosition& position, RateFacts& out) {
  const sheet_format::Curve& curve = *position.curve;
  out.commodity = static_cast<Commodity>(curve.commodity);
  out.customer_class = static_cast<CustomerClass>(curve.customer_class);
  out.utility_code = tables.text(curve.utility_code);
  out.utility_word = tables.text(curve.utility_word);
  out.rate_class = tables.text(curve.rate_class_code);
  out.rate_class_word = tables.text(curve.rate_class_word);
  out.zone = tables.text(curve.zone_code);
  out.zone_word = tables.text(curve.zone_word);
  out.state = tables.text(curve.state);
  out.product = tables.text(curve.product);
  out.billing = tables.text(curve.billing);
  out.green_percent_hundredths = curve.green_percent_hundredths;
  out.price_unit = static_cast<EnergyUnit>(curve.price_unit);
  const sheet_format::StartEdge& start = tables.start_axis[curve.starts_first + position.start];
  if (tables.starts[start.start].present != 0) {
    out.start_from = Month::from_index(start.from);
    out.start_until = Month::from_index(start.until);
  }
  out.band = band_sold(tables.bands[tables.band_axis[curve.bands_first + position.band].band], out.price_unit);
}

}  // namespace

Result<RateFacts> rate_facts(const CompiledSheet& sheet, std::uint32_t ordinal) {
  const Tables* tables = sheet.tables();
  if (tables == nullptr || !is_priced(*tables, ordinal)) return not_found();
  const sheet_format::Row& row = tables->rows[ordinal];
  const auto position = sheet_format::position_of(*tables, row.cell);
  RateFacts out{.id = {sheet.facts().id, ordinal},
                .supplier = std::string(sheet.supplier()),
                .supplier_name = std::string(sheet.supplier_name()),
                .term_months = row.term_months,
                .price_decimals = static_cast<std::int8_t>(tables->shapes[row.shape].price_decimals),
                .basis_micros = row.basis_micros,
                .stored_micros = row.stored_micros,
                .price_text = std::string(tables->text(row.price_text)),
                .valid_from = sheet.valid_from(),
                .valid_until = sheet.valid_until(),
                .sellable_from = sheet.sellable_from(),
                .sellable_until = sheet.sellable_until(),
                .layout = std::string(tables->text(tables->head->layout)),
                .file_name = sheet.facts().file_name,
                .worksheet = std::string(row_worksheet(*tables, ordinal)),
                .cell = row_cell(*tables, ordinal)};
  take_curve(*tables, position, out);
  return out;
}

Result<RateFacts> resolve_rate(const RateBook& book, std::string_view rate_id) {
  const auto id = RateId::parse(rate_id);
  if (!id) return id.error();
  const std::uint32_t entry = book.index().entry_of(id->sheet.uuid());
  if (entry == kNone) return not_found();
  return rate_facts(*book.entries()[entry].sheet, id->ordinal);
}

Result<RateFacts> resolve_rate_ref(const RateBook& book, const RateRefs& refs, std::string_view rate_ref) {
  const auto mark = refs.open(rate_ref);
  if (!mark) return mark.error();
  for (const BookEntry& entry : book.entries()) {
    if (sheet_mark_of(entry.sheet->facts().id) == mark->sheet_mark) return rate_facts(*entry.sheet, mark->ordinal);
  }
  return not_found();
}

bool is_sold(const RateBook& book, const RateId& id, Instant at, const Seller& seller) {
  const std::uint32_t entry = book.index().entry_of(id.sheet.uuid());
  if (entry == kNone || !book.entries()[entry].on_sale) return false;
  const Tables* tables = book.entries()[entry].sheet->tables();
  if (tables == nullptr || !is_priced(*tables, id.ordinal)) return false;
  const sheet_format::Curve* curve = sheet_format::position_of(*tables, tables->rows[id.ordinal].cell).curve;
  const UtilityShelf* shelf = book.index().shelf(static_cast<Commodity>(curve->commodity), tables->text(curve->utility_code));
  if (shelf == nullptr) return false;
  for (const CurveGroup& group : shelf->on_sale) {
    if (group.entry != entry || !is_live(*shelf, group, at.unix_ms(), true)) continue;
    for (std::uint32_t i = group.curves_first; i < group.curves_until; ++i) {
      if (shelf->curves[i].curve != curve) continue;
      const SellerQuestion question{.partner = seller.partner,
                                    .commodity = static_cast<Commodity>(curve->commodity),
                                    .utility_code = tables->text(curve->utility_code),
                                    .state = seller.state.empty() ? tables->text(curve->state) : seller.state};
      const auto view = selling_view(book, question, at);
      const SellerTerms& terms = view->seller(group.seller);
      return terms.is_entitled && !terms.is_stopped && !view->is_stopped(terms, shelf->curves[i].product);
    }
  }
  return false;
}

}  // namespace switchyard::pricing
