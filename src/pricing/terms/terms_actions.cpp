#include "pricing/terms/terms_actions.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "pricing/sheets/operator_reason.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kCodeSizeMax = 100;

Error unsound(std::string pointer, std::string code, std::string detail) {
  Error error = invalid_field(std::move(pointer), std::move(code), std::move(detail));
  error.kind = ErrorKind::unprocessable;
  return error;
}

Result<void> check_place(const market::Market& market, const TermsRequest& request) {
  const TermsPlace& place = request.place;
  if (!place.supplier.empty() && market.supplier(place.supplier) == nullptr) {
    return unsound("/supplier", "unknown_supplier", fmt::format("there is no supplier '{}'", place.supplier));
  }
  if (!place.utility.empty() && market.utility(place.utility) == nullptr) {
    return unsound("/utility", "unknown_utility", fmt::format("there is no utility '{}'", place.utility));
  }
  if (!place.state.empty() && (place.state.size() != 2 || !std::ranges::all_of(place.state, [](char c) { return c >= 'A' && c <= 'Z'; }))) {
    return unsound("/state", "state_malformed", "a state is two capital letters, such as PA");
  }
  const bool is_of_partner = request.kind == TermsKind::entitlement;
  if (is_of_partner && !place.partner) return unsound("/partner", "terms_incomplete", "an entitlement is a partner's");
  if (request.kind == TermsKind::supplier && place.supplier.empty()) return unsound("/supplier", "terms_incomplete", "a supplier's terms name the supplier");
  if (request.kind == TermsKind::supplier && place.partner) return unsound("/partner", "terms_unsound", "a supplier's terms are for every partner");
  const TermsContent& content = request.content;
  const bool has_amounts = content.margin || content.share || request.kind == TermsKind::house_fee;
  if (has_amounts && !place.commodity) return unsound("/commodity", "terms_incomplete", "dollars a unit are of one commodity: electric or gas");
  return {};
}

Result<void> check_margin_rule(const MarginRule& rule) {
  const auto is_in_reach = [](std::int64_t micros) { return micros >= -kTermsAmountMax && micros <= kTermsAmountMax; };
  if (!is_in_reach(rule.min_micros) || !is_in_reach(rule.max_micros)) return unsound("/margin", "terms_unsound", "a margin is at most $10 a unit");
  if (rule.min_micros > rule.max_micros) return unsound("/margin/min", "terms_unsound", "the least margin is above the most");
  if (rule.step_micros < 1 || rule.step_micros > kMarginStepMax) return unsound("/margin/step", "terms_unsound", "a step is 0.000001 to 1");
  if (!rule.default_micros) return {};
  if (*rule.default_micros < rule.min_micros || *rule.default_micros > rule.max_micros || *rule.default_micros % rule.step_micros != 0) {
    return unsound("/margin/default", "terms_unsound", "the default is not within the limits, or between the steps");
  }
  return {};
}

Result<void> check_content(const TermsRequest& request) {
  const TermsContent& content = request.content;
  if (request.kind == TermsKind::margin_policy && !content.margin) return unsound("/margin", "terms_incomplete", "a policy has a margin: min and max");
  if (request.kind == TermsKind::supplier && !content.margin && !content.gross_up && !content.share) {
    return unsound("/margin", "terms_incomplete", "a supplier's terms have a margin, a gross-up or a share");
  }
  if (content.margin) {
    if (auto sound = check_margin_rule(*content.margin); !sound) return sound;
  }
  if (content.gross_up && (content.gross_up->factor_millionths < 1'000'000 || content.gross_up->factor_millionths > kGrossUpFactorMax)) {
    return unsound("/grossUp/factor", "terms_unsound", "a factor is 1 to 2, such as 1.0627");
  }
  if (content.share) {
    if (auto sound = check_share(*content.share); !sound) return sound;
  }
  if (content.house_fee_micros < 0 || content.house_fee_micros > kTermsAmountMax) return unsound("/houseFee", "terms_unsound", "a house fee is 0 to $10 a unit");
  if (content.agent_code.size() > kCodeSizeMax) return unsound("/agentCode", "text_too_long", fmt::format("has at most {} bytes", kCodeSizeMax));
  if (content.license.size() > kCodeSizeMax) return unsound("/license", "text_too_long", fmt::format("has at most {} bytes", kCodeSizeMax));
  return check_operator_reason(request.reason);
}

