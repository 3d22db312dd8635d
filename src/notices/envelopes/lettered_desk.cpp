#include <algorithm>

#include "notices/envelopes/envelope_letters.hpp"
#include "notices/envelopes/followed_envelope_store.hpp"

namespace switchyard::notices {

Result<signing::EnvelopeId> LetteredDesk::send(SqlTransaction& transaction, const signing::NewEnvelope& asked) {
  auto id = inner_.send(transaction, asked);
  if (!id) return id;
  const Instant now = parts_.clock.now();
  const bool is_anybody_written_to = std::ranges::any_of(asked.signers, [](const signing::Signer& signer) { return signer.is_embedded && signer.is_written_to; });
  insert_followed(transaction, {.id = *id, .subject = asked.subject, .title = asked.title, .message = asked.message, .sign_by = asked.sign_by, .created_at = now},
                  is_anybody_written_to ? std::optional(now) : std::nullopt);
  return id;
}

Result<signing::SigningLink> LetteredDesk::open_link(SqlTransaction& transaction, const signing::EnvelopeSubject& subject, const signing::LinkOptions& options) {
  return inner_.open_link(transaction, subject, options);
}

Result<void> LetteredDesk::void_envelope(SqlTransaction& transaction, const signing::EnvelopeSubject& subject, std::string_view reason) {
  return inner_.void_envelope(transaction, subject, reason);
}

Result<void> LetteredDesk::resend(SqlTransaction& transaction, const signing::EnvelopeSubject& subject) {
  auto done = inner_.resend(transaction, subject);
  if (!done) return done;
  if (const auto followed = find_followed_of(transaction, subject)) begin_round(transaction, followed->id, parts_.clock.now());
  return {};
}

Result<void> LetteredDesk::correct_signer(SqlTransaction& transaction, const signing::EnvelopeSubject& subject, const signing::Signer& corrected) {
  auto done = inner_.correct_signer(transaction, subject, corrected);
  if (!done) return done;
  if (const auto followed = find_followed_of(transaction, subject)) look_again_at(transaction, followed->id, parts_.clock.now());
  return {};
}

Result<void> LetteredDesk::refresh(SqlTransaction& transaction, const signing::EnvelopeSubject& subject) { return inner_.refresh(transaction, subject); }

std::optional<signing::Envelope> LetteredDesk::find(SqlReader& reader, const signing::EnvelopeSubject& subject) { return inner_.find(reader, subject); }

}  // namespace switchyard::notices
