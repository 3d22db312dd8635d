#include "pricing/quotes/quote_line_store.hpp"

#include <deque>
#include <string>

#include <fmt/format.h>

#include "pricing/quotes/quote_form.hpp"

namespace switchyard::pricing {
namespace {

// Every column of a line but quote_id and position, once: what writes and reads walk through alike.
template <class Visit, class Line>
void visit_asked(Visit& visit, Line& line) {
  visit("id", line.id);
  visit("former_line_id", line.former);
  visit("former_price_micros", line.former_price_micros);
  visit("former_price_decimals", line.former_price_decimals);
  visit("selected", line.selected);
  visit("source_kind", line.facts.kind);
  visit("source_id", line.facts.source_id);
  visit("site_reference", line.site_reference);
  visit("service_address", line.service_address);
  visit.energy("annual_usage_milli", "usage_unit", line.annual_usage);
  visit.energy("aggregate_milli", "aggregate_unit", line.aggregate);
  visit("aggregate_was_stated", line.aggregate_was_stated);
  visit("start_month_index", line.start_month);
}

template <class Visit, class Facts>
void visit_product(Visit& visit, Facts& facts) {
  visit("supplier", facts.supplier);
  visit("supplier_name", facts.supplier_name);
  visit("commodity", facts.commodity);
  visit("customer_class", facts.customer_class);
  visit("utility_code", facts.utility_code);
  visit("utility_word", facts.utility_word);
  visit("rate_class", facts.rate_class);
  visit("rate_class_word", facts.rate_class_word);
  visit("zone", facts.zone);
  visit("zone_word", facts.zone_word);
  visit("state", facts.state);
  visit("product", facts.product);
  visit("billing", facts.billing);
  visit("green_percent_hundredths", facts.green_percent_hundredths);
  visit("start_from_index", facts.start_from);
  visit("start_until_index", facts.start_until);
  visit("term_months", facts.term_months);
  visit("band_present", facts.band.present);
  visit("band_min_milli", facts.band.min_milli);
  visit("band_max_milli", facts.band.max_milli_exclusive);
  visit("band_unit", facts.band.unit);
  visit("band_max_inclusive", facts.band.max_printed_inclusive);
  visit("band_min_is_of_lower", facts.band_min_is_of_lower_band);
}

template <class Visit, class Facts>
void visit_source(Visit& visit, Facts& facts) {
  visit("price_unit", facts.price_unit);
  visit("price_decimals", facts.price_decimals);
  visit("basis_micros", facts.basis_micros);
  visit("stored_micros", facts.stored_micros);
  visit("price_text", facts.price_text);
  visit("valid_from_days", facts.valid_from);
  visit("valid_until_days", facts.valid_until);
  visit("sellable_from_at_ms", facts.sellable_from);
  visit("sellable_until_at_ms", facts.sellable_until);
  visit("sheet_id", facts.sheet_id);
  visit("file_name", facts.file_name);
  visit("file_sha256", facts.file_sha256);
  visit("layout", facts.layout);
  visit("layout_sha256", facts.layout_sha256);
  visit("worksheet", facts.worksheet);
  visit("cell", facts.cell);
}

template <class Visit, class Line>
void visit_price(Visit& visit, Line& line) {
  visit("margin_min_micros", line.terms.margin.min_micros);
  visit("margin_max_micros", line.terms.margin.max_micros);
  visit("margin_step_micros", line.terms.margin.step_micros);
  visit("gross_up_form", line.terms.gross_up.form);
  visit("gross_up_factor_millionths", line.terms.gross_up.factor_millionths);
  visit("agent_code", line.terms.agent_code);
  visit("license", line.terms.license);
  visit("house_fee_micros", line.stack.house_fee_micros);
  visit("partner_margin_micros", line.stack.partner_margin_micros);
  visit("agent_margin_micros", line.stack.agent_margin_micros);
  visit("gross_up_micros", line.stack.gross_up_micros);
  visit("price_micros", line.stack.price_micros);
  visit("annual_cost_cents", line.annual_cost_cents);
  visit("term_cost_cents", line.term_cost_cents);
  visit("nonce", line.nonce);
  visit("sealed_sha256", line.sealed_sha256);
}

template <class Visit, class Line>
void visit_line(Visit& visit, Line& line) {
  visit_asked(visit, line);
  visit_product(visit, line.facts);
  visit_source(visit, line.facts);
  visit_price(visit, line);
}

class ColumnNames {
 public:
  template <class T>
  void operator()(std::string_view name, const T&) { add(name); }
  void energy(std::string_view amount, std::string_view unit, const Energy&) {
    add(amount);
    add(unit);
  }
  void add(std::string_view name) {
    names.append(", ").append(name);
    values += fmt::format(", ${}", ++count);
  }
  std::string names = "quote_id, position";
  std::string values = "$1, $2";
  int count = 2;
};

class Writing {
 public:
  void operator()(std::string_view, const std::string& text) { values.emplace_back(std::string_view(text)); }
  void operator()(std::string_view, std::int64_t number) { values.emplace_back(number); }
  void operator()(std::string_view, std::int32_t number) { values.emplace_back(std::int64_t{number}); }
  void operator()(std::string_view, bool truth) { values.emplace_back(std::int64_t{truth}); }
  void operator()(std::string_view, Date date) { values.emplace_back(std::int64_t{date.days()}); }
  void operator()(std::string_view, Instant instant) { values.emplace_back(instant.unix_ms()); }
  void operator()(std::string_view, const QuoteLineId& id) { values.emplace_back(keep(id.text())); }
  void operator()(std::string_view, SourceKind kind) { values.emplace_back(text_of(kind)); }
  void operator()(std::string_view, Commodity commodity) { values.emplace_back(text_of(commodity)); }
  void operator()(std::string_view, CustomerClass customer_class) { values.emplace_back(text_of(customer_class)); }
  void operator()(std::string_view, EnergyUnit unit) { values.emplace_back(text_of(unit)); }
  void operator()(std::string_view, GrossUpForm form) { values.emplace_back(text_of(form)); }
  void operator()(std::string_view, std::optional<std::int64_t> number) { values.emplace_back(number ? SqlValue(*number) : SqlValue(nullptr)); }
  void operator()(std::string_view, std::optional<Month> month) { values.emplace_back(month ? SqlValue(std::int64_t{month->index()}) : SqlValue(nullptr)); }
  void operator()(std::string_view, const std::optional<QuoteLineId>& id) { values.emplace_back(id ? SqlValue(keep(id->text())) : SqlValue(nullptr)); }
  void energy(std::string_view, std::string_view, const Energy& energy) {
    values.emplace_back(energy.milli_units());
    values.emplace_back(text_of(energy.unit()));
  }
  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  std::vector<SqlValue> values;

