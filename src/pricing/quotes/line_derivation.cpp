#include "pricing/quotes/line_derivation.hpp"

#include <fmt/format.h>

#include "pricing/book/rate_id.hpp"
#include "pricing/quotes/line_price.hpp"
#include "pricing/quotes/quote_form.hpp"
#include "pricing/quotes/usage_aggregate.hpp"
#include "workbook/grid.hpp"

namespace switchyard::pricing {
namespace {

class Faults {
 public:
  // `what` was frozen as `frozen` and is `now`.
  void compare(std::string_view what, const std::string& frozen, const std::string& now) {
    if (frozen != now) found_.push_back(fmt::format("{} was quoted as '{}', and is '{}'", what, frozen, now));
  }
  void add(std::string fault) { found_.push_back(std::move(fault)); }
  [[nodiscard]] std::vector<std::string> take() && { return std::move(found_); }

 private:
  std::vector<std::string> found_;
};

std::string micros_text(std::int64_t micros) { return price_text(micros, 6); }
std::string month_text(const std::optional<Month>& month) { return month ? month->text() : "none"; }
std::string months_text(const std::optional<Month>& from, const std::optional<Month>& until) {
  return from ? fmt::format("{} until {}", month_text(from), month_text(until)) : "none";
}
std::string whole_band_text(const UsageBand& band) {
  return band.present ? band_text(band) + (band.max_printed_inclusive ? ", its end included" : "") : "none";
}

const std::string& worksheet_of(const SheetReading& reading, const RateRow& row) {
  static const std::string kNone;
  return row.sheet < reading.worksheets.size() ? reading.worksheets[row.sheet] : kNone;
}

std::string cell_of(const SheetReading& reading, const RateRow& row) {
  if (reading.page_refs) return workbook::page_place_text(worksheet_of(reading, row), row.cell.column, row.cell.row);
  return workbook::a1_of(row.cell);
}

// Where the sheet says "Ccf/therm" the utility's own of the two is sold.
EnergyUnit unit_sold(const LineFacts& facts, EnergyUnit stated) {
  const bool is_own = facts.price_unit == EnergyUnit::ccf || facts.price_unit == EnergyUnit::therm;
  return stated == EnergyUnit::ccf_or_therm && is_own ? facts.price_unit : stated;
}

UsageBand band_as_sold(const LineFacts& facts, UsageBand band) {
  band.unit = unit_sold(facts, band.unit);
  return band;
}

// What else may stand in one cell: another utility or start of the same price.
bool is_like(const SheetReading& reading, const RateRow& row, const LineFacts& facts) {
  return reading.texts.text(row.utility_alias) == facts.utility_word && reading.texts.text(row.rate_class_alias) == facts.rate_class_word &&
         reading.texts.text(row.zone) == facts.zone_word && row.term_months == facts.term_months && band_as_sold(facts, row.band) == facts.band &&
         (!row.has_start || !facts.start_from || row.start_from == facts.start_from->first_day());
}

const RateRow* row_of(const LineFacts& facts, const SheetReading& reading) {
  const auto stands_there = [&](const RateRow& row) { return cell_of(reading, row) == facts.cell && worksheet_of(reading, row) == facts.worksheet; };
  if (const auto id = RateId::parse(facts.source_id); id && id->ordinal < reading.rows.size() && stands_there(reading.rows[id->ordinal])) {
    return &reading.rows[id->ordinal];
  }
  const RateRow* any = nullptr;
  for (const RateRow& row : reading.rows) {
    if (!stands_there(row)) continue;
    if (is_like(reading, row, facts)) return &row;
    any = &row;
  }
  return any;
}

void compare_words(Faults& faults, const LineFacts& facts, const SheetReading& reading, const RateRow& row) {
  const auto word = [&](TextId id) { return std::string(reading.texts.text(id)); };
  faults.compare("the supplier", facts.supplier, reading.supplier);
  faults.compare("the commodity", std::string(text_of(facts.commodity)), std::string(text_of(row.commodity)));
  faults.compare("the customer class", std::string(text_of(facts.customer_class)), std::string(text_of(row.customer_class)));
  faults.compare("the utility's word", facts.utility_word, word(row.utility_alias));
  faults.compare("the rate class's word", facts.rate_class_word, word(row.rate_class_alias));
  faults.compare("the zone's word", facts.zone_word, word(row.zone));
  faults.compare("the product", facts.product, word(row.product));
  faults.compare("the billing", facts.billing, word(row.billing));
  faults.compare("the green share", green_text(facts.green_percent_hundredths), green_text(row.green_percent_hundredths));
}

void compare_price(Faults& faults, const LineFacts& facts, const SheetReading& reading, const RateRow& row) {
  const auto start_from = row.has_start ? std::optional(row.start_from.month_of()) : std::nullopt;
  const auto start_until = row.has_start ? std::optional(row.start_until.month_of()) : std::nullopt;
  faults.compare("the cell's text", facts.price_text, std::string(reading.texts.text(row.price_text)));
  faults.compare("the stored price", micros_text(facts.stored_micros), micros_text(row.stored_price_micros));
  faults.compare("the price to sell from", micros_text(facts.basis_micros), micros_text(row.basis_price_micros));
  faults.compare("the price's decimals", fmt::format("{}", facts.price_decimals), fmt::format("{}", row.price_decimals));
  faults.compare("the price's unit", std::string(text_of(facts.price_unit)), std::string(text_of(unit_sold(facts, row.price_unit))));
  faults.compare("the band", whole_band_text(facts.band), whole_band_text(band_as_sold(facts, row.band)));
  faults.compare("the start", months_text(facts.start_from, facts.start_until), months_text(start_from, start_until));
  faults.compare("the term", fmt::format("{}", facts.term_months), fmt::format("{}", row.term_months));
}

void compare_validity(Faults& faults, const LineFacts& facts, const SheetReading& reading) {
  const auto instant = [](const std::optional<Instant>& at) { return at ? at->text() : std::string("none"); };
  faults.compare("the first day", facts.valid_from.text(), reading.valid_from.text());
  faults.compare("the day of its end", facts.valid_until.text(), reading.valid_until.text());
  faults.compare("the first instant of sale", facts.sellable_from.text(), instant(reading.sellable_from));
  faults.compare("the cut-off", facts.sellable_until.text(), instant(reading.sellable_until));
}

}  // namespace

std::vector<std::string> calculation_faults(const QuoteLine& line) {
  Faults faults;
  const LineFacts& facts = line.facts;
  if (facts.price_decimals < 0 || facts.price_decimals > 6) {
    faults.add(fmt::format("{} is no number of decimals", facts.price_decimals));
    return std::move(faults).take();
  }
  const PriceStack stack = stack_of(parts_of(line));
  faults.compare("the price", micros_text(line.stack.price_micros), micros_text(stack.price_micros));
  faults.compare("the gross-up", micros_text(line.stack.gross_up_micros), micros_text(stack.gross_up_micros));
  const auto costs = line_costs(facts, stack.price_micros, line.annual_usage);
  if (!costs) faults.add(fmt::format("its costs cannot be calculated: {}", costs.error().message));
  if (costs) {
    faults.compare("the annual cost", cents_text(line.annual_cost_cents), cents_text(costs->annual_cents));
    faults.compare("the term's cost", cents_text(line.term_cost_cents), cents_text(costs->term_cents));
  }
  if (const auto held = check_band(facts, line.aggregate.milli_units()); !held) faults.add(held.error().message);
  const bool is_start_held = !line.start_month || !facts.start_from || !facts.start_until ||
                             (*line.start_month >= *facts.start_from && *line.start_month < *facts.start_until);
  if (!is_start_held) faults.add(fmt::format("the start {} is not in {}", line.start_month->text(), months_text(facts.start_from, facts.start_until)));
  return std::move(faults).take();
}

std::vector<std::string> reading_faults(const LineFacts& facts, const SheetReading& reading) {
  Faults faults;
  const RateRow* row = row_of(facts, reading);
  if (row == nullptr) {
    faults.add(fmt::format("the file has no price at {}{}{}", facts.worksheet, facts.worksheet.empty() ? "" : "!", facts.cell));
    return std::move(faults).take();
  }
  compare_words(faults, facts, reading, *row);
  compare_price(faults, facts, reading, *row);
  compare_validity(faults, facts, reading);
  return std::move(faults).take();
}

}  // namespace switchyard::pricing
