#include "pricing/stops/price_stop_actions.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "pricing/sheets/operator_reason.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kProductSizeMax = 200;

bool is_state(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

Error unsound(std::string pointer, std::string code, std::string detail) {
  Error error = invalid_field(std::move(pointer), std::move(code), std::move(detail));
  error.kind = ErrorKind::unprocessable;
  return error;
}

Result<void> check(const PriceStopContext& context, const PriceStopRequest& request, Instant now) {
  if (request.supplier.empty() && request.state.empty() && request.utility.empty()) {
    return unsound("/supplier", "stop_too_wide", "say at least one of supplier, state and utility: a stop of everything is not meant");
  }
  if (!request.supplier.empty() && context.market.supplier(request.supplier) == nullptr) {
    return unsound("/supplier", "unknown_supplier", fmt::format("there is no supplier '{}'", request.supplier));
  }
  if (!request.utility.empty() && context.market.utility(request.utility) == nullptr) {
    return unsound("/utility", "unknown_utility", fmt::format("there is no utility '{}'", request.utility));
  }
  if (!request.state.empty() && !is_state(request.state)) return unsound("/state", "state_malformed", "a state is two capital letters, such as PA");
  if (request.product.size() > kProductSizeMax) {
    return unsound("/product", "text_too_long", fmt::format("a product has at most {} bytes", kProductSizeMax));
  }
  if (request.until && (*request.until <= now || (request.from && *request.until <= *request.from))) {
    return unsound("/until", "stop_over", "a stop must end after it begins and after now");
  }
  return check_operator_reason(request.reason);
}

std::string detail_of(const PriceStopRecord& record) {
  const PriceStop& stop = record.stop;
  boost::json::object object{{"supplier", stop.supplier}, {"commodity", stop.commodity ? text_of(*stop.commodity) : ""}, {"state", stop.state},
                             {"utility", stop.utility}, {"product", stop.product}, {"from", stop.from.text()},
                             {"reason", record.lifted_at ? record.lift_reason : stop.reason}};
  if (stop.until) object["until"] = stop.until->text();
  return boost::json::serialize(object);
}

void tell(SqlTransaction& transaction, const PriceStopContext& context, const PriceStopRecord& record, std::string action, const std::string& actor) {
  transaction.notify(kRateBookChannel, text_of(context.environment));
  if (context.audit == nullptr) return;
  context.audit->record(transaction, {.at = {}, .actor = actor, .action = std::move(action), .subject = record.stop.id.text(), .detail = detail_of(record)});
}

}  // namespace

std::string_view state_of(const PriceStopRecord& record, Instant now) {
  if (record.lifted_at) return "lifted";
  if (record.stop.until && *record.stop.until <= now) return "over";
  return record.stop.from <= now ? "holding" : "scheduled";
}

Result<PriceStopRecord> stop_prices_in(SqlTransaction& transaction, const PriceStopContext& context, const PriceStopRequest& request) {
  const Instant now = context.clock.now();
  if (const auto sound = check(context, request, now); !sound) return sound.error();
  raise_book_revision(transaction);
  const auto holding = list_price_stops(transaction, {.holding_at = now, .limit = kHoldingStopsMax});
  if (holding.size() >= static_cast<std::size_t>(kHoldingStopsMax)) {
    return Error{ErrorKind::conflict, "too_many_stops", fmt::format("{} stops hold; lift some of them first", kHoldingStopsMax)};
  }
  const PriceStopRecord record{.stop = {.id = make_id<PriceStopTag>(now, context.random),
                                        .supplier = request.supplier,
                                        .commodity = request.commodity,
                                        .state = request.state,
                                        .utility = request.utility,
                                        .product = request.product,
                                        .from = std::max(request.from.value_or(now), now),
                                        .until = request.until,
                                        .reason = request.reason},
                               .made_at = now,
                               .made_by = request.actor};
  insert_price_stop(transaction, record);
  if (context.quotes != nullptr) context.quotes->after_stop(transaction, context.market, record.stop, now);
  tell(transaction, context, record, "price_stop.made", request.actor);
  return record;
}

Result<PriceStopRecord> lift_price_stop_in(SqlTransaction& transaction, const PriceStopContext& context, const LiftRequest& request) {
  if (const auto sound = check_operator_reason(request.reason); !sound) return sound.error();
  raise_book_revision(transaction);
  auto record = find_price_stop(transaction, request.id);
  if (!record) return Error{ErrorKind::not_found, "price_stop_not_found", fmt::format("there is no price stop {}", request.id.text())};
  const Instant now = context.clock.now();
  if (record->lifted_at) return Error{ErrorKind::conflict, "price_stop_lifted", fmt::format("it was lifted at {}", record->lifted_at->text())};
  if (state_of(*record, now) == "over") return Error{ErrorKind::conflict, "price_stop_over", fmt::format("it ended at {}", record->stop.until->text())};
  record->lifted_at = now;
  record->lifted_by = request.actor;
  record->lift_reason = request.reason;
  update_price_stop(transaction, *record);
  tell(transaction, context, *record, "price_stop.lifted", request.actor);
  return *record;
}

Result<PriceStopRecord> stop_prices(const PriceStopContext& context, const PriceStopRequest& request) {
  return write_result<PriceStopRecord>(context.database, [&](SqlTransaction& transaction) { return stop_prices_in(transaction, context, request); });
}

Result<PriceStopRecord> lift_price_stop(const PriceStopContext& context, const LiftRequest& request) {
  return write_result<PriceStopRecord>(context.database, [&](SqlTransaction& transaction) { return lift_price_stop_in(transaction, context, request); });
}

}  // namespace switchyard::pricing
