#include "pricing/holds/decide_hold.hpp"

#include <algorithm>
#include <set>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "pricing/holds/sheet_hold_store.hpp"
#include "pricing/sheets/operator_reason.hpp"
#include "pricing/sheets/sheet_alias_store.hpp"
#include "pricing/sheets/sheet_bytes_store.hpp"
#include "pricing/sheets/sheet_draft.hpp"
#include "pricing/sheets/sheet_rebuild.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

struct SheetAsItIs {
  std::int64_t revision = 0;
  std::optional<SheetRecord> sheet;
  std::vector<SheetHold> holds;
  std::optional<std::string> bytes;
};

SheetAsItIs read_sheet(Database& database, const SheetId& id) {
  SheetAsItIs state;
  database.read([&](SqlReader& reader) {
    state.revision = read_book_revision(reader);
    state.sheet = find_sheet(reader, id);
    state.holds = read_holds_with_rates(reader, id);
    state.bytes = read_compiled(reader, id);
  });
  return state;
}

Result<void> may_be_decided(const SheetAsItIs& state, const SheetHold* hold, const HoldDecision& decision) {
  if (!state.sheet) return Error{ErrorKind::not_found, "sheet_not_found", fmt::format("there is no sheet {}", decision.sheet.text())};
  if (hold == nullptr) return Error{ErrorKind::not_found, "hold_not_found", fmt::format("sheet {} has no hold {}", decision.sheet.text(), decision.number)};
  if (state.sheet->status == SheetStatus::rejected || !state.bytes) {
    return Error{ErrorKind::conflict, "sheet_state_conflict", fmt::format("the sheet is {}: nothing of it can be sold", text_of(state.sheet->status))};
  }
  if (decision.becomes == HoldState::released && !hold->releasable) return Error{ErrorKind::conflict, "hold_not_releasable", hold->message};
  if (hold->state == decision.becomes) return Error{ErrorKind::conflict, "hold_decided", fmt::format("the hold is {} already", text_of(hold->state))};
  return {};
}

// The rates of `hold` that no other hold stops, with what they are sold from; nothing of them where it stops them itself.
std::vector<HeldRate> rates_to_set(const std::vector<SheetHold>& holds, const SheetHold& hold) {
  std::set<std::uint32_t> stopped;
  for (const SheetHold& other : holds) {
    if (other.number == hold.number || other.state == HoldState::released) continue;
    for (const HeldRate& rate : other.rates) stopped.insert(rate.row);
  }
  std::vector<HeldRate> rates;
  for (HeldRate rate : hold.rates) {
    if (stopped.contains(rate.row)) continue;
    if (hold.state != HoldState::released) rate.basis_micros = RateRow::kNoBasis;
    rates.push_back(rate);
  }
  return rates;
}

Result<void> recompile(PreparedDecision& prepared, std::string bytes, const std::vector<HeldRate>& rates, const market::Market& market) {
  const auto sheet = CompiledSheet::from_bytes(std::move(bytes));
  if (!sheet) return sheet.error();
  SheetReading reading = reading_of(**sheet);
  for (const HeldRate& rate : rates) {
    ENSURE(rate.row < reading.rows.size());
    reading.rows[rate.row].basis_price_micros = rate.basis_micros;
  }
  Compilation compilation = compile_sheet(reading, (*sheet)->facts(), market);
  prepared.bytes = std::move(compilation.bytes);
  prepared.aliases = aliases_of(reading, compilation.unmapped);
  prepared.compilation_holds = compilation_holds(compilation.withheld, compilation.unmapped);
  prepared.record.rate_count = static_cast<std::int64_t>(compilation.sellable_count);
  ++prepared.record.compiled_revision;
  return {};
}

void record(SqlTransaction& transaction, access::AuditRelay* audit, const PreparedDecision& prepared) {
  if (audit == nullptr) return;
  const boost::json::object detail{{"hold", prepared.hold.number}, {"grain", text_of(prepared.hold.grain)}, {"code", prepared.hold.code},
                                   {"rows", prepared.hold.row_count}, {"reason", prepared.decision.reason}};
  audit->record(transaction, {.at = {}, .actor = prepared.decision.actor, .action = "sheet.hold_" + std::string(text_of(prepared.hold.state)),
                              .subject = prepared.record.id.text(), .detail = boost::json::serialize(detail)});
}

}  // namespace

Result<PreparedDecision> prepare_decision(Database& database, const market::Market& market, const HoldDecision& decision) {
  ENSURE(decision.becomes != HoldState::held);
  if (const auto reason = check_operator_reason(decision.reason); !reason) return reason.error();
  SheetAsItIs state = read_sheet(database, decision.sheet);
  const auto found = std::ranges::find(state.holds, decision.number, &SheetHold::number);
  if (const auto may = may_be_decided(state, found == state.holds.end() ? nullptr : &*found, decision); !may) return may.error();
  const HoldState was = std::exchange(found->state, decision.becomes);
  PreparedDecision prepared{.decision = decision, .book_revision = state.revision, .record = *state.sheet, .rates_before = state.sheet->rate_count,
                            .bytes = {}, .aliases = {}, .compilation_holds = {}, .hold = *found};
  const bool changes = was == HoldState::released || decision.becomes == HoldState::released;
  if (!changes) return prepared;
  if (const auto done = recompile(prepared, std::move(*state.bytes), rates_to_set(state.holds, *found), market); !done) return done.error();
  return prepared;
}

Result<DecidedHold> write_decision(SqlTransaction& transaction, const AliasContext& context, const PreparedDecision& prepared) {
  if (raise_book_revision(transaction) != prepared.book_revision + 1) {
    return Error{ErrorKind::unavailable, "book_changed", "sheets were published meanwhile; try again"};
  }
  DecidedHold decided{.hold = prepared.hold, .rates_before = prepared.rates_before, .rates_after = prepared.record.rate_count};
  decided.hold.decided_at = context.clock.now();
  decided.hold.decided_by = prepared.decision.actor;
  decided.hold.reason = prepared.decision.reason;
  decided.hold.rates.clear();
  update_hold(transaction, prepared.record.id, decided.hold);
  if (!prepared.bytes.empty()) {
    update_sheet(transaction, prepared.record);
    keep_compiled(transaction, prepared.record.id, prepared.bytes, context.clock.now());
    keep_aliases(transaction, prepared.record.id, prepared.record.supplier, prepared.aliases);
    replace_compilation_holds(transaction, prepared.record.id, prepared.compilation_holds);
  }
  record(transaction, context.audit, prepared);
  transaction.notify(kRateBookChannel, text_of(context.environment));
  return decided;
}

Result<DecidedHold> decide_hold(const AliasContext& context, const market::Market& market, const HoldDecision& decision) {
  for (int attempt = 1;; ++attempt) {
    const auto prepared = prepare_decision(context.database, market, decision);
    if (!prepared) return prepared.error();
    auto written = write_result<DecidedHold>(context.database, [&](SqlTransaction& transaction) { return write_decision(transaction, context, *prepared); });
    if (written || written.error().code != "book_changed" || attempt == kMappingAttemptsMax) return written;
  }
}

}  // namespace switchyard::pricing
