// Mappings that operators made of a supplier's words for a utility. They go before the aliases of the reference data, live in the
// environment's database, and reach every node's Market by MarketSource as soon as the transaction that made them commits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "market/market.hpp"
#include "ports/database.hpp"
#include "values/energy.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::market {

// The form in which aliases are compared: a unit in parentheses at the end ("BGE Gas ($/therm)") is dropped, letters are upper
// case, and only letters, digits and '&' stay: "JCP&L" and "jcp & l" are both "JCP&L".
[[nodiscard]] std::string normalize_alias(std::string_view alias);

struct AliasMapping {
  std::string supplier = {};     // Code; empty: for every supplier.
  std::string alias;             // As the sheet has it; compared normalised. 1 to 200 characters.
  Commodity commodity = Commodity::electric;
  std::string state = {};        // Empty: whatever state the sheet says, or none.
  std::string utility_code;
  std::string mapped_by;         // Who: an application's id, or "shell".
  Instant mapped_at{};
};

// Which of them: absent leaves its dimension open.
struct AliasMappingFilter {
  std::optional<std::string> supplier = {};
  std::optional<Commodity> commodity = {};
};

// Writes the mapping, replacing one of the same supplier, alias, commodity and state, raises the market's revision and tells
// listeners. Refused: `unknown_utility`, `unknown_supplier`, `commodity_mismatch`, `invalid_alias`, `invalid_state`.
[[nodiscard]] Result<void> map_alias(SqlTransaction& transaction, const Market& market, const AliasMapping& mapping);

// Takes a mapping away; false where there was none.
[[nodiscard]] bool unmap_alias(SqlTransaction& transaction, const AliasMapping& mapping);

// In order of supplier, normalised alias, commodity, state.
[[nodiscard]] std::vector<AliasMapping> list_alias_mappings(SqlReader& reader, const AliasMappingFilter& filter = {});

}  // namespace switchyard::market
