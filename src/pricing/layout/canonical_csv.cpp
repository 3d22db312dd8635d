#include "pricing/layout/canonical_csv.hpp"

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

std::string amount_text(std::int64_t milli) { return Energy::from_milli(milli, EnergyUnit::kwh).amount_text(); }

std::string micros_text(std::int64_t micros) { return Decimal::from_parts(micros, UnitPrice::kScale).value().shortest_text(); }

std::string green_text(std::int32_t hundredths) {
  return hundredths < 0 ? std::string() : Decimal::from_parts(hundredths, 2).value().shortest_text();
}

}  // namespace

std::string_view canonical_header() {
  return "source_file,sheet,supplier,commodity,utility_alias,rate_class_alias,zone,state,product,green_percent,start_from,start_until,term_months,"
         "usage_min,usage_max_exclusive,usage_unit,price,price_unit,valid_from,valid_until,purchase_of_receivables,billing,ref,sellable_until,customer_class\n";
}

void append_csv_field(std::string& csv, std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) {
    csv += text;
    return;
  }
  csv += '"';
  for (const char c : text) {
    if (c == '"') csv += '"';
    csv += c;
  }
  csv += '"';
}

void append_canonical_row(std::string& csv, const SheetReading& reading, const RateRow& row, std::string_view file_name) {
  const auto field = [&csv](std::string_view text) {
    append_csv_field(csv, text);
    csv += ',';
  };
  const auto& texts = reading.texts;
  field(file_name);
  field(reading.worksheets[row.sheet]);
  field(reading.supplier_name);
  field(text_of(row.commodity));
  for (const auto id : {row.utility_alias, row.rate_class_alias, row.zone, row.state, row.product}) field(texts.text(id));
  field(green_text(row.green_percent_hundredths));
  field(row.has_start ? row.start_from.text() : std::string());
  field(row.has_start ? row.start_until.text() : std::string());
  field(std::to_string(row.term_months));
  field(row.band.present ? amount_text(row.band.min_milli) : std::string());
  field(row.band.present && row.band.max_milli_exclusive != UsageBand::kOpen ? amount_text(row.band.max_milli_exclusive) : std::string());
  field(row.band.present ? text_of(row.band.unit) : std::string_view());
  field(micros_text(row.stored_price_micros));
  field(price_text_of(row.price_unit));
  field(reading.valid_from.text());
  field(reading.valid_until.text());
  field(row.purchase_of_receivables_known ? (row.purchase_of_receivables ? "y" : "n") : "");
  field(texts.text(row.billing));
  field(ref_of(reading, row));
  field(reading.sellable_until ? reading.sellable_until->text() : std::string());
  append_csv_field(csv, text_of(row.customer_class));
  csv += '\n';
}

}  // namespace switchyard::pricing
