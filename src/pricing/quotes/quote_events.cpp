#include "pricing/quotes/quote_events.hpp"

#include "pricing/quotes/canonical_json.hpp"

namespace switchyard::pricing {

void publish_quote_event(SqlTransaction& transaction, outbox::Outbox& outbox, std::string_view type, const Quote& quote, Instant at,
                         std::optional<QuoteState> from) {
  const std::string partner = quote.partner.text();
  const std::string subject = quote.id.text();
  CanonicalObject json;
  json.text("quoteId", subject).word("previousStatus", from ? text_of(*from) : std::string_view()).text("status", text_of(quote.state));
  json.integer("quoteVersion", quote.version).text("hash", quote.hash);
  json.word("yourReference", quote.your_reference).text("createdAt", quote.created_at.text()).text("expiresAt", quote.expires_at.text());
  if (!quote.reason.empty()) json.raw("reason", CanonicalObject().text("text", quote.reason).json());
  json.integer("lineCount", quote.line_count);
  json.word("supersedes", quote.supersedes ? quote.supersedes->text() : std::string());
  json.word("supersededBy", quote.superseded_by ? quote.superseded_by->text() : std::string());
  const std::string payload = json.json();
  outbox.publish(transaction, {.type = type, .audience = std::string_view(partner), .subject = subject, .payload = payload, .at = at});
}

}  // namespace switchyard::pricing
