#include "pricing/layout/field_value.hpp"

#include <array>

#include <fmt/format.h>

#include "pricing/layout/value_grammar.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::array<std::string_view, kTargetCount> kTargetTexts{"commodity", "customer_class", "utility", "rate_class", "zone", "state", "product", "billing",
                                                                  "purchase_of_receivables", "green_percent", "start", "term", "band", "price_unit",
                                                                  "valid_from", "valid_until"};

constexpr int kYearMin = 1990;
constexpr int kYearMax = 2199;

void read_date(const FieldSpec& field, const RawText& raw, bool from_1904, FieldValue& value) {
  for (const auto& form : field.forms) {
    std::optional<Date> date;
    if (!form.serial) date = parse_date_as(raw.text, form.text);
    if (form.serial && raw.is_number && (form.any_format || workbook::is_date_format(raw.format))) date = parse_serial_day(raw.text, from_1904);
    if (!date) continue;
    value.date = *date;
    if (date->year() < kYearMin || date->year() > kYearMax) value.problem = fmt::format("{} is not a day of these times", date->text());
    return;
  }
  std::string forms;
  for (const auto& form : field.forms) forms += (forms.empty() ? "" : ", ") + form.text;
  value.problem = fmt::format("'{:.60}' is no date written as {}", raw.text, forms);
}

void read_whole(const FieldSpec& field, const RawText& raw, FieldValue& value) {
  const auto number = parse_whole(raw.text);
  if (!number) {
    value.problem = fmt::format("'{:.60}' is no whole number", raw.text);
    return;
  }
  if (field.max > 0 && (*number < field.min || *number > field.max)) {
    value.problem = fmt::format("{} is not from {} to {}", *number, field.min, field.max);
  }
  value.number = *number;
}

void read_decimal(const RawText& raw, FieldValue& value) {
  auto number = Decimal::parse_scientific(raw.text);
  auto hundredths = number ? number->rescaled(2, Rounding::half_even) : Result<Decimal>(number.error());
  if (!hundredths) value.problem = fmt::format("'{:.60}' is no number", raw.text);
  if (hundredths) value.number = hundredths->coefficient();
}

void read_band(const FieldSpec& field, const RawText& raw, FieldValue& value) {
  auto parsed = parse_band(raw.text, {.snap = field.snap, .suffixes = field.suffixes});
  if (!parsed) {
    value.problem = fmt::format("'{:.60}' is no usage band", raw.text);
    return;
  }
  if (!parsed->has_unit) {
    if (field.unit) parsed->band.unit = *field.unit;
    value.band_unit_of_price = field.unit_of_price;
    if (!field.unit && !field.unit_of_price) value.problem = fmt::format("the usage band '{:.60}' has no unit", raw.text);
  }
  value.band = parsed->band;
  value.band_lower_was_one_above = parsed->lower_was_one_above;
}

std::string put_commodity(const FieldValue& value, RateRow& row) {
  auto commodity = parse_commodity(value.text);
  if (!commodity) return fmt::format("'{:.40}' is neither electric nor gas", value.text);
  row.commodity = *commodity;
  return {};
}

std::string put_customer_class(const FieldValue& value, RateRow& row) {
  for (const auto known : {CustomerClass::commercial, CustomerClass::residential, CustomerClass::multifamily, CustomerClass::any}) {
    if (value.text != text_of(known)) continue;
    row.customer_class = known;
    return {};
  }
  return fmt::format("'{:.40}' must be commercial, residential, multifamily or any", value.text);
}

std::string put_receivables(const FieldValue& value, RateRow& row) {
  if (value.text != "y" && value.text != "n") return fmt::format("'{:.40}' must be y or n", value.text);
  row.purchase_of_receivables_known = true;
  row.purchase_of_receivables = value.text == "y";
  return {};
}

