// Telling the book what a supplier's word means: the mapping and every sheet that it touches change together.
#pragma once

#include <string>
#include <vector>

#include "access/audit_relay.hpp"
#include "market/alias_mappings.hpp"
#include "market/market.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "pricing/holds/sheet_hold.hpp"
#include "pricing/sheets/sheet_alias_store.hpp"
#include "pricing/sheets/sheet_record.hpp"

namespace switchyard::pricing {

struct AliasContext {
  Database& database;
  const Clock& clock;
  EnvironmentName environment = EnvironmentName::test;
  access::AuditRelay* audit = nullptr;  // Null: nothing is recorded.
};

struct RemappedSheet {
  SheetId id;
  std::int64_t rates_before = 0;
  std::int64_t rates_after = 0;
};

// What the market would suggest for those that are unknown.
void add_suggestions(std::vector<WaitingAlias>& waiting, const market::Market& market);

// The touched sheets compiled with the mapping in mind, as of a revision of the book.
struct PreparedMapping {
  struct Recompiled {
    SheetRecord record;              // With its new counts.
    std::int64_t rates_before = 0;
    std::string bytes;
    std::vector<SheetAlias> aliases;
    std::vector<SheetHold> compilation_holds;
  };
  market::AliasMapping mapping;
  std::int64_t book_revision = 0;
  std::vector<Recompiled> sheets;
};
[[nodiscard]] Result<PreparedMapping> prepare_mapping(Database& database, const market::Market& market, const market::AliasMapping& mapping);

// Writes the mapping and the sheets in the caller's transaction, which a refusal must undo. A held sheet stays held: an operator
// publishes it. Refused as market::map_alias does, and with "book_changed" (kind unavailable) where the book moved on since it
// was prepared: prepare anew.
[[nodiscard]] Result<std::vector<RemappedSheet>> write_mapping(SqlTransaction& transaction, const AliasContext& context,
                                                               const market::Market& market, const PreparedMapping& prepared);

// Both, at most kMappingAttemptsMax times over: either all of it or nothing is seen.
inline constexpr int kMappingAttemptsMax = 3;
[[nodiscard]] Result<std::vector<RemappedSheet>> map_alias_and_recompile(const AliasContext& context, const market::Market& market,
                                                                         const market::AliasMapping& mapping);

}  // namespace switchyard::pricing
