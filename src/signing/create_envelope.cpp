#include <algorithm>

#include <fmt/format.h>

#include "signing/envelope_jobs.hpp"
#include "signing/envelope_subject_job.hpp"
#include "signing/envelope_words.hpp"
#include "signing/sealed_code.hpp"
#include "signing/seen_envelope.hpp"

namespace switchyard::signing {
namespace {

constexpr std::int64_t kDayMs = 24 * 3600 * 1000;
constexpr std::int64_t kExpireAfterDaysMax = 120;

// Whole days of the provider's that cover the time to sign: our own job takes it back at the instant.
std::int64_t days_until(const std::optional<Instant>& sign_by, Instant now) {
  if (!sign_by) return kExpireAfterDaysMax;
  return std::clamp<std::int64_t>((*sign_by - now).ms / kDayMs + 1, 1, kExpireAfterDaysMax);
}

std::string client_user_of(const EnvelopeId& id, const KeptSigner& signer) { return signer.progress.signer.is_embedded ? fmt::format("{}:{}", id.text(), signer.recipient) : ""; }

Result<EnvelopeOrder> order_of(const SigningParts& parts, PaperSource& source, const KeptEnvelope& kept) {
  const Envelope& envelope = kept.envelope;
  EnvelopeOrder order{.transaction = envelope.id.text(), .title = kept.title, .message = kept.message, .language = kept.language, .papers = {}, .signers = {}, .copies = {},
                      .custom_fields = {{"switchyardContract", envelope.subject.id}}, .supplier = kept.supplier};
  if (envelope.sign_by) order.custom_fields.emplace_back("switchyardSignBy", envelope.sign_by->text());
  order.expire_after_days = days_until(envelope.sign_by, parts.clock.now());
  for (const KeptSigner& each : kept.signers) {
    auto code = open_code(parts.sealer, envelope.id, each.recipient, each.access_code_sealed);
    if (!code) return std::move(code).error();
    OrderedSigner& signer = order.signers.emplace_back(OrderedSigner{.recipient = each.recipient, .client_user = client_user_of(envelope.id, each), .signer = each.progress.signer});
    signer.signer.access_code = *std::move(code);
  }
  std::optional<Error> refused;
  parts.database.read([&](SqlReader& reader) {
    refused.reset();
    order.papers.clear();
    order.copies = copies_of(reader, envelope.id);
    for (const EnvelopePaper& each : papers_of(reader, envelope.id)) {
      auto paper = source.paper(reader, envelope.subject, each.document);
      if (!paper) {
        refused = std::move(paper).error();
        return;
      }
      if (!each.title.empty()) paper->title = each.title;
      order.papers.push_back(*std::move(paper));
    }
  });
  if (refused) return *std::move(refused);
  return order;
}

// It is there: from now on its state comes from the provider.
outbox::JobEffect made(const SigningParts& parts, EnvelopeId id, std::string provider_envelope, bool was_there) {
  return [parts, id, provider_envelope, was_there](SqlTransaction& transaction) -> Result<void> {
    auto kept = find_envelope(transaction, id);
    ENSURE(kept.has_value());
    if (!kept->envelope.provider_envelope.empty()) return {};
    kept->envelope.provider_envelope = provider_envelope;
    const bool is_unwanted = is_ended(kept->envelope.state);  // Taken back or given up while it was being made.
    if (kept->envelope.state == EnvelopeState::queued) {
      kept->envelope.state = EnvelopeState::sent;
      kept->envelope.changed_at = parts.clock.now();
    }
    update_envelope(transaction, *kept);
    if (is_unwanted) enqueue_signing_job(transaction, parts, kVoidJob, {.subject = id.text()});
    if (was_there && !is_unwanted) enqueue_signing_job(transaction, parts, kRefreshJob, {.subject = id.text()});
    return {};
  };
}

outbox::JobEffect ended_unsent(const SigningParts& parts, EnvelopeListener& listener, EnvelopeId id, EnvelopeState state, std::string reason) {
  return [parts, &listener, id, state, reason](SqlTransaction& transaction) { return write_unsent_end(transaction, parts, listener, id, state, reason); };
}

Result<outbox::JobEffect> refused(const SigningParts& parts, const SigningNeighbours& neighbours, const outbox::Job& job, const JobSubject& subject, const Error& error) {
  if (may_be_retried(error) && job.attempt < kCreateRetries.attempts_max) return again_later(parts, job, subject.order, *subject.provider, error);
  const EnvelopeId id = subject.kept.envelope.id;
  parts.log.error("an envelope was not sent", {{"envelope.id", std::string_view(subject.order.subject)}, {"code", std::string_view(error.code)}, {"error", std::string_view(error.message)}});
  return ended_unsent(parts, neighbours.listener, id, EnvelopeState::failed, error.message);
}

Result<outbox::JobEffect> create(const SigningParts& parts, const SigningNeighbours& neighbours, const outbox::Job& job) {
  auto subject = subject_of(parts, job);
  if (!subject) return std::move(subject).error();
  const Envelope& envelope = subject->kept.envelope;
  if (is_ended(envelope.state) || !envelope.provider_envelope.empty()) return nothing_to_write();
  if (const auto until = subject->provider->not_before(); until) return postpone(parts, job, subject->order, *until);
  // Whether an earlier run came through is unknown after a timeout or a crash: look before making a second one.
  if (job.attempt > 1 || subject->order.is_again) {
    const auto found = subject->provider->find_by_transaction(envelope.id.text());
    if (!found) return refused(parts, neighbours, job, *subject, found.error());
    if (*found) return made(parts, envelope.id, **found, true);
  }
  if (subject->kept.void_reason) return ended_unsent(parts, neighbours.listener, envelope.id, EnvelopeState::voided, *subject->kept.void_reason);
  const auto order = order_of(parts, neighbours.papers, subject->kept);
  if (!order) return refused(parts, neighbours, job, *subject, order.error());
  const auto created = subject->provider->create(*order);
  if (!created) return refused(parts, neighbours, job, *subject, created.error());
  parts.metrics.counter("signing_envelopes_sent_total", "Envelopes made at a provider.", {{"environment", text_of(parts.environment)}}).add();
  return made(parts, envelope.id, *created, false);
}

}  // namespace

outbox::JobHandler envelope_creator(const SigningParts& parts, const SigningNeighbours& neighbours) {
  return [parts, neighbours](const outbox::Job& job) { return create(parts, neighbours, job); };
}

}  // namespace switchyard::signing
