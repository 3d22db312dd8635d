// `aliases` and `market`: what suppliers' words mean and who serves a ZIP.
#include <fmt/format.h>

#include <fstream>

#include "app/commands/desk.hpp"
#include "app/commands/prices.hpp"
#include "http/json_writer.hpp"
#include "market/zip_import.hpp"
#include "pricing/sheets/sheet_aliases.hpp"

namespace switchyard::app {
namespace {

struct Aliases {
  std::vector<pricing::WaitingAlias> waiting;
  std::vector<market::AliasMapping> mapped;
};

void print_aliases(const Aliases& aliases) {
  for (const pricing::WaitingAlias& alias : aliases.waiting) {
    fmt::print("waiting  {:<20} {:<8} {:<3} '{}'  {} rows in {} sheets{}{}\n", alias.supplier, text_of(alias.commodity), alias.state, alias.alias, alias.row_count,
               alias.sheet_count, alias.candidates.empty() ? "" : "; could be ", alias.candidates);
    if (!alias.suggestions.empty()) fmt::print("         perhaps {}\n", fmt::join(alias.suggestions, ", "));
  }
  for (const market::AliasMapping& mapping : aliases.mapped) {
    fmt::print("mapped   {:<20} {:<8} {:<3} '{}' -> {} by {} on {}\n", mapping.supplier, text_of(mapping.commodity), mapping.state, mapping.alias,
               mapping.utility_code, mapping.mapped_by, mapping.mapped_at.text());
  }
}

void print_aliases_json(const Aliases& aliases) {
  http::JsonWriter json;
  json.begin_object().key("waiting").begin_array();
  for (const pricing::WaitingAlias& alias : aliases.waiting) {
    json.begin_object().member("supplier", alias.supplier).member("alias", alias.alias).member("commodity", text_of(alias.commodity));
    json.member("state", alias.state).member("candidates", alias.candidates).member("rows", alias.row_count).member("sheets", alias.sheet_count);
    json.key("suggestions").begin_array();
    for (const std::string& code : alias.suggestions) json.value(code);
    json.end_array().end_object();
  }
  json.end_array().key("mapped").begin_array();
  for (const market::AliasMapping& mapping : aliases.mapped) {
    json.begin_object().member("supplier", mapping.supplier).member("alias", mapping.alias).member("commodity", text_of(mapping.commodity));
    json.member("state", mapping.state).member("utility", mapping.utility_code).member("mappedBy", mapping.mapped_by);
    json.member("mappedAt", mapping.mapped_at.text()).end_object();
  }
  json.end_array().end_object();
  fmt::print("{}\n", std::move(json).text());
}

}  // namespace

int list_aliases(const CommonOptions& common, const std::string& environment, const std::string& supplier) {
  auto opened = open_desk(common, environment);
  if (!opened) return refuse(common, opened.error());
  Aliases aliases;
  opened->environment->database().read([&](SqlReader& reader) {
    aliases.waiting = pricing::list_waiting_aliases(reader, supplier);
    pricing::add_suggestions(aliases.waiting, *opened->environment->market().current());
    aliases.mapped = market::list_alias_mappings(reader, {.supplier = supplier.empty() ? std::nullopt : std::optional(supplier)});
  });
  if (common.json) {
    print_aliases_json(aliases);
  } else {
    print_aliases(aliases);
  }
  return kDone;
}

int map_alias(const CommonOptions& common, const MapAliasOptions& options) {
  auto opened = open_desk(common, options.environment);
  if (!opened) return refuse(common, opened.error());
  auto commodity = parse_commodity(options.commodity);
  if (!commodity) return refuse(common, commodity.error());
  auto sheets = pricing::map_alias_and_recompile(opened->environment->aliases(), *opened->environment->market().current(),
                                                 {.supplier = options.supplier,
                                                  .alias = options.alias,
                                                  .commodity = *commodity,
                                                  .state = options.state,
                                                  .utility_code = options.utility,
                                                  .mapped_by = "shell",
                                                  .mapped_at = opened->environment->clock().now()});
  if (!sheets) return refuse(common, sheets.error());
  opened->environment->relay_audit();
  std::string text = fmt::format("'{}' of {} is {}; {} sheets read again", options.alias, options.supplier, options.utility, sheets->size());
  for (const pricing::RemappedSheet& sheet : *sheets) text += fmt::format("\n  {}: {} rates to sell, before {}", sheet.id.text(), sheet.rates_after, sheet.rates_before);
  return report_done(common, text);
}

int import_zips(const CommonOptions& common, const std::string& environment, const std::string& file) {
  auto opened = open_desk(common, environment);
  if (!opened) return refuse(common, opened.error());
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return refuse(common, invalid_field("FILE", "file_unreadable", fmt::format("{}: cannot be read", file)));
  auto table = market::read_zip_table(stream, *opened->environment->market().current());
  if (!table) return refuse(common, table.error());
  market::import_zip_table(opened->environment->database(), *table);
  std::string text = fmt::format("{}: {} rows, {} candidates kept, {} rows of retail suppliers left out", table->source, table->rows, table->candidates.size(),
                                 table->rows_skipped);
  for (const market::CodeWithoutUtility& code : table->codes_without_utility) {
    text += fmt::format("\n  {} {}is no utility of the reference data ({} rows)", code.code, code.name.empty() ? "" : "(" + code.name + ") ", code.rows);
  }
  return report_done(common, text);
}

}  // namespace switchyard::app