Result<void> check_time(const std::optional<Instant>& from, const std::optional<Instant>& until, Instant now) {
  if (from && *from < now) return unsound("/from", "terms_backdated", fmt::format("terms begin now ({}) or later", now.text()));
  if (until && *until <= from.value_or(now)) return unsound("/until", "terms_empty", "terms end after they begin");
  return {};
}

std::string detail_of(const TermsRecord& record) {
  boost::json::object object{{"kind", text_of(record.kind)},          {"supplier", record.place.supplier}, {"state", record.place.state},
                             {"utility", record.place.utility},       {"from", record.from.text()},
                             {"reason", record.closed_at ? record.close_reason : record.reason}};
  if (record.place.partner) object["partner"] = record.place.partner->text();
  if (record.place.commodity) object["commodity"] = text_of(*record.place.commodity);
  if (record.end()) object["until"] = record.end()->text();
  return boost::json::serialize(object);
}

void tell(SqlTransaction& transaction, const TermsContext& context, const TermsRecord& record, std::string action, const std::string& actor) {
  transaction.notify(kRateBookChannel, text_of(context.environment));
  if (context.audit == nullptr) return;
  context.audit->record(transaction, {.at = {}, .actor = actor, .action = std::move(action), .subject = record.id.text(), .detail = detail_of(record)});
}

}  // namespace

std::string_view state_of(const TermsRecord& record, Instant now) {
  if (record.end() && *record.end() <= now) return "over";
  return record.from <= now ? "holding" : "scheduled";
}

Result<TermsRecord> set_terms_in(SqlTransaction& transaction, const TermsContext& context, const TermsRequest& request) {
  const Instant now = context.clock.now();
  if (auto sound = check_place(context.market, request); !sound) return sound.error();
  if (auto sound = check_content(request); !sound) return sound.error();
  if (auto sound = check_time(request.from, request.until, now); !sound) return sound.error();
  raise_book_revision(transaction);
  if (count_terms(transaction) >= kTermsMax) return Error{ErrorKind::conflict, "too_many_terms", fmt::format("there are {} rows of terms already", kTermsMax)};
  const TermsRecord record{.id = make_id<TermsTag>(now, context.random),
                           .kind = request.kind,
                           .place = request.place,
                           .content = request.content,
                           .from = request.from.value_or(now),
                           .until = request.until,
                           .reason = request.reason,
                           .made_at = now,
                           .made_by = request.actor};
  if (const auto other = find_overlapping_terms(transaction, record)) {
    return Error{ErrorKind::conflict, "terms_overlap", fmt::format("{} says of the same from {}; close it first", other->id.text(), other->from.text())};
  }
  insert_terms(transaction, record);
  tell(transaction, context, record, "price_terms.set", request.actor);
  return record;
}

Result<TermsRecord> close_terms_in(SqlTransaction& transaction, const TermsContext& context, const CloseTermsRequest& request) {
  if (auto sound = check_operator_reason(request.reason); !sound) return sound.error();
  const Instant now = context.clock.now();
  const Instant at = request.at.value_or(now);
  if (at < now) return unsound("/at", "terms_backdated", fmt::format("terms end now ({}) or later", now.text()));
  raise_book_revision(transaction);
  auto record = find_terms(transaction, request.id);
  if (!record) return Error{ErrorKind::not_found, "price_terms_not_found", fmt::format("there are no terms {}", request.id.text())};
  if (record->end() && *record->end() <= at) return Error{ErrorKind::conflict, "price_terms_over", fmt::format("they end at {}", record->end()->text())};
  record->closed_at = at;
  record->closed_by = request.actor;
  record->close_reason = request.reason;
  close_terms(transaction, *record);
  tell(transaction, context, *record, "price_terms.closed", request.actor);
  return *record;
}

Result<TermsRecord> set_terms(const TermsContext& context, const TermsRequest& request) {
  return write_result<TermsRecord>(context.database, [&](SqlTransaction& transaction) { return set_terms_in(transaction, context, request); });
}

Result<TermsRecord> close_terms(const TermsContext& context, const CloseTermsRequest& request) {
  return write_result<TermsRecord>(context.database, [&](SqlTransaction& transaction) { return close_terms_in(transaction, context, request); });
}

}  // namespace switchyard::pricing