 private:
  std::deque<std::string> kept_;
};

// What the store wrote reads back; anything else is a bug, or a hand in the table: it throws.
class Reading {
 public:
  explicit Reading(const SqlRow& row) : row_(row) {}
  void operator()(std::string_view, std::string& text) { text = row_.text(next()); }
  void operator()(std::string_view, std::int64_t& number) { number = row_.integer(next()); }
  void operator()(std::string_view, std::int32_t& number) { number = static_cast<std::int32_t>(row_.integer(next())); }
  void operator()(std::string_view, bool& truth) { truth = row_.integer(next()) != 0; }
  void operator()(std::string_view, Date& date) { date = Date::from_days(static_cast<std::int32_t>(row_.integer(next()))); }
  void operator()(std::string_view, Instant& instant) { instant = Instant::from_unix_ms(row_.integer(next())); }
  void operator()(std::string_view, QuoteLineId& id) { id = QuoteLineId::parse(row_.text(next())).value(); }
  void operator()(std::string_view, SourceKind& kind) { kind = parse_source_kind(row_.text(next())).value(); }
  void operator()(std::string_view, Commodity& commodity) { commodity = parse_commodity(row_.text(next())).value(); }
  void operator()(std::string_view, EnergyUnit& unit) { unit = parse_energy_unit(row_.text(next())).value(); }
  void operator()(std::string_view, GrossUpForm& form) { form = parse_gross_up_form(row_.text(next())).value(); }
  void operator()(std::string_view, std::optional<std::int64_t>& number) { number = row_.integer_or_null(next()); }
  void operator()(std::string_view, CustomerClass& customer_class) {
    const std::string_view text = row_.text(next());
    for (const CustomerClass each : {CustomerClass::commercial, CustomerClass::residential, CustomerClass::multifamily, CustomerClass::any}) {
      if (text_of(each) == text) customer_class = each;
    }
  }
  void operator()(std::string_view, std::optional<Month>& month) {
    const auto index = row_.integer_or_null(next());
    month = index ? std::optional(Month::from_index(static_cast<std::int32_t>(*index))) : std::nullopt;
  }
  void operator()(std::string_view, std::optional<QuoteLineId>& id) {
    const auto text = row_.text_or_null(next());
    id = text ? std::optional(QuoteLineId::parse(*text).value()) : std::nullopt;
  }
  void energy(std::string_view, std::string_view, Energy& energy) {
    const std::int64_t milli = row_.integer(next());
    energy = Energy::from_milli(milli, parse_energy_unit(row_.text(next())).value());
  }

