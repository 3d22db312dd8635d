// What operators do with a sheet: publish, reject, withdraw, roll back. Each is one transaction with its step of history.
#pragma once

#include <string>

#include "access/audit_relay.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "pricing/sheets/sheet_record.hpp"
#include "pricing/stops/quote_policy.hpp"

namespace switchyard::pricing {

struct SheetActionContext {
  Database& database;
  const Clock& clock;  // The environment's business clock.
  EnvironmentName environment = EnvironmentName::test;
  access::AuditRelay* audit = nullptr;  // Null: nobody's actions, such as the clock's; nothing is recorded.
  QuoteReviews* quotes = nullptr;       // Null: no quotes are looked at where a sheet is taken off sale.
};

struct SheetActionRequest {
  SheetId sheet;
  SheetAction action = SheetAction::publish;  // publish, reject, withdraw or rollback (ENSURE).
  std::string actor;
  std::string reason;                         // 1 to 500 characters.
};

// The sheet after it. Refused: "sheet_not_found", "sheet_state_conflict", "reason_missing", "reason_too_long", and to publish also "sheet_expired",
// "cut_off_missing", "newer_sheet_on_sale".
//   publish   puts a held or withdrawn sheet on sale; what it covers or overlaps and starts earlier gives way to it.
//   reject    ends a held sheet.
//   withdraw  takes a sheet out of the book, also of what `asOf` answers; what it had superseded stays so.
//   rollback  does the same and puts back on sale what it had superseded, as long as that may be sold.
[[nodiscard]] Result<SheetRecord> act_on_sheet(const SheetActionContext& context, const SheetActionRequest& request);
// The same within the caller's transaction, which a refusal must undo.
[[nodiscard]] Result<SheetRecord> act_on_sheet_in(SqlTransaction& transaction, const SheetActionContext& context, const SheetActionRequest& request);

// Moves what the clock has ended: published sheets become superseded or expired. Gives how many.
std::size_t end_sheets(const SheetActionContext& context);

// `former` ends where `successor` begins: at once where it has begun.
void give_way(SqlTransaction& transaction, const SheetId& former, const SheetRecord& successor, Instant now, const std::string& actor);

}  // namespace switchyard::pricing
