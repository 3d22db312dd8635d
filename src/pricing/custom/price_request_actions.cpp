#include "pricing/custom/price_request_actions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "pricing/custom/price_offer_store.hpp"
#include "pricing/custom/price_request_events.hpp"
#include "pricing/custom/price_request_store.hpp"
#include "pricing/quotes/canonical_json.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kAtOnceMax = 200;

Result<CustomPriceRequest> written(SqlTransaction& transaction, CustomPriceRequest request) {
  if (update_price_request(transaction, request)) return request;
  return Error{ErrorKind::conflict, "price_request_state_conflict", "The price request was changed at the same moment; look at it and try again."};
}

Result<CustomPriceRequest> moved(const CustomPriceRequest& request, RequestAction action, Instant now) {
  const auto next = next_state(action == RequestAction::expire ? request.state : state_at(request, now), action);
  if (!next) return next.error();
  CustomPriceRequest changed = request;
  changed.state = *next;
  changed.changed_at = now;
  ++changed.version;
  return changed;
}

void check_account(RequestSite& site, const market::Market& market) {
  if (site.account_number.empty()) return;
  const market::Utility* utility = market.utility(site.utility);
  if (utility == nullptr) return;
  market::AccountNumberCheck check = market::check_account_number(*utility, site.account_number);
  const bool is_kept = check.verdict == market::AccountVerdict::valid || check.verdict == market::AccountVerdict::valid_legacy;
  site.account_verdict = market::text_of(check.verdict);
  site.account_number = is_kept ? std::move(check.normalized) : std::string();
}

AskedSupplier* supplier_in(CustomPriceRequest& request, std::string_view code) {
  const auto found = std::ranges::find(request.suppliers, code, &AskedSupplier::code);
  return found == request.suppliers.end() ? nullptr : &*found;
}

bool has_all_declined(const CustomPriceRequest& request) {
  return std::ranges::all_of(request.suppliers, [](const AskedSupplier& each) { return each.answer == AskedSupplier::Answer::declined; });
}

Result<void> may_decline(SqlReader& reader, const CustomPriceRequest& request, const AskedSupplier* supplier, const std::string& code) {
  if (supplier == nullptr) {
    Error error = invalid_field("/supplier", "supplier_not_asked", fmt::format("the request did not ask '{}'", code));
    error.kind = ErrorKind::unprocessable;
    return error;
  }
  if (supplier->answer == AskedSupplier::Answer::declined) return Error{ErrorKind::conflict, "supplier_declined", fmt::format("{} has declined already.", code)};
  if (!has_live_offer(reader, request.id, code)) return {};
  return Error{ErrorKind::conflict, "supplier_has_offered", fmt::format("{} has an offer here; withdraw it first.", code)};
}

}  // namespace

Result<CustomPriceRequest> create_price_request(SqlTransaction& transaction, const PriceRequestDesk& desk, CustomPriceRequest asked) {
  const QuoteDesk& quotes = desk.quotes;
  const Instant now = quotes.clock.now();
  if (auto sound = check_request(asked, *quotes.market, now); !sound) return std::move(sound).error();
  if (!asked.your_reference.empty() && is_request_reference_taken(transaction, asked.application, asked.your_reference)) {
    return Error{.kind = ErrorKind::conflict,
                 .code = "your_reference_taken",
                 .message = fmt::format("Another price request of this application has the reference \"{}\".", asked.your_reference),
                 .fields = {{"/yourReference", "your_reference_taken", "is another request's"}}};
  }
  asked.id = make_id<PriceRequestTag>(now, quotes.random);
  asked.created_at = asked.changed_at = now;
  asked.site_count = static_cast<std::int64_t>(asked.sites.size());
  for (RequestSite& site : asked.sites) check_account(site, *quotes.market);
  insert_price_request(transaction, asked);
  return asked;
}

Result<CustomPriceRequest> send_price_request(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request) {
  const Instant now = desk.quotes.clock.now();
  auto sent = moved(request, RequestAction::send, now);
  if (!sent) return sent;
  if (request.due <= now) return Error{ErrorKind::conflict, "due_over", fmt::format("The request was due at {}; make a new one.", request.due.text())};
  auto done = written(transaction, std::move(*sent));
  if (done) publish_request_event(transaction, desk.quotes.outbox, kRequestSent, *done, now, request.state);
  return done;
}