 private:
  int next() { return column_++; }
  const SqlRow& row_;
  int column_ = 2;  // Behind quote_id and position.
};

struct Statements {
  std::string insert;
  std::string select;
};

const Statements& statements() {
  static const Statements kMade = [] {
    ColumnNames columns;
    const QuoteLine line{.id = QuoteLineId(Uuid{})};
    visit_line(columns, line);
    return Statements{fmt::format("INSERT INTO quote_lines ({}) VALUES ({})", columns.names, columns.values),
                      fmt::format("SELECT {} FROM quote_lines WHERE quote_id = $1 ORDER BY position", columns.names)};
  }();
  return kMade;
}

}  // namespace

void insert_quote_lines(SqlTransaction& transaction, const Quote& quote) {
  const std::string id = quote.id.text();
  std::deque<Writing> writings;
  std::vector<std::vector<SqlValue>> rows;
  for (std::size_t i = 0; i < quote.lines.size(); ++i) {
    Writing& writing = writings.emplace_back();
    writing.values = {SqlValue(std::string_view(id)), SqlValue(static_cast<std::int64_t>(i))};
    visit_line(writing, quote.lines[i]);
    rows.push_back(writing.values);
  }
  transaction.execute_many(statements().insert, rows);
}

std::vector<QuoteLine> read_quote_lines(SqlReader& reader, const QuoteId& quote) {
  const std::string id = quote.text();
  std::vector<QuoteLine> lines;
  reader.query(statements().select, {std::string_view(id)}, [&](const SqlRow& row) {
    QuoteLine& line = lines.emplace_back(QuoteLine{.id = QuoteLineId(Uuid{})});
    Reading reading(row);
    visit_line(reading, line);
    line.stack.transfer_micros = line.facts.basis_micros;
  });
  return lines;
}

void update_selected_lines(SqlTransaction& transaction, const Quote& quote) {
  const std::string id = quote.id.text();
  std::vector<std::vector<SqlValue>> rows;
  for (std::size_t i = 0; i < quote.lines.size(); ++i) {
    if (quote.lines[i].selected) rows.push_back({SqlValue(std::string_view(id)), SqlValue(static_cast<std::int64_t>(i))});
  }
  if (!rows.empty()) transaction.execute_many("UPDATE quote_lines SET selected = 1 WHERE quote_id = $1 AND position = $2", rows);
}

}  // namespace switchyard::pricing
