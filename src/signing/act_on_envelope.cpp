#include <fmt/format.h>

#include "signing/envelope_jobs.hpp"
#include "signing/envelope_subject_job.hpp"
#include "signing/envelope_words.hpp"
#include "signing/journal_store.hpp"
#include "signing/sealed_code.hpp"
#include "signing/seen_envelope.hpp"

namespace switchyard::signing {
namespace {

// The envelope is still being made: its job goes first.
Error not_made_yet() { return {ErrorKind::unavailable, "envelope_not_made_yet", "the provider has not confirmed the envelope yet"}; }

// No run of the job will end otherwise: the runner gives it up at once and counts it.
Error given_up(Error error) {
  error.kind = ErrorKind::unprocessable;
  return error;
}

outbox::JobEffect seen_effect(const SigningParts& parts, EnvelopeListener& listener, EnvelopeId id, ProviderEnvelope seen) {
  return [parts, &listener, id, seen = std::move(seen)](SqlTransaction& transaction) { return write_seen(transaction, parts, listener, id, seen); };
}

// How it stands there is asked and written down.
Result<outbox::JobEffect> read_and_write(const SigningParts& parts, EnvelopeListener& listener, const outbox::Job& job, const JobSubject& subject) {
  auto seen = subject.provider->read(subject.kept.envelope.provider_envelope);
  if (seen) return seen_effect(parts, listener, subject.kept.envelope.id, *std::move(seen));
  if (may_be_retried(seen.error())) return again_later(parts, job, subject.order, *subject.provider, seen.error());
  return given_up(std::move(seen).error());
}

// Nobody knows whether it was made: by our id the provider does.
Result<outbox::JobEffect> void_unconfirmed(const SigningParts& parts, EnvelopeListener& listener, const outbox::Job& job, const JobSubject& subject) {
  const Envelope& envelope = subject.kept.envelope;
  const auto found = subject.provider->find_by_transaction(envelope.id.text());
  if (!found) return again_later(parts, job, subject.order, *subject.provider, found.error());
  if (*found) return not_made_yet();
  return outbox::JobEffect([parts, &listener, id = envelope.id, reason = subject.kept.void_reason.value_or("")](SqlTransaction& transaction) -> Result<void> {
    return write_unsent_end(transaction, parts, listener, id, EnvelopeState::voided, reason);
  });
}

Result<outbox::JobEffect> take_back(const SigningParts& parts, EnvelopeListener& listener, const outbox::Job& job) {
  const auto subject = subject_of(parts, job);
  if (!subject) return subject.error();
  const Envelope& envelope = subject->kept.envelope;
  const bool has_ended = is_ended(envelope.state);
  const bool was_unsent = envelope.state == EnvelopeState::voided || envelope.state == EnvelopeState::failed;
  if (has_ended && !was_unsent) return nothing_to_write();
  if (has_ended && envelope.provider_envelope.empty()) return nothing_to_write();
  if (const auto until = subject->provider->not_before(); until) return postpone(parts, job, subject->order, *until);
  if (envelope.provider_envelope.empty()) return void_unconfirmed(parts, listener, job, *subject);
  const std::string reason = subject->kept.void_reason.value_or("Voided by the sender");
  const auto voided = subject->provider->void_envelope(envelope.provider_envelope, reason);
  if (voided) return seen_effect(parts, listener, envelope.id, {.id = envelope.provider_envelope, .state = EnvelopeState::voided, .state_at = {}, .reason = reason});
  if (may_be_retried(voided.error())) return again_later(parts, job, subject->order, *subject->provider, voided.error());
  // It was too late, most likely: the last signature was faster.
  parts.log.warning("an envelope could not be voided", {{"envelope.id", std::string_view(subject->order.subject)}, {"code", std::string_view(voided.error().code)}});
  return read_and_write(parts, listener, job, *subject);
}

Result<outbox::JobEffect> send_again(const SigningParts& parts, const outbox::Job& job) {
  const auto subject = subject_of(parts, job);
  if (!subject) return subject.error();
  if (!subject->kept.is_living()) return nothing_to_write();
  if (subject->kept.envelope.provider_envelope.empty()) return not_made_yet();
  const auto resent = subject->provider->resend(subject->kept.envelope.provider_envelope);
  if (resent) return nothing_to_write();
  if (may_be_retried(resent.error())) return again_later(parts, job, subject->order, *subject->provider, resent.error());
  return given_up(resent.error());
}

// The provider took it: from now on views are asked for under the new name.
outbox::JobEffect corrected(const SigningParts& parts, KeptCorrection correction) {
  return [parts, correction](SqlTransaction& transaction) -> Result<void> {
    auto kept = find_envelope(transaction, correction.envelope);
    ENSURE(kept.has_value());
    KeptSigner* signer = kept->signer(correction.recipient);
    ENSURE(signer != nullptr);
    signer->progress.signer.name = correction.name;
    signer->progress.signer.email = correction.email;
    signer->progress.signer.title = correction.title;
    if (correction.access_code_sealed) signer->access_code_sealed = correction.access_code_sealed;
    update_envelope(transaction, *kept);
    mark_correction_applied(transaction, correction.id, parts.security_clock.now());
    return {};
  };
}

Result<outbox::JobEffect> correct(const SigningParts& parts, const outbox::Job& job) {
  const auto order = parse_job_order(job.payload);
  if (!order) return order.error();
  const auto id = CorrectionId::parse(order->subject);
  if (!id) return id.error();
  std::optional<KeptCorrection> correction;
  parts.database.read([&](SqlReader& reader) { correction = find_correction(reader, *id); });
  if (!correction) return nothing_to_write();
  const auto kept = kept_envelope(parts, correction->envelope);
  if (!kept) return kept.error();
  if (!kept->is_living()) return nothing_to_write();
  if (kept->envelope.provider_envelope.empty()) return not_made_yet();
  const auto provider = provider_named(parts, kept->provider);
  if (!provider) return provider.error();
  auto code = open_code(parts.sealer, correction->envelope, correction->recipient, correction->access_code_sealed);
  if (!code) return std::move(code).error();
  KeptEnvelope now = *kept;
  const KeptSigner* signer = now.signer(correction->recipient);
  ENSURE(signer != nullptr);
  SignerCorrection asked{.envelope_id = kept->envelope.provider_envelope, .recipient = correction->recipient, .client_user = {}, .signer = signer->progress.signer};
  if (asked.signer.is_embedded) asked.client_user = fmt::format("{}:{}", correction->envelope.text(), correction->recipient);
  asked.signer.name = correction->name;
  asked.signer.email = correction->email;
  asked.signer.title = correction->title;
  asked.signer.access_code = *std::move(code);
  const auto done = (*provider)->correct_signer(asked);
  if (done) return corrected(parts, *correction);
  if (may_be_retried(done.error())) return again_later(parts, job, *order, **provider, done.error());
  return given_up(done.error());
}

Result<outbox::JobEffect> refresh(const SigningParts& parts, EnvelopeListener& listener, const outbox::Job& job) {
  const auto subject = subject_of(parts, job);
  if (!subject) return subject.error();
  if (subject->kept.envelope.provider_envelope.empty()) return nothing_to_write();
  if (const auto until = subject->provider->not_before(); until) return postpone(parts, job, subject->order, *until);
  return read_and_write(parts, listener, job, *subject);
}

}  // namespace

outbox::JobHandler envelope_voider(const SigningParts& parts, const SigningNeighbours& neighbours) {
  return [parts, neighbours](const outbox::Job& job) { return take_back(parts, neighbours.listener, job); };
}

outbox::JobHandler envelope_resender(const SigningParts& parts) {
  return [parts](const outbox::Job& job) { return send_again(parts, job); };
}

outbox::JobHandler signer_corrector(const SigningParts& parts) {
  return [parts](const outbox::Job& job) { return correct(parts, job); };
}

outbox::JobHandler envelope_refresher(const SigningParts& parts, const SigningNeighbours& neighbours) {
  return [parts, neighbours](const outbox::Job& job) { return refresh(parts, neighbours.listener, job); };
}

}  // namespace switchyard::signing
