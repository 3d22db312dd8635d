#include "pricing/quotes/quote_comparison.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "pricing/quotes/quote_form.hpp"
#include "workbook/csv_writer.hpp"
#include "workbook/xlsx_writer.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::string_view kMoneyFormat = "$#,##0.00";
constexpr std::string_view kAmountFormat = "#,##0.###";
constexpr std::string_view kWholeFormat = "0";

// A cell of either form; a number has a format.
struct Value {
  std::string text;
  std::string format = {};
};

struct Column {
  std::string_view name;
  std::uint32_t width;
};

constexpr Column kColumns[] = {{"Site", 22}, {"Supplier", 22}, {"Utility", 14}, {"Commodity", 11}, {"Rate class", 14}, {"Product", 20}, {"Green %", 9},
                               {"Start", 10}, {"Term (months)", 9}, {"Price", 12}, {"Unit", 9}, {"Annual usage", 14}, {"Usage unit", 10},
                               {"Estimated annual cost", 16}, {"Estimated term cost", 16}, {"Offer ends", 22}, {"Selected", 9}};
constexpr Column kStackColumns[] = {{"Base price", 12}, {"Margin", 12}, {"Gross-up and rounding", 12}};

std::vector<Column> columns_of(const ComparisonView& view) {
  std::vector<Column> columns(std::begin(kColumns), std::end(kColumns));
  if (view.with_stack) columns.insert(columns.end(), std::begin(kStackColumns), std::end(kStackColumns));
  return columns;
}

Value price_value(std::int64_t micros, int decimals) {
  const std::string text = price_text(micros, decimals);
  const std::size_t point = text.find('.');
  const std::size_t digits = point == std::string::npos ? 0 : text.size() - point - 1;
  return {text, digits == 0 ? "0" : "0." + std::string(digits, '0')};
}

std::vector<Value> row_of(const QuoteLine& line, const ComparisonView& view) {
  const LineFacts& facts = line.facts;
  const std::string green = green_text(facts.green_percent_hundredths);
  std::vector<Value> row = {
      {line.site_reference.empty() ? line.service_address : line.site_reference},
      {facts.supplier_name},
      {facts.utility_code},
      {std::string(text_of(facts.commodity))},
      {facts.rate_class},
      {facts.product},
      {green, green.empty() ? std::string() : std::string("0.##")},
      {line.start_month ? line.start_month->text() : ""},
      {fmt::format("{}", facts.term_months), std::string(kWholeFormat)},
      price_value(line.stack.price_micros, facts.price_decimals),
      {price_unit_text_of(facts.price_unit)},
      {line.annual_usage.amount_text(), std::string(kAmountFormat)},
      {std::string(text_of(line.annual_usage.unit()))},
      {cents_text(line.annual_cost_cents), std::string(kMoneyFormat)},
      {cents_text(line.term_cost_cents), std::string(kMoneyFormat)},
      {facts.sellable_until.text()},
      {line.selected ? "yes" : ""}};
  if (!view.with_stack) return row;
  const PartnerView stack = partner_view(parts_of(line));
  row.push_back(price_value(stack.base_micros, facts.price_decimals));
  row.push_back(price_value(stack.margin_micros, facts.price_decimals));
  row.push_back(price_value(stack.gross_up_micros, facts.price_decimals));
  return row;
}

std::vector<std::pair<std::string, std::string>> head_of(const Quote& quote, const ComparisonView& view) {
  const QuoteState state = state_at(quote, view.now);
  return {{"Customer", quote.customer_name},
          {"Quote", quote.id.text()},
          {"Your reference", quote.your_reference},
          {"Quoted at", quote.created_at.text()},
          {"Prices hold until", quote.expires_at.text()},
          {"State", std::string(text_of(state))},
          {"Hash (SHA-256)", quote.hash}};
}

constexpr std::string_view kNotes[] = {
    "Estimates: costs are annual usage x price, and for the term that x months / 12. Actual costs follow the usage that is metered.",
    "Prices are for energy supply alone; delivery by the utility, and taxes where the price does not hold them, are charged beside them.",
    "Offers end at the instant shown (UTC). The supplier's contract terms prevail over this comparison."};

}  // namespace

std::string comparison_xlsx(const Quote& quote, const ComparisonView& view) {
  workbook::XlsxWriter workbook;
  auto& sheet = workbook.add_sheet("Comparison");
  std::uint32_t at = 0;
  sheet.text({.row = at++, .column = 0}, "Comparison of supply offers", {.bold = true});
  for (const auto& [name, value] : head_of(quote, view)) {
    if (value.empty()) continue;
    sheet.text({.row = at, .column = 0}, name, {.bold = true});
    sheet.text({.row = at++, .column = 1}, value);
  }
  ++at;
  const std::vector<Column> columns = columns_of(view);
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    sheet.text({.row = at, .column = i}, columns[i].name, {.bold = true, .wrapped = true, .fill_rgb = "E8EEF4"});
    sheet.column_width(i, columns[i].width);
  }
  ++at;
  for (const QuoteLine& line : quote.lines) {
    const std::vector<Value> row = row_of(line, view);
    for (std::uint32_t i = 0; i < row.size(); ++i) {
      if (row[i].text.empty()) continue;
      if (row[i].format.empty()) sheet.text({.row = at, .column = i}, row[i].text);
      if (!row[i].format.empty()) sheet.number({.row = at, .column = i}, row[i].text, {.number_format = row[i].format});
    }
    ++at;
  }
  ++at;
  for (const std::string_view note : kNotes) sheet.text({.row = at++, .column = 0}, note);
  return workbook.bytes();
}

namespace {

// As OWASP has it: what begins with one of these may be run by a spreadsheet.
std::string harmless(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) text.insert(text.begin(), '\'');
  return text;
}

void append_line(std::string& out, const std::vector<std::string>& fields) {
  const std::vector<std::string_view> views(fields.begin(), fields.end());
  workbook::append_csv_line(out, views);
}

}  // namespace

std::string comparison_csv(const Quote& quote, const ComparisonView& view) {
  std::string out;
  std::vector<std::string> names;
  for (const Column& column : columns_of(view)) names.emplace_back(column.name);
  names.emplace_back("Quote");
  names.emplace_back("Hash (SHA-256)");
  append_line(out, names);
  for (const QuoteLine& line : quote.lines) {
    std::vector<std::string> fields;
    for (Value& value : row_of(line, view)) fields.push_back(value.format.empty() ? harmless(std::move(value.text)) : std::move(value.text));
    fields.push_back(quote.id.text());
    fields.push_back(quote.hash);
    append_line(out, fields);
  }
  for (const std::string_view note : kNotes) append_line(out, {std::string(note)});
  return out;
}

}  // namespace switchyard::pricing
