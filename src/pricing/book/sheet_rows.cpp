#include "pricing/book/sheet_rows.hpp"

namespace switchyard::pricing {

std::string_view row_worksheet(const sheet_format::Tables& tables, std::uint32_t ordinal) {
  return tables.text(tables.worksheets[tables.shapes[tables.rows[ordinal].shape].worksheet]);
}

std::string row_cell(const sheet_format::Tables& tables, std::uint32_t ordinal) {
  const sheet_format::Row& row = tables.rows[ordinal];
  if (tables.head->refs == sheet_format::kPageRefs) return workbook::page_place_text(row_worksheet(tables, ordinal), row.cell_column, row.cell_row);
  return workbook::a1_of({.row = row.cell_row, .column = row.cell_column});
}

std::string row_ref(const sheet_format::Tables& tables, std::uint32_t ordinal) {
  std::string cell = row_cell(tables, ordinal);
  const std::string_view worksheet = row_worksheet(tables, ordinal);
  if (tables.head->refs != sheet_format::kSheetRefs || worksheet.empty()) return cell;
  return std::string(worksheet) + "!" + cell;
}

UsageBand band_of(const sheet_format::Band& band) {
  return {.min_milli = band.min_milli,
          .max_milli_exclusive = band.max_milli_exclusive,
          .unit = static_cast<EnergyUnit>(band.unit),
          .present = band.present != 0,
          .max_printed_inclusive = band.max_inclusive != 0};
}

UsageBand band_sold(const sheet_format::Band& band, EnergyUnit price_unit) {
  UsageBand sold = band_of(band);
  if (sold.unit == EnergyUnit::ccf_or_therm) sold.unit = price_unit;
  return sold;
}

SheetRows::SheetRows(const sheet_format::Tables& tables, TextPool& texts) : tables_(tables) {
  ids_.reserve(tables.text_ends.size());
  for (std::uint32_t id = 0; id < tables.text_ends.size(); ++id) ids_.push_back(texts.intern(tables.text(id)));
}

RateRow SheetRows::row(std::uint32_t ordinal) const {
  const sheet_format::Row& from = tables_.rows[ordinal];
  const sheet_format::Shape& shape = tables_.shapes[from.shape];
  const sheet_format::Start& start = tables_.starts[shape.start];
  RateRow row{.commodity = static_cast<Commodity>(shape.commodity),
              .customer_class = static_cast<CustomerClass>(shape.customer_class),
              .purchase_of_receivables_known = shape.purchase_of_receivables != 0,
              .purchase_of_receivables = shape.purchase_of_receivables == 2,
              .utility_alias = ids_[shape.utility_word],
              .rate_class_alias = ids_[shape.rate_class_word],
              .zone = ids_[shape.zone_word],
              .state = ids_[shape.state],
              .product = ids_[shape.product],
              .billing = ids_[shape.billing],
              .green_percent_hundredths = shape.green_percent_hundredths,
              .start_from = Date::from_days(start.from_days),
              .start_until = Date::from_days(start.until_days),
              .has_start = start.present != 0,
              .term_months = from.term_months,
              .band = band_of(tables_.bands[shape.band]),
              .price_unit = static_cast<EnergyUnit>(shape.price_unit),
              .stored_price_micros = from.stored_micros,
              .basis_price_micros = from.basis_micros,
              .price_decimals = static_cast<std::int8_t>(shape.price_decimals),
              .price_text = ids_[from.price_text],
              .sheet = shape.worksheet,
              .cell = {.row = from.cell_row, .column = from.cell_column}};
  if (from.wide != 0) {
    row.stored_price_micros = tables_.wide_prices[static_cast<std::size_t>(from.stored_micros) * 2];
    row.basis_price_micros = tables_.wide_prices[static_cast<std::size_t>(from.stored_micros) * 2 + 1];
  }
  return row;
}

}  // namespace switchyard::pricing
