// All SQL of the market: an environment's own entries beside the reference data. Works on SQLite and PostgreSQL.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market/loaded_market.hpp"
#include "ports/database.hpp"
#include "values/instant.hpp"

namespace switchyard::market {

// Steps of an environment's database.
[[nodiscard]] std::span<const Migration> market_migrations();

// The channel on which a raised revision is told; the payload is the revision.
inline constexpr std::string_view kMarketChannel = "market";

[[nodiscard]] std::int64_t read_market_revision(SqlReader& reader);
[[nodiscard]] MarketOverrides read_market_overrides(SqlReader& reader);
// Part of every change: raises the revision and tells listeners after the commit.
void raise_market_revision(SqlTransaction& transaction);

void store_alias_mapping(SqlTransaction& transaction, const AliasMapping& mapping, const std::string& normalized);
[[nodiscard]] bool delete_alias_mapping(SqlTransaction& transaction, const AliasMapping& mapping, const std::string& normalized);
[[nodiscard]] std::vector<AliasMapping> read_alias_mappings(SqlReader& reader);

struct OverrideChange {
  ReferenceOverride cell;
  std::string changed_by;
  Instant changed_at{};
};
void store_reference_override(SqlTransaction& transaction, const OverrideChange& change);
[[nodiscard]] bool delete_reference_override(SqlTransaction& transaction, const ReferenceOverride& cell);

struct ZipCandidateRow {
  std::string zip;
  std::string utility_code;
  std::string evidence;
};
// Replaces what an earlier import of this source wrote. The rows are distinct by zip and code.
void replace_zip_candidates(SqlTransaction& transaction, std::string_view source, std::span<const ZipCandidateRow> rows);

}  // namespace switchyard::market
