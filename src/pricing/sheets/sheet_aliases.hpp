// Telling the book what a supplier's word means: the mapping and every sheet that it touches change together.
#pragma once

#include <string>
#include <vector>

#include "market/alias_mappings.hpp"
#include "market/market.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "pricing/sheets/sheet_record.hpp"

namespace switchyard::pricing {

struct AliasContext {
  Database& database;
  const Clock& clock;
  EnvironmentName environment = EnvironmentName::test;
};

struct RemappedSheet {
  SheetId id;
  std::int64_t rates_before = 0;
  std::int64_t rates_after = 0;
};

// Compiles the touched sheets with the mapping in mind, then writes it and them in one transaction: either all of it or nothing
// is seen. A held sheet stays held: an operator publishes it. Refused as market::map_alias does, and with "book_changed"
// (kind unavailable) where sheets kept changing underneath for kAttemptsMax attempts.
inline constexpr int kAliasAttemptsMax = 3;
[[nodiscard]] Result<std::vector<RemappedSheet>> map_alias_and_recompile(const AliasContext& context, const market::Market& market,
                                                                         const market::AliasMapping& mapping);

}  // namespace switchyard::pricing
