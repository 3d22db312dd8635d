#include "market/reference.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>

#include "embedded/market_reference.hpp"
#include "market/csv_record.hpp"
#include "market/reference_rows.hpp"

namespace switchyard::market {
namespace {

std::string_view embedded(std::string_view name) {
  const auto files = embedded_market_reference();
  const auto file = std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& each) { return each.path == name; });
  ENSURE(file != files.end());
  return file->bytes;
}

struct TableShape {
  std::string_view name;
  std::string_view csv;
  std::vector<std::string> columns;
  std::size_t key_columns;
};

Result<ReferenceTable> open(const TableShape& shape, std::span<const ReferenceOverride> overrides) {
  auto table = ReferenceTable::parse(shape.name, shape.csv, shape.columns, shape.key_columns);
  if (!table) return table.error();
  if (auto applied = table->apply(overrides); !applied) return applied.error();
  return table;
}

// Opens the table and appends what `read_row` makes of each of its rows.
template <class Row>
Result<std::vector<Row>> read_rows(const TableShape& shape, std::span<const ReferenceOverride> overrides,
                                   Result<Row> (*read_row)(const ReferenceTable&, std::size_t)) {
  const auto table = open(shape, overrides);
  if (!table) return table.error();
  std::vector<Row> rows;
  rows.reserve(table->size());
  for (std::size_t i = 0; i < table->size(); ++i) {
    auto row = read_row(*table, i);
    if (!row) return row.error();
    rows.push_back(std::move(*row));
  }
  return rows;
}

std::optional<Error> unknown_utility(const Reference& reference) {
  std::unordered_set<std::string_view> codes;
  for (const Utility& utility : reference.utilities) codes.insert(utility.code);
  const auto refusal = [](std::string_view table, const std::string& code) {
    return Error{.kind = ErrorKind::invalid,
                 .code = "invalid_reference",
                 .message = std::string(table) + " names the utility '" + code + "', which is not one."};
  };
  for (const RateClass& row : reference.rate_classes) if (!codes.contains(row.utility_code)) return refusal("rateclasses", row.utility_code);
  for (const Zone& row : reference.zones) if (!codes.contains(row.utility_code)) return refusal("zones", row.utility_code);
  for (const AliasRow& row : reference.aliases) if (!codes.contains(row.utility_code)) return refusal("aliases", row.utility_code);
  for (const ZipRow& row : reference.zip_starter) if (!codes.contains(row.utility_code)) return refusal("zip_starter", row.utility_code);
  return std::nullopt;
}

}  // namespace

ReferenceTexts embedded_reference() {
  return {.utilities = embedded("utilities.csv"),
          .aliases = embedded("aliases.csv"),
          .rate_classes = embedded("rateclasses.csv"),
          .zones = embedded("zones.csv"),
          .suppliers = embedded("suppliers.csv"),
          .account_notes = embedded("account_notes.csv"),
          .zip_starter = embedded("zip_starter.csv"),
          .zip_states = embedded("zip_states.csv")};
}

Result<Reference> read_reference(const ReferenceTexts& texts, std::span<const ReferenceOverride> overrides) {
  auto utilities = read_rows<Utility>({"utilities", texts.utilities, utility_columns(), 1}, overrides, read_utility);
  if (!utilities) return utilities.error();
  auto rate_classes = read_rows<RateClass>({"rateclasses", texts.rate_classes, rate_class_columns(), 2}, overrides, read_rate_class);
  if (!rate_classes) return rate_classes.error();
  auto zones = read_rows<Zone>({"zones", texts.zones, zone_columns(), 2}, overrides, read_zone);
  if (!zones) return zones.error();
  auto suppliers = read_rows<Supplier>({"suppliers", texts.suppliers, supplier_columns(), 1}, overrides, read_supplier);
  if (!suppliers) return suppliers.error();
  auto aliases = read_rows<AliasRow>({"aliases", texts.aliases, {"alias", "utility_code", "meaning"}, 2}, {}, read_alias);
  if (!aliases) return aliases.error();
  auto notes = read_rows<AccountNoteRow>({"account_notes", texts.account_notes, {"utility_code", "pattern", "verdict", "text"}, 2}, {}, read_account_note);
  if (!notes) return notes.error();
  auto zips = read_rows<ZipRow>({"zip_starter", texts.zip_starter, {"zip", "utility_code", "confidence"}, 2}, {}, read_zip);
  if (!zips) return zips.error();
  auto states = read_rows<ZipStateRow>({"zip_states", texts.zip_states, {"zip3_from", "zip3_to", "state"}, 1}, {}, read_zip_state);
  if (!states) return states.error();

  Reference reference{.utilities = std::move(*utilities),
                      .rate_classes = std::move(*rate_classes),
                      .zones = std::move(*zones),
                      .suppliers = std::move(*suppliers),
                      .aliases = std::move(*aliases),
                      .zip_starter = std::move(*zips),
                      .zip_states = std::move(*states)};
  std::sort(reference.utilities.begin(), reference.utilities.end(), [](const Utility& a, const Utility& b) { return a.code < b.code; });
  std::sort(reference.suppliers.begin(), reference.suppliers.end(), [](const Supplier& a, const Supplier& b) { return a.code < b.code; });
  if (auto error = unknown_utility(reference)) return *error;
  if (auto compiled = compile_rules(reference.utilities, *notes); !compiled) return compiled.error();
  return reference;
}

}  // namespace switchyard::market
