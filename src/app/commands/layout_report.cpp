#include "app/commands/layout_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <tuple>

#include "http/json_writer.hpp"
#include "pricing/layout/trace/source_words.hpp"

namespace switchyard::app {
namespace {

std::vector<std::string> unknown_utilities(const pricing::SheetReading& reading, const market::Market& market) {
  std::set<std::tuple<pricing::TextId, Commodity, pricing::TextId>> asked;
  std::set<std::string> unknown;
  for (const auto& row : reading.rows) {
    if (!asked.insert({row.utility_alias, row.commodity, row.state}).second) continue;
    const auto alias = reading.texts.text(row.utility_alias);
    const auto answer = market.resolve_utility({.supplier = reading.supplier, .alias = alias, .commodity = row.commodity, .state = reading.texts.text(row.state)});
    if (answer.outcome == market::Resolution::Outcome::resolved) continue;
    unknown.insert(answer.candidates.empty() ? std::string(alias) : fmt::format("{} (one of {})", alias, fmt::join(answer.candidates, ", ")));
  }
  return {unknown.begin(), unknown.end()};
}

void write_curves(http::JsonWriter& json, const LayoutReport& report) {
  json.key("curves").begin_array();
  for (const auto& curve : report.curves) {
    json.begin_object().member("sheet", report.sheet_names[curve.sheet]).member("commodity", text_of(curve.commodity));
    json.member("customerClass", text_of(curve.customer_class)).member("state", curve.state).member("utility", curve.utility).member("zone", curve.zone);
    json.member("rateClass", curve.rate_class).member("usageBand", curve.band).member("product", curve.product).member("billing", curve.billing);
    json.key("startMonths").begin_array();
    for (const auto& start : curve.starts) json.value(start);
    json.end_array().key("termMonths").begin_array();
    for (const int term : curve.terms) json.value(term);
    json.end_array().member("count", curve.count).member("minPrice", micros_text(curve.min_micros)).member("maxPrice", micros_text(curve.max_micros));
    json.member("priceUnit", fmt::format("$/{}", text_of(curve.unit))).member("example", curve.example).end_object();
  }
  json.end_array();
}

void write_texts(http::JsonWriter& json, const std::vector<std::string>& texts) {
  json.begin_array();
  for (const auto& text : texts) json.value(text);
  json.end_array();
}

void write_notes(http::JsonWriter& json, std::string_view name, const std::vector<pricing::CellNote>& notes) {
  json.key(name).begin_array();
  for (const auto& note : notes) json.begin_object().member("cell", note.cell).member("code", note.code).member("message", note.message).end_object();
  json.end_array();
}

void write_rows(http::JsonWriter& json, const pricing::SheetReading& reading) {
  json.key("rows").begin_array();
  for (const auto& row : reading.rows) {
    json.begin_object().member("cell", ref_of(reading, row)).member("utility", reading.texts.text(row.utility_alias));
    json.member("termMonths", row.term_months).member("startMonth", row.has_start ? row.start_from.text().substr(0, 7) : std::string());
    json.member("usageBand", pricing::band_words(row.band)).member("price", micros_text(row.stored_price_micros)).end_object();
  }
  json.end_array();
}

}  // namespace

Result<LayoutReport> report_on_layout(const pricing::Layout& layout, const OpenedFile& file, const market::Market& market) {
  auto reading = pricing::read(layout, *file.workbook, file.name);
  if (!reading) return std::move(reading).error();
  LayoutReport report{.file = file.name, .sheet_names = {}, .reading = std::move(*reading), .curves = {}, .ledger = {}, .mismatch = {}, .unknown_utilities = {}};
  for (std::size_t i = 0; i < file.workbook->sheet_count(); ++i) report.sheet_names.emplace_back(file.workbook->sheet(i).name());
  report.curves = pricing::summarise_reading(report.reading);
  report.ledger = pricing::summarise_ledger(layout, *file.workbook, file.name, report.reading);
  report.mismatch = pricing::match(layout, *file.workbook, file.name).against;
  report.unknown_utilities = unknown_utilities(report.reading, market);
  for (const auto& entry : report.ledger) {
    const bool sold = entry.fate == pricing::CellFate::read || entry.fate == pricing::CellFate::withheld;
    if (sold) report.price_like_read += entry.price_like;
    if (sold || is_missed(entry)) report.price_like += entry.price_like;
  }
  return report;
}

bool is_missed(const pricing::LedgerEntry& entry) {
  using pricing::CellFate;
  return entry.price_like > 0 && (entry.fate == CellFate::outside || entry.fate == CellFate::other_column || entry.fate == CellFate::left_out);
}

std::string_view words_of(pricing::CellFate fate) {
  using pricing::CellFate;
  switch (fate) {
    case CellFate::read: return "read";
    case CellFate::withheld: return "withheld";
    case CellFate::taken: return "a field of a rate";
    case CellFate::head: return "header, axis or label of table";
    case CellFate::no_offer: return "no offer";
    case CellFate::skipped: return "row passed over";
    case CellFate::other_column: return "column that the layout does not name";
    case CellFate::outside: return "outside of every table";
    case CellFate::left_out: return "sheet left out by the layout";
    case CellFate::hidden: return "hidden sheet";
  }
  return {};
}

std::string micros_text(std::int64_t micros) { return Decimal::from_parts(micros, 6)->shortest_text(); }

std::string share_text(std::size_t part, std::size_t whole) {
  if (whole == 0) return "none";
  return fmt::format("{}.{} %", part * 100 / whole, part * 1000 / whole % 10);
}

std::string json_of(const LayoutReport& report, bool rows) {
  http::JsonWriter json;
  json.begin_object().member("file", report.file).member("layout", report.reading.layout).member("rates", report.reading.rows.size());
  json.member("priceLikeCells", report.price_like).member("priceLikeRead", report.price_like_read).member("sellable", report.fit_to_sell());
  write_curves(json, report);
  if (rows) write_rows(json, report.reading);
  json.key("cells").begin_array();
  for (const auto& entry : report.ledger) {
    json.begin_object().member("sheet", report.sheet_names[entry.sheet]).member("fate", text_of(entry.fate)).member("reason", entry.reason);
    json.member("count", entry.count).member("priceLike", entry.price_like).key("ranges");
    write_texts(json, entry.ranges);
    json.end_object();
  }
  json.end_array().key("unknownUtilities");
  write_texts(json, report.unknown_utilities);
  write_notes(json, "mismatch", report.mismatch);
  write_notes(json, "errors", report.reading.errors);
  write_notes(json, "withheld", report.reading.withheld);
  write_notes(json, "warnings", report.reading.warnings);
  json.end_object();
  return std::move(json).text();
}

}  // namespace switchyard::app
