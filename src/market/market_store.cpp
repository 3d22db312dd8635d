#include "market/market_store.hpp"

#include <algorithm>

#include "embedded/market_migrations.hpp"

namespace switchyard::market {
namespace {

constexpr std::string_view kReadRevision = "SELECT revision FROM market_revision WHERE id = 1";
constexpr std::string_view kRaiseRevision = "UPDATE market_revision SET revision = revision + 1 WHERE id = 1 RETURNING revision";

constexpr std::string_view kStoreMapping =
    "INSERT INTO market_alias_mappings (supplier, alias_normalized, commodity, state, alias, utility_code, mapped_by, mapped_at_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
    "ON CONFLICT (supplier, alias_normalized, commodity, state) DO UPDATE SET alias = excluded.alias, "
    "utility_code = excluded.utility_code, mapped_by = excluded.mapped_by, mapped_at_ms = excluded.mapped_at_ms";
constexpr std::string_view kDeleteMapping =
    "DELETE FROM market_alias_mappings WHERE supplier = $1 AND alias_normalized = $2 AND commodity = $3 AND state = $4";
constexpr std::string_view kReadMappings =
    "SELECT supplier, alias, commodity, state, utility_code, mapped_by, mapped_at_ms FROM market_alias_mappings "
    "ORDER BY supplier, alias_normalized, commodity, state";

constexpr std::string_view kStoreOverride =
    "INSERT INTO market_reference_overrides (table_name, row_key, column_name, cell, changed_by, changed_at_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (table_name, row_key, column_name) DO UPDATE SET cell = excluded.cell, changed_by = excluded.changed_by, "
    "changed_at_ms = excluded.changed_at_ms";
constexpr std::string_view kDeleteOverride =
    "DELETE FROM market_reference_overrides WHERE table_name = $1 AND row_key = $2 AND column_name = $3";
constexpr std::string_view kReadOverrides =
    "SELECT table_name, row_key, column_name, cell FROM market_reference_overrides ORDER BY table_name, row_key, column_name";

constexpr std::string_view kDeleteZips = "DELETE FROM market_zip_candidates WHERE source = $1";
constexpr std::string_view kStoreZip = "INSERT INTO market_zip_candidates (source, zip, utility_code, evidence) VALUES ($1, $2, $3, $4)";
constexpr std::string_view kReadZips = "SELECT DISTINCT zip, utility_code FROM market_zip_candidates ORDER BY zip, utility_code";

Commodity commodity_in(std::string_view text) {
  const auto commodity = parse_commodity(text);
  ENSURE(commodity.has_value());
  return *commodity;
}

}  // namespace

std::span<const Migration> market_migrations() {
  static const std::vector<Migration> migrations = [] {
    std::vector<Migration> all;
    for (const EmbeddedFile& file : embedded_market_migrations()) {
      if (file.path == "environment/0001_market.sql") all.push_back({.name = "market/0001_market", .sql = file.bytes});
    }
    ENSURE(all.size() == 1);
    return all;
  }();
  return migrations;
}

std::int64_t read_market_revision(SqlReader& reader) {
  std::int64_t revision = 0;
  reader.query(kReadRevision, {}, [&](const SqlRow& row) { revision = row.integer(0); });
  return revision;
}

MarketOverrides read_market_overrides(SqlReader& reader) {
  MarketOverrides overrides;
  overrides.revision = read_market_revision(reader);
  overrides.alias_mappings = read_alias_mappings(reader);
  reader.query(kReadOverrides, {}, [&](const SqlRow& row) {
    overrides.cells.push_back({.table = std::string(row.text(0)),
                               .row_key = std::string(row.text(1)),
                               .column = std::string(row.text(2)),
                               .value = std::string(row.text(3))});
  });
  reader.query(kReadZips, {}, [&](const SqlRow& row) {
    overrides.zips.push_back({.zip = std::string(row.text(0)), .utility_code = std::string(row.text(1))});
  });
  return overrides;
}

void raise_market_revision(SqlTransaction& transaction) {
  std::int64_t revision = 0;
  transaction.query(kRaiseRevision, {}, [&](const SqlRow& row) { revision = row.integer(0); });
  transaction.notify(kMarketChannel, std::to_string(revision));
}

void store_alias_mapping(SqlTransaction& transaction, const AliasMapping& mapping, const std::string& normalized) {
  transaction.execute(kStoreMapping, {mapping.supplier, normalized, text_of(mapping.commodity), mapping.state, mapping.alias,
                                      mapping.utility_code, mapping.mapped_by, mapping.mapped_at.unix_ms()});
}

bool delete_alias_mapping(SqlTransaction& transaction, const AliasMapping& mapping, const std::string& normalized) {
  return transaction.execute(kDeleteMapping, {mapping.supplier, normalized, text_of(mapping.commodity), mapping.state}) > 0;
}

std::vector<AliasMapping> read_alias_mappings(SqlReader& reader) {
  std::vector<AliasMapping> mappings;
  reader.query(kReadMappings, {}, [&](const SqlRow& row) {
    mappings.push_back({.supplier = std::string(row.text(0)),
                        .alias = std::string(row.text(1)),
                        .commodity = commodity_in(row.text(2)),
                        .state = std::string(row.text(3)),
                        .utility_code = std::string(row.text(4)),
                        .mapped_by = std::string(row.text(5)),
                        .mapped_at = Instant::from_unix_ms(row.integer(6))});
  });
  return mappings;
}

void store_reference_override(SqlTransaction& transaction, const OverrideChange& change) {
  transaction.execute(kStoreOverride, {change.cell.table, change.cell.row_key, change.cell.column, change.cell.value, change.changed_by,
                                       change.changed_at.unix_ms()});
}

bool delete_reference_override(SqlTransaction& transaction, const ReferenceOverride& cell) {
  return transaction.execute(kDeleteOverride, {cell.table, cell.row_key, cell.column}) > 0;
}

void replace_zip_candidates(SqlTransaction& transaction, std::string_view source, std::span<const ZipCandidateRow> rows) {
  constexpr std::size_t kRowsAtOnce = 2000;
  transaction.execute(kDeleteZips, {source});
  for (std::size_t first = 0; first < rows.size(); first += kRowsAtOnce) {
    std::vector<std::vector<SqlValue>> values;
    for (const ZipCandidateRow& row : rows.subspan(first, std::min(kRowsAtOnce, rows.size() - first))) {
      values.push_back({source, row.zip, row.utility_code, row.evidence});
    }
    transaction.execute_many(kStoreZip, values);
  }
}

}  // namespace switchyard::market
