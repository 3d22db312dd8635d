// An operator releases a hold or keeps it: the sheet is compiled anew without its file, and both are written together.
#pragma once

#include <string>
#include <vector>

#include "market/market.hpp"
#include "pricing/holds/sheet_hold.hpp"
#include "pricing/sheets/sheet_aliases.hpp"

namespace switchyard::pricing {

struct HoldDecision {
  SheetId sheet;
  std::int64_t number = 0;
  HoldState becomes = HoldState::released;  // Or kept (ENSURE).
  std::string reason;                       // 1 to 500 bytes.
  std::string actor;
};

// The sheet compiled with the decision in mind, as of a revision of the book.
struct PreparedDecision {
  HoldDecision decision;
  std::int64_t book_revision = 0;
  SheetRecord record;                       // With its new counts.
  std::int64_t rates_before = 0;
  std::string bytes;                        // Empty where no price changes.
  std::vector<SheetAlias> aliases;
  std::vector<SheetHold> compilation_holds;
  SheetHold hold;
};
// Refused: "reason_missing", "reason_too_long", "sheet_not_found", "sheet_state_conflict" (rejected, or of no layout), "hold_not_found",
// "hold_not_releasable" (its message says what helps instead), "hold_decided" (it is so already).
[[nodiscard]] Result<PreparedDecision> prepare_decision(Database& database, const market::Market& market, const HoldDecision& decision);

struct DecidedHold {
  SheetHold hold;
  std::int64_t rates_before = 0;
  std::int64_t rates_after = 0;
};
// In the caller's transaction, which a refusal must undo. A held sheet stays held. "book_changed" (kind unavailable) where the book
// moved on since it was prepared.
[[nodiscard]] Result<DecidedHold> write_decision(SqlTransaction& transaction, const AliasContext& context, const PreparedDecision& prepared);

// Both, at most kMappingAttemptsMax times over.
[[nodiscard]] Result<DecidedHold> decide_hold(const AliasContext& context, const market::Market& market, const HoldDecision& decision);

}  // namespace switchyard::pricing
