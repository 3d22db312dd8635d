// `layouts explain`: how one price was made, from the cell to what is sold.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/poppler/poppler_words.hpp"
#include "app/commands/desk.hpp"
#include "app/commands/layout_file.hpp"
#include "app/commands/layouts.hpp"
#include "app/installation.hpp"
#include "http/json_writer.hpp"
#include "market/loaded_market.hpp"
#include "pricing/layout/trace/price_trace.hpp"
#include "pricing/sheets/sheet_bytes_store.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::app {
namespace {

// A file, with the layout to read it and the market that knows the supplier's words.
struct Asked {
  OpenedFile file;
  std::string layout;  // By name or path; empty: the one that the file fits.
  std::shared_ptr<const market::Market> market;
};

Result<Asked> stored_sheet(const CommonOptions& common, const pricing::SheetId& id) {
  auto desk = desk_of_sheet(common, id);
  if (!desk) return std::move(desk).error();
  std::optional<pricing::SheetRecord> record;
  std::optional<std::string> bytes;
  desk->environment->database().read([&](SqlReader& reader) {
    record = pricing::find_sheet(reader, id);
    if (record) bytes = pricing::read_file(reader, record->sha256);
  });
  if (!record || !bytes) return Error{ErrorKind::not_found, "sheet_not_found", fmt::format("the file of sheet {} is not kept", id.text())};
  const adapters::PopplerWords pdf_words;
  auto opened = workbook::open(std::move(*bytes), {}, {.pdf_words = &pdf_words});
  if (!opened) return std::move(opened).error();
  return Asked{{record->file_name, std::move(*opened)}, record->layout.substr(0, record->layout.find('@')), desk->environment->market().current()};
}

Result<Asked> asked_of(const CommonOptions& common, const std::string& file) {
  if (file.starts_with("sht_")) {
    auto id = pricing::SheetId::parse(file);
    if (!id) return std::move(id).error();
    return stored_sheet(common, *id);
  }
  auto opened = open_supplier_file(file);
  if (!opened) return std::move(opened).error();
  return Asked{std::move(*opened), {}, market::embedded_market()};
}

Result<pricing::Layout> layout_of(const CommonOptions& common, const Asked& asked, const std::string& named) {
  const auto& wanted = named.empty() ? asked.layout : named;
  if (!wanted.empty()) return layout_by_path_or_name(common, wanted);
  auto library = pricing::LayoutLibrary::load(common.layouts);
  if (!library) return std::move(library).error();
  const auto recognition = library->recognise(*asked.file.workbook, asked.file.name);
  if (recognition.layout != nullptr) return *recognition.layout;
  std::string reasons;
  for (const auto& reason : recognition.reasons) reasons += "\n  " + reason.message;
  return Error{ErrorKind::unprocessable, recognition.reasons.size() == 1 ? recognition.reasons.front().code : "unknown_layout",
               fmt::format("no one layout fits the file; name one with --layout{}", reasons)};
}

// What the market makes of the supplier's word for the utility.
std::string resolution_words(const pricing::SheetReading& reading, const pricing::RateRow& rate, const market::Market& market) {
  const auto alias = reading.texts.text(rate.utility_alias);
  const auto answer = market.resolve_utility({.supplier = reading.supplier, .alias = alias, .commodity = rate.commodity, .state = reading.texts.text(rate.state)});
  using Outcome = market::Resolution::Outcome;
  if (answer.outcome == Outcome::resolved) {
    const auto* utility = market.utility(answer.code);
    return fmt::format("'{}' is the utility {}{}", alias, answer.code, utility == nullptr ? "" : fmt::format(" ({})", utility->name));
  }
  if (answer.candidates.empty()) return fmt::format("'{}' is no utility that is known: not sold until it is mapped", alias);
  return fmt::format("'{}' may be {}: not sold until it is mapped", alias, fmt::join(answer.candidates, " or "));
}

void print_trace(const pricing::CellTrace& trace, const std::string& resolution, const pricing::SheetReading& reading) {
  fmt::print("{}: '{}'{}\n", trace.cell, trace.stored, trace.format.empty() ? "" : fmt::format(", number format {}", trace.format));
  if (!trace.table.empty()) fmt::print("  table     {} of {}, begins at {}, header {}\n", trace.table, reading.layout, trace.anchor, trace.header);
  for (const auto& field : trace.fields) {
    fmt::print("  {:<9} {}{}\n            from {}{}\n", field.field, field.value.empty() ? "-" : field.value, field.problem.empty() ? "" : fmt::format("  ({})", field.problem),
               field.source, field.cells.empty() ? "" : fmt::format(": {}", fmt::join(field.cells, ", ")));
  }
  for (const auto& step : trace.steps) fmt::print("  price     {}\n", step);
  if (!resolution.empty()) fmt::print("  market    {}\n", resolution);
  if (trace.rate && reading.valid_until > reading.valid_from) {
    fmt::print("  validity  from {} until {}, sold until {}\n", reading.valid_from.text(), reading.valid_until.text(),
               reading.sellable_until ? reading.sellable_until->text() : std::string("?"));
  }
  if (!trace.rate) fmt::print("  no rate was made of it\n");
  for (const auto& reason : trace.reasons) fmt::print("  because   {}\n", reason);
  for (const auto& error : reading.errors) fmt::print("  the file  {} [{}]\n", error.message, error.code);
}

void print_json(const pricing::CellTrace& trace, const std::string& resolution, const pricing::SheetReading& reading) {
  http::JsonWriter json;
  json.begin_object().member("cell", trace.cell).member("stored", trace.stored).member("format", trace.format).member("layout", reading.layout);
  json.member("table", trace.table).member("anchor", trace.anchor).member("header", trace.header).member("read", trace.rate.has_value());
  json.key("fields").begin_array();
  for (const auto& field : trace.fields) {
    json.begin_object().member("field", field.field).member("source", field.source).key("cells").begin_array();
    for (const auto& cell : field.cells) json.value(cell);
    json.end_array().member("text", field.text).member("value", field.value).member("problem", field.problem).end_object();
  }
  json.end_array().member("scale", trace.scale).key("steps").begin_array();
  for (const auto& step : trace.steps) json.value(step);
  json.end_array().member("utility", resolution).key("reasons").begin_array();
  for (const auto& reason : trace.reasons) json.value(reason);
  json.end_array().key("errors").begin_array();
  for (const auto& error : reading.errors) json.begin_object().member("cell", error.cell).member("code", error.code).member("message", error.message).end_object();
  json.end_array().end_object();
  fmt::print("{}\n", std::move(json).text());
}

}  // namespace

int explain_cell(const CommonOptions& common, const ExplainOptions& options) {
  auto asked = asked_of(common, options.file);
  if (!asked) return refuse(common, asked.error());
  auto layout = layout_of(common, *asked, options.layout);
  if (!layout) return refuse(common, layout.error());
  const auto place = pricing::find_cell(*asked->file.workbook, options.cell);
  if (!place) return refuse(common, place.error());
  const auto reading = pricing::read(*layout, *asked->file.workbook, asked->file.name);
  if (!reading) return refuse(common, reading.error());
  const auto trace = pricing::trace_cell(*layout, *asked->file.workbook, asked->file.name, *reading, place->sheet, place->place);
  const auto resolution = trace.rate ? resolution_words(*reading, *trace.rate, *asked->market) : std::string();
  if (common.json) {
    print_json(trace, resolution, *reading);
  } else {
    print_trace(trace, resolution, *reading);
  }
  return trace.rate ? kDone : kRefused;
}

}  // namespace switchyard::app
