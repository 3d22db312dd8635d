#include "signing/seen_envelope.hpp"

#include "signing/envelope_words.hpp"
#include "signing/journal_store.hpp"
#include "signing/signing_job.hpp"

namespace switchyard::signing {
namespace {

Result<void> tell(SqlTransaction& transaction, const SigningParts& parts, EnvelopeListener& listener, const std::vector<RecipientNews>& all) {
  for (const RecipientNews& each : all) {
    if (!insert_news(transaction, each.news, each.recipient, parts.security_clock.now())) continue;
    auto heard = listener.hear(transaction, each.news);
    if (!heard) return heard;
  }
  return {};
}

}  // namespace

Result<void> write_seen(SqlTransaction& transaction, const SigningParts& parts, EnvelopeListener& listener, const EnvelopeId& id, const ProviderEnvelope& seen) {
  auto kept = find_envelope(transaction, id);
  ENSURE(kept.has_value());
  const std::vector<RecipientNews> news = advance(*kept, seen, parts.clock.now());
  update_envelope(transaction, *kept);
  if (kept->envelope.state == EnvelopeState::completed && !kept->kept_at) {
    const std::string text = id.text();
    enqueue_signing_job(transaction, parts, kDocumentsJob, {.subject = text}, text);
  }
  return tell(transaction, parts, listener, news);
}

Result<void> write_unsent_end(SqlTransaction& transaction, const SigningParts& parts, EnvelopeListener& listener, const EnvelopeId& id, EnvelopeState state,
                              const std::string& reason) {
  auto kept = find_envelope(transaction, id);
  ENSURE(kept.has_value());
  if (is_ended(kept->envelope.state) || !kept->envelope.provider_envelope.empty()) return {};
  const RecipientNews ended = end_unsent(*kept, state, reason, parts.clock.now());
  update_envelope(transaction, *kept);
  return tell(transaction, parts, listener, {ended});
}

}  // namespace switchyard::signing