std::string put_price_unit(const FieldValue& value, RateRow& row) {
  const auto unit = parse_price_unit(value.text);
  if (!unit) return fmt::format("'{:.40}' is no unit of a price: $/kWh, $/therm, $/Ccf, $/Mcf, $/Dth, $/MWh, $/(Ccf/therm)", value.text);
  row.price_unit = *unit;
  return {};
}

}  // namespace

std::string_view text_of(Target target) { return kTargetTexts[static_cast<std::size_t>(target)]; }

std::optional<EnergyUnit> parse_price_unit(std::string_view text) {
  if (text.starts_with("$/")) text.remove_prefix(2);
  if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
  return parse_stated_unit(text);
}

FieldValue make_value(const FieldSpec& field, const RawText& raw, bool dates_from_1904) {
  FieldValue value;
  value.said = raw.said;
  if (!raw.said) return value;
  switch (field.kind) {
    case Kind::text: value.text = raw.text; break;
    case Kind::integer: read_whole(field, raw, value); break;
    case Kind::decimal: read_decimal(raw, value); break;
    case Kind::date:
    case Kind::month: read_date(field, raw, dates_from_1904, value); break;
    case Kind::band: read_band(field, raw, value); break;
    case Kind::time: {
      const auto minutes = parse_hour(raw.text);
      if (!minutes) value.problem = fmt::format("'{:.40}' is no hour of the day", raw.text);
      value.number = minutes.value_or(0);
      break;
    }
  }
  return value;
}

std::string put_value(Target target, const FieldValue& value, RateRow& row, TextPool& texts) {
  switch (target) {
    case Target::commodity: return put_commodity(value, row);
    case Target::customer_class: return put_customer_class(value, row);
    case Target::purchase_of_receivables: return put_receivables(value, row);
    case Target::price_unit: return put_price_unit(value, row);
    case Target::utility: row.utility_alias = texts.intern(value.text); return {};
    case Target::rate_class: row.rate_class_alias = texts.intern(value.text); return {};
    case Target::zone: row.zone = texts.intern(value.text); return {};
    case Target::state: row.state = texts.intern(value.text); return {};
    case Target::product: row.product = texts.intern(value.text); return {};
    case Target::billing: row.billing = texts.intern(value.text); return {};
    case Target::green_percent: row.green_percent_hundredths = static_cast<std::int32_t>(value.number); return {};
    case Target::term: row.term_months = static_cast<std::int16_t>(value.number); return {};
    case Target::band:
      if (value.band) row.band = *value.band;
      return {};
    case Target::start:
      row.has_start = true;
      row.start_from = value.date.month_of().first_day();
      row.start_until = (value.date.month_of() + Months{1}).first_day();
      return {};
    case Target::valid_from:
    case Target::valid_until: return {};
  }
  return {};
}

void copy_value(Target target, const RateRow& from, RateRow& to) {
  switch (target) {
    case Target::commodity: to.commodity = from.commodity; return;
    case Target::customer_class: to.customer_class = from.customer_class; return;
    case Target::utility: to.utility_alias = from.utility_alias; return;
    case Target::rate_class: to.rate_class_alias = from.rate_class_alias; return;
    case Target::zone: to.zone = from.zone; return;
    case Target::state: to.state = from.state; return;
    case Target::product: to.product = from.product; return;
    case Target::billing: to.billing = from.billing; return;
    case Target::green_percent: to.green_percent_hundredths = from.green_percent_hundredths; return;
    case Target::term: to.term_months = from.term_months; return;
    case Target::band: to.band = from.band; return;
    case Target::price_unit: to.price_unit = from.price_unit; return;
    case Target::purchase_of_receivables:
      to.purchase_of_receivables_known = from.purchase_of_receivables_known;
      to.purchase_of_receivables = from.purchase_of_receivables;
      return;
    case Target::start:
      to.has_start = from.has_start;
      to.start_from = from.start_from;
      to.start_until = from.start_until;
      return;
    case Target::valid_from:
    case Target::valid_until: return;
  }
}

}  // namespace switchyard::pricing
