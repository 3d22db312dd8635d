#include "pricing/custom/price_offer_actions.hpp"

#include <fmt/format.h>

#include "pricing/custom/price_offer_store.hpp"
#include "pricing/custom/price_request_actions.hpp"

namespace switchyard::pricing {
namespace {

Error unsound(std::string pointer, std::string code, std::string detail) {
  Error error = invalid_field(std::move(pointer), std::move(code), std::move(detail));
  error.kind = ErrorKind::unprocessable;
  return error;
}

// What was left unsaid is said: the hash is of all that was offered.
void complete(PriceOffer& offer, const CustomPriceRequest& request) {
  if (offer.sites.empty()) {
    for (const RequestSite& site : request.sites) offer.sites.push_back({.site_id = site.site_id});
  }
  if (offer.product.empty() && request.products.size() == 1) offer.product = request.products.front();
}

Result<void> check_attachment(const OfferedPrice& offered, const FileDigest& digest) {
  if (!offered.attachment_bytes || digest.sha256_hex(*offered.attachment_bytes) == offered.offer.attachment.sha256) return {};
  return unsound("/attachment/sha256", "attachment_hash_mismatch", "is not the SHA-256 of the bytes in base64");
}

Result<PriceOffer> moved(const PriceOffer& offer, OfferAction action, Instant now) {
  const auto next = next_state(offer.state, action);
  if (!next) return next.error();
  PriceOffer changed = offer;
  changed.state = *next;
  changed.changed_at = now;
  ++changed.version;
  return changed;
}

Result<PriceOffer> written(SqlTransaction& transaction, PriceOffer offer) {
  if (update_price_offer(transaction, offer)) return offer;
  return Error{ErrorKind::conflict, "offer_state_conflict", "The offer was changed at the same moment; look at it and try again."};
}

Result<PriceOffer> drafted(SqlReader& reader, const PriceRequestDesk& desk, const CustomPriceRequest& request, const OfferedPrice& offered) {
  const Instant now = desk.quotes.clock.now();
  if (const auto open = next_state(state_at(request, now), RequestAction::answer); !open) return open.error();
  PriceOffer offer = offered.offer;
  if (auto sound = check_offer(offer, request, offered.prices_are_confirmed, now); !sound) return std::move(sound).error();
  if (auto held = check_attachment(offered, desk.quotes.digest); !held) return std::move(held).error();
  if (count_price_offers(reader, request.id) >= static_cast<std::int64_t>(kOffersOfRequestMax)) {
    return Error{ErrorKind::conflict, "too_many_offers", fmt::format("A request takes {} offers.", kOffersOfRequestMax)};
  }
  complete(offer, request);
  offer.id = make_id<PriceOfferTag>(now, desk.quotes.random);
  offer.request = request.id;
  offer.created_at = offer.changed_at = now;
  return offer;
}

Result<AnsweredRequest> insert(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request, PriceOffer offer,
                               const OfferedPrice& offered, std::string_view action) {
  offer.sha256 = desk.quotes.digest.sha256_hex(canonical_offer(offer));
  if (offered.attachment_bytes) keep_attachment(transaction, offer.attachment.sha256, *offered.attachment_bytes);
  insert_price_offer(transaction, offer);
  auto answered = answer_price_request(transaction, desk, request, offer);
  if (!answered) return std::move(answered).error();
  record_price_request_act(transaction, desk, offer.actor, action, *answered, &offer, {});
  return AnsweredRequest{std::move(*answered), std::move(offer)};
}

}  // namespace

Result<AnsweredRequest> add_price_offer(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request, const OfferedPrice& offered) {
  auto offer = drafted(transaction, desk, request, offered);
  if (!offer) return std::move(offer).error();
  return insert(transaction, desk, request, std::move(*offer), offered, "price_offer.entered");
}

Result<AnsweredRequest> requote_price_offer(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request, const PriceOffer& former,
                                            const OfferedPrice& offered) {
  if (offered.offer.supplier != former.supplier) return unsound("/supplier", "supplier_differs", fmt::format("the former offer is {}'s", former.supplier));
  auto ended = moved(former, OfferAction::requote, desk.quotes.clock.now());
  if (!ended) return std::move(ended).error();
  auto offer = drafted(transaction, desk, request, offered);
  if (!offer) return std::move(offer).error();
  offer->supersedes = former.id;
  ended->superseded_by = offer->id;
  if (auto done = written(transaction, std::move(*ended)); !done) return std::move(done).error();
  return insert(transaction, desk, request, std::move(*offer), offered, "price_offer.requoted");
}

Result<PriceOffer> act_on_price_offer(SqlTransaction& transaction, const PriceRequestDesk& desk, const CustomPriceRequest& request, const PriceOffer& offer,
                                      const OfferAct& act) {
  ENSURE(act.action != OfferAction::requote);
  auto changed = moved(offer, act.action, desk.quotes.clock.now());
  if (!changed) return changed;
  changed->reason = act.action == OfferAction::release ? std::string() : act.reason;
  auto done = written(transaction, std::move(*changed));
  if (!done) return done;
  record_price_request_act(transaction, desk, act.actor, fmt::format("price_offer.{}", text_of(done->state)), request, &*done, act.reason);
  return done;
}

}  // namespace switchyard::pricing
