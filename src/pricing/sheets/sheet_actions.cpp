#include "pricing/sheets/sheet_actions.hpp"

#include <fmt/format.h>

#include "pricing/sheets/operator_reason.hpp"
#include "pricing/sheets/sheet_audit.hpp"
#include "pricing/sheets/sheet_draft.hpp"
#include "pricing/sheets/sheet_store.hpp"
#include "pricing/sheets/sheet_succession.hpp"

namespace switchyard::pricing {
namespace {

// Moves the record along the table and writes both it and the step.
Result<void> move(SqlTransaction& transaction, SheetRecord& sheet, SheetAction action, const SheetStep& step) {
  const auto next = next_status(sheet.status, action);
  if (!next) return next.error();
  append_steps(transaction, sheet.id, {{sheet.status, *next, step.at, step.actor, step.reason}});
  sheet.status = *next;
  if (sheet.status == SheetStatus::published) {
    sheet.published_at = step.at;
    sheet.ended_at.reset();
  } else {
    sheet.ended_at = step.at;
  }
  update_sheet(transaction, sheet);
  return {};
}

Result<void> may_be_sold(const SheetRecord& sheet, Instant now) {
  if (!sheet.sellable_from || !sheet.sellable_until) {
    return Error{ErrorKind::conflict, "cut_off_missing", "it is not known until when the sheet may be sold; its layout needs a cut-off"};
  }
  if (has_ended(sheet, now)) {
    return Error{ErrorKind::conflict, "sheet_expired", fmt::format("the sheet could be sold until {}", sheet.sellable_until->text())};
  }
  return {};
}

Result<void> publish(SqlTransaction& transaction, SheetRecord& sheet, const SheetStep& step) {
  if (const auto next = next_status(sheet.status, SheetAction::publish); !next) return next.error();
  if (const auto sold = may_be_sold(sheet, step.at); !sold) return sold.error();
  const auto others = list_sheets_selling_after(transaction, sheet.supplier, *sheet.sellable_from);
  const Succession succession = succession_of(sheet, others);
  if (succession.successor && *succession.successor->sellable_from <= step.at) {
    return Error{ErrorKind::conflict, "newer_sheet_on_sale",
                 fmt::format("sheet {} starts later and covers all of it; withdraw that one first", succession.successor->id.text())};
  }
  sheet.doubtful = false;
  sheet.superseded_by.reset();
  sheet.off_sale_from.reset();
  if (succession.successor) {
    sheet.superseded_by = succession.successor->id;
    sheet.off_sale_from = succession.successor->sellable_from;
  }
  if (const auto moved = move(transaction, sheet, SheetAction::publish, step); !moved) return moved.error();
  for (const SheetId& id : succession.superseded) give_way(transaction, id, sheet, step.at, step.actor);
  for (const SheetId& id : succession.partly_overlapped) give_way(transaction, id, sheet, step.at, step.actor);
  return {};
}

// What had given way to the sheet sells again until its own end.
Result<void> roll_back(SqlTransaction& transaction, SheetRecord& sheet, const SheetStep& step) {
  if (const auto moved = move(transaction, sheet, SheetAction::rollback, step); !moved) return moved.error();
  for (SheetRecord& former : list_superseded_by(transaction, sheet.id)) {
    former.superseded_by.reset();
    former.off_sale_from.reset();
    if (former.status == SheetStatus::withdrawn) {
      update_sheet(transaction, former);
      continue;
    }
    const SheetStep back{former.status, former.status, step.at, step.actor, "rollback of " + sheet.id.text() + ": " + step.reason};
    if (const auto moved = move(transaction, former, SheetAction::restore, back); !moved) return moved.error();
    if (!has_ended(former, step.at) || former.status == SheetStatus::expired) continue;
    if (const auto moved = move(transaction, former, SheetAction::expire, back); !moved) return moved.error();
  }
  return {};
}

Result<void> apply(SqlTransaction& transaction, SheetRecord& sheet, SheetAction action, const SheetStep& step) {
  switch (action) {
    case SheetAction::publish: return publish(transaction, sheet, step);
    case SheetAction::reject:
    case SheetAction::withdraw: return move(transaction, sheet, action, step);
    case SheetAction::rollback: return roll_back(transaction, sheet, step);
    default: break;
  }
  ENSURE(false);
  return {};
}

}  // namespace

void give_way(SqlTransaction& transaction, const SheetId& id, const SheetRecord& successor, Instant now, const std::string& actor) {
  auto former = find_sheet(transaction, id);
  ENSURE(former && successor.sellable_from);
  former->superseded_by = successor.id;
  former->off_sale_from = successor.sellable_from;
  if (former->status == SheetStatus::published && *successor.sellable_from <= now) {
    const SheetStep step{former->status, SheetStatus::superseded, now, actor, "superseded by " + successor.id.text()};
    ENSURE(move(transaction, *former, SheetAction::supersede, step).has_value());
    return;
  }
  update_sheet(transaction, *former);
}

Result<SheetRecord> act_on_sheet_in(SqlTransaction& transaction, const SheetActionContext& context, const SheetActionRequest& request) {
  if (const auto reason = check_operator_reason(request.reason); !reason) return reason.error();
  raise_book_revision(transaction);
  auto sheet = find_sheet(transaction, request.sheet);
  if (!sheet) return Error{ErrorKind::not_found, "sheet_not_found", fmt::format("there is no sheet {}", request.sheet.text())};
  const SheetStep step{sheet->status, sheet->status, context.clock.now(), request.actor, request.reason};
  if (const auto done = apply(transaction, *sheet, request.action, step); !done) return done.error();
  const bool ends = request.action == SheetAction::withdraw || request.action == SheetAction::rollback;
  if (ends && context.quotes != nullptr) context.quotes->after_withdrawal(transaction, sheet->id, sheet->supplier, request.reason);
  record_sheet_action(transaction, context.audit, request, sheet->status);
  transaction.notify(kRateBookChannel, text_of(context.environment));
  return *sheet;
}

Result<SheetRecord> act_on_sheet(const SheetActionContext& context, const SheetActionRequest& request) {
  return write_result<SheetRecord>(context.database,
                                   [&](SqlTransaction& transaction) { return act_on_sheet_in(transaction, context, request); });
}

std::size_t end_sheets(const SheetActionContext& context) {
  const Instant now = context.clock.now();
  bool any = false;
  context.database.read([&](SqlReader& reader) { any = !list_sheets_to_end(reader, now).empty(); });
  if (!any) return 0;
  std::size_t ended = 0;
  context.database.write([&](SqlTransaction& transaction) {
    ended = 0;
    raise_book_revision(transaction);
    for (SheetRecord& sheet : list_sheets_to_end(transaction, now)) {
      const bool gave_way = sheet.off_sale_from && *sheet.off_sale_from <= now && *sheet.off_sale_from < *sheet.sellable_until;
      const SheetAction action = gave_way ? SheetAction::supersede : SheetAction::expire;
      const std::string reason = gave_way ? "superseded by " + sheet.superseded_by->text() : "its last instant of sale has passed";
      ENSURE(move(transaction, sheet, action, {sheet.status, sheet.status, now, "clock", reason}).has_value());
      ++ended;
    }
    transaction.notify(kRateBookChannel, text_of(context.environment));
    return true;
  });
  return ended;
}

}  // namespace switchyard::pricing
