#include "pricing/price_export/price_columns.hpp"

#include <array>

#include "pricing/book/sheet_format.hpp"
#include "pricing/book/sheet_rows.hpp"
#include "values/decimal.hpp"

namespace switchyard::pricing {
namespace {

struct Column {
  std::string_view name;
  PriceField field;
};

constexpr std::array<Column, 36> kColumns = {{
    {"rate_id", PriceField::rate_id},
    {"supplier", PriceField::supplier},
    {"utility", PriceField::utility},
    {"commodity", PriceField::commodity},
    {"customer_class", PriceField::customer_class},
    {"zone", PriceField::zone},
    {"rate_class", PriceField::rate_class},
    {"product", PriceField::product},
    {"green_percent", PriceField::green_percent},
    {"start_month", PriceField::start_month},
    {"term_months", PriceField::term_months},
    {"usage_min", PriceField::usage_band},
    {"usage_max_exclusive", PriceField::usage_band},
    {"usage_unit", PriceField::usage_band},
    {"base_price", PriceField::base_price},
    {"margin", PriceField::margin},
    {"gross_up", PriceField::gross_up},
    {"price", PriceField::price},
    {"price_unit", PriceField::price_unit},
    {"estimated_annual_cost", PriceField::estimated_annual_cost},
    {"expires_at", PriceField::expires_at},
    {"sellable", PriceField::sellable},
    {"rate_ref", PriceField::rate_ref},
    {"billing", PriceField::billing},
    {"purchase_of_receivables", PriceField::purchase_of_receivables},
    {"stack_transfer", PriceField::stack},
    {"stack_house_fee", PriceField::stack},
    {"stack_partner_margin", PriceField::stack},
    {"stack_agent_margin", PriceField::stack},
    {"stack_gross_up", PriceField::stack},
    {"stack_price", PriceField::stack},
    {"source_sheet_id", PriceField::source},
    {"source_file", PriceField::source},
    {"source_sheet", PriceField::source},
    {"source_cell", PriceField::source},
    {"source_transfer_price", PriceField::source},
}};

std::string scaled(std::int64_t coefficient, int scale) { return Decimal::from_parts(coefficient, scale)->text(); }

// Digits as the price has them, more where a part needs them.
std::string micros_text(std::int64_t micros, int decimals_min) {
  int decimals = UnitPrice::kScale;
  for (; decimals > decimals_min && micros % 10 == 0; --decimals) micros /= 10;
  return scaled(micros, decimals);
}

std::string trimmed(std::int64_t coefficient, int scale) {
  for (; scale > 0 && coefficient % 10 == 0; --scale) coefficient /= 10;
  return scaled(coefficient, scale);
}

class Cells {
 public:
  Cells(const Offer& offer, const PriceAnswer& answer, std::vector<ExportCell>& out) : offer_(offer), answer_(answer), out_(out), decimals_(offer.stack.price_decimals) {}

  void fill() {
    names();
    terms();
    prices();
    origin();
    stack();
    source();
  }

 private:
  [[nodiscard]] bool has(PriceField field) const { return (answer_.fields & bit(field)) != 0; }
  void text(PriceField field, std::string_view value) {
    if (has(field)) out_.push_back({std::string(value), false});
  }
  void number(PriceField field, std::string value) {
    if (has(field)) out_.push_back({std::move(value), true});
  }

  void names() {
    text(PriceField::rate_id, has(PriceField::rate_id) ? RateId{sheet().facts().id, offer_.place.ordinal}.text() : "");
    text(PriceField::supplier, offer_.supplier);
    text(PriceField::utility, offer_.utility_code);
    text(PriceField::commodity, text_of(offer_.commodity));
    text(PriceField::customer_class, text_of(offer_.customer_class));
    text(PriceField::zone, offer_.zone);
    text(PriceField::rate_class, offer_.rate_class);
    text(PriceField::product, offer_.product);
    number(PriceField::green_percent, offer_.green_percent_hundredths < 0 ? "" : trimmed(offer_.green_percent_hundredths, 2));
  }

  void terms() {
    text(PriceField::start_month, offer_.start_month ? offer_.start_month->text() : "");
    number(PriceField::term_months, std::to_string(offer_.term_months));
    const UsageBand& band = offer_.band;
    number(PriceField::usage_band, band.present ? trimmed(band.min_milli, 3) : "");
    number(PriceField::usage_band, band.present && band.max_milli_exclusive != UsageBand::kOpen ? trimmed(band.max_milli_exclusive, 3) : "");
    text(PriceField::usage_band, band.present ? text_of(band.unit) : "");
  }

  void prices() {
    number(PriceField::base_price, micros_text(partner_base_micros(offer_.stack), decimals_));
    number(PriceField::margin, micros_text(offer_.stack.partner_margin_micros, decimals_));
    number(PriceField::gross_up, offer_.stack.gross_up.form == GrossUpForm::none ? "" : micros_text(partner_view(offer_.stack).gross_up_micros, decimals_));
    number(PriceField::price, micros_text(offer_.price_micros, decimals_));
    text(PriceField::price_unit, "$/" + std::string(text_of(offer_.price_unit)));
    number(PriceField::estimated_annual_cost, scaled(offer_.annual_cost_cents, 2));
  }

  void origin() {
    text(PriceField::expires_at, offer_.expires_at.text());
    text(PriceField::sellable, offer_.sellable ? "true" : "false");
    if (has(PriceField::rate_ref)) {
      std::string ref;
      answer_.refs.append(ref, {sheet_mark_of(sheet().facts().id), offer_.place.ordinal});
      text(PriceField::rate_ref, ref);
    }
    text(PriceField::billing, offer_.billing);
    text(PriceField::purchase_of_receivables, offer_.purchase_of_receivables == 0 ? "" : offer_.purchase_of_receivables == 2 ? "true" : "false");
  }

  void stack() {
    const PriceStack layers = stack_of(offer_.stack);
    for (const std::int64_t micros : {layers.transfer_micros, layers.house_fee_micros, layers.partner_margin_micros, layers.agent_margin_micros,
                                      layers.gross_up_micros, layers.price_micros}) {
      number(PriceField::stack, micros_text(micros, decimals_));
    }
  }

  void source() {
    const sheet_format::Tables& tables = *sheet().tables();
    const sheet_format::Row& row = tables.rows[offer_.place.ordinal];
    text(PriceField::source, sheet().facts().id.text());
    text(PriceField::source, sheet().facts().file_name);
    text(PriceField::source, row_worksheet(tables, offer_.place.ordinal));
    text(PriceField::source, workbook::a1_of({.row = row.cell_row, .column = row.cell_column}));
    number(PriceField::source, micros_text(offer_.stack.transfer_micros, decimals_));
  }

  [[nodiscard]] const CompiledSheet& sheet() const { return *answer_.book.entries()[offer_.place.entry].sheet; }

  const Offer& offer_;
  const PriceAnswer& answer_;
  std::vector<ExportCell>& out_;
  const int decimals_;
};

}  // namespace

std::vector<std::string_view> price_column_names(PriceFieldSet fields) {
  std::vector<std::string_view> names;
  for (const Column& column : kColumns) {
    if ((fields & bit(column.field)) != 0) names.push_back(column.name);
  }
  return names;
}

void price_cells(const Offer& offer, const PriceAnswer& answer, std::vector<ExportCell>& cells) {
  cells.clear();
  Cells(offer, answer, cells).fill();
}

}  // namespace switchyard::pricing
