#include "pricing/custom/price_request_events.hpp"

#include "pricing/quotes/canonical_json.hpp"

namespace switchyard::pricing {

void publish_request_event(SqlTransaction& transaction, outbox::Outbox& outbox, std::string_view type, const CustomPriceRequest& request, Instant at,
                           RequestState from, const PriceOffer* offer) {
  const std::string partner = request.partner.text();
  const std::string subject = request.id.text();
  CanonicalObject json;
  json.text("priceRequestId", subject).text("previousStatus", text_of(from)).text("status", text_of(request.state)).integer("requestVersion", request.version);
  json.word("yourReference", request.your_reference).text("createdAt", request.created_at.text()).text("due", request.due.text());
  if (!request.reason.empty()) json.raw("reason", CanonicalObject().text("text", request.reason).json());
  json.integer("siteCount", request.site_count);
  json.word("offerId", offer != nullptr ? offer->id.text() : std::string());
  json.word("supplier", offer != nullptr ? offer->supplier : std::string());
  const std::string payload = json.json();
  outbox.publish(transaction, {.type = type, .audience = std::string_view(partner), .subject = subject, .payload = payload, .at = at});
}

}  // namespace switchyard::pricing