Result<CustomPriceRequest> withdraw_price_request(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request, const std::string& reason) {
  const Instant now = desk.quotes.clock.now();
  auto withdrawn = moved(request, RequestAction::withdraw, now);
  if (!withdrawn) return withdrawn;
  withdrawn->reason = reason;
  auto done = written(transaction, std::move(*withdrawn));
  if (done) publish_request_event(transaction, desk.quotes.outbox, kRequestWithdrawn, *done, now, request.state);
  return done;
}

Result<CustomPriceRequest> decline_price_request(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request, const Declination& declination) {
  const Instant now = desk.quotes.clock.now();
  // What an offer could answer, a supplier may decline.
  if (const auto open = next_state(state_at(request, now), RequestAction::answer); !open) return open.error();
  CustomPriceRequest changed = request;
  AskedSupplier* supplier = supplier_in(changed, declination.supplier);
  if (auto may = may_decline(transaction, request, supplier, declination.supplier); !may) return std::move(may).error();
  supplier->answer = AskedSupplier::Answer::declined;
  supplier->reason = declination.reason;
  changed.changed_at = now;
  ++changed.version;
  const bool is_over = request.state == RequestState::sent && has_all_declined(changed);
  if (is_over) changed.state = next_state(request.state, RequestAction::decline).value();
  auto done = written(transaction, std::move(changed));
  if (!done) return done;
  if (is_over) publish_request_event(transaction, desk.quotes.outbox, kRequestNoBid, *done, now, request.state);
  record_price_request_act(transaction, desk, declination.actor, "price_request.declined", *done, nullptr, declination.reason);
  return done;
}

Result<CustomPriceRequest> answer_price_request(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request, const PriceOffer& offer) {
  const Instant now = desk.quotes.clock.now();
  auto answered = moved(request, RequestAction::answer, now);
  if (!answered) return answered;
  AskedSupplier* supplier = supplier_in(*answered, offer.supplier);
  ENSURE(supplier != nullptr);
  supplier->answer = AskedSupplier::Answer::offered;
  supplier->reason.clear();
  auto done = written(transaction, std::move(*answered));
  if (done && request.state == RequestState::sent) publish_request_event(transaction, desk.quotes.outbox, kRequestAnswered, *done, now, request.state, &offer);
  return done;
}

std::size_t end_price_requests(const PriceRequestDesk& desk) {
  const Instant now = desk.quotes.clock.now();
  std::size_t all = 0;
  while (true) {
    std::vector<CustomPriceRequest> requests;
    desk.quotes.database.read([&](SqlReader& reader) { requests = list_price_requests_to_expire(reader, now, kAtOnceMax); });
    if (requests.empty()) return all;
    std::size_t count = 0;
    desk.quotes.database.write([&](SqlTransaction& transaction) {
      count = 0;
      for (const CustomPriceRequest& request : requests) {
        const auto expired = moved(request, RequestAction::expire, now);
        if (!expired || !update_price_request(transaction, *expired)) continue;
        publish_request_event(transaction, desk.quotes.outbox, kRequestExpired, *expired, request.due, request.state);
        ++count;
      }
      return true;
    });
    all += count;
    if (count == 0 || static_cast<std::int64_t>(requests.size()) < kAtOnceMax) return all;
  }
}

void record_price_request_act(SqlTransaction& transaction, const PriceRequestDesk& desk, const OfferActor& actor, std::string_view action,
                              const CustomPriceRequest& request, const PriceOffer* offer, std::string_view reason) {
  if (desk.audit == nullptr) return;
  CanonicalObject detail;
  detail.text("priceRequestId", request.id.text()).text("role", actor.role).word("reason", reason);
  detail.word("supplier", offer != nullptr ? offer->supplier : std::string()).word("sha256", offer != nullptr ? offer->sha256 : std::string());
  desk.audit->record(transaction, {.at = {}, .actor = actor.id, .action = std::string(action), .subject = offer != nullptr ? offer->id.text() : request.id.text(),
                                   .partner_id = request.partner, .detail = detail.json()});
}

}  // namespace switchyard::pricing
