#include <algorithm>

#include <fmt/format.h>

#include "signing/envelope_jobs.hpp"
#include "signing/envelope_store.hpp"
#include "signing/envelope_words.hpp"
#include "signing/inbox_store.hpp"
#include "signing/journal_store.hpp"

namespace switchyard::signing {
namespace {

constexpr Duration kSweepInterval = Duration::hours(24);
constexpr Duration kSweepOverlap = Duration::hours(24);
constexpr Duration kCallbacksKept = Duration::hours(90 * 24);
constexpr int kAtOnce = 100;

Result<outbox::JobEffect> sweep(const SigningParts& parts, const outbox::Job& job) {
  const auto order = parse_job_order(job.payload);
  if (!order) return order.error();
  const auto provider = provider_named(parts, order->subject);
  if (!provider) return provider.error();
  if (const auto until = (*provider)->not_before(); until) return postpone(parts, job, *order, *until);
  const Instant now = parts.security_clock.now();
  std::optional<Instant> last;
  parts.database.read([&](SqlReader& reader) { last = swept_to(reader, order->subject); });
  // The built-in service counts in business time, which in Test may be another than the real one.
  const Instant since = std::min(last.value_or(now - kSweepInterval), parts.clock.now() - kSweepInterval) - kSweepOverlap;
  auto changes = (*provider)->changed_since(since);
  if (!changes && may_be_retried(changes.error())) return again_later(parts, job, *order, **provider, std::move(changes).error());
  if (!changes) return std::move(changes).error();
  return outbox::JobEffect([parts, name = order->subject, now, changes = *std::move(changes)](SqlTransaction& transaction) -> Result<void> {
    set_swept_to(transaction, name, now);
    for (const EnvelopeChange& change : changes) {
      const auto kept = find_provider_envelope(transaction, change.id);
      if (!kept || kept->provider != name || is_ended(kept->envelope.state)) continue;
      enqueue_signing_job(transaction, parts, kRefreshJob, {.subject = kept->envelope.id.text()});
    }
    return {};
  });
}

}  // namespace

outbox::JobHandler change_sweeper(const SigningParts& parts) {
  return [parts](const outbox::Job& job) { return sweep(parts, job); };
}

void start_sweeps(const SigningParts& parts) {
  const Instant now = parts.security_clock.now();
  for (const std::string& name : parts.providers.names()) {
    std::optional<Instant> last;
    parts.database.read([&](SqlReader& reader) { last = swept_to(reader, name); });
    if (last && now < *last + kSweepInterval) continue;
    const std::string key = fmt::format("{}/{}", name, now.unix_seconds() / (24 * 3600));
    parts.database.write([&](SqlTransaction& transaction) {
      enqueue_signing_job(transaction, parts, kSweepJob, {.subject = name}, key);
      return true;
    });
  }
}

void void_overdue_envelopes(const SigningParts& parts) {
  std::vector<EnvelopeId> overdue;
  parts.database.read([&](SqlReader& reader) { overdue = overdue_envelopes(reader, parts.clock.now(), kAtOnce); });
  for (const EnvelopeId& id : overdue) {
    parts.database.write([&](SqlTransaction& transaction) {
      auto kept = find_envelope(transaction, id);
      if (!kept || !kept->is_living()) return false;
      kept->void_reason = "The time to sign has ended";
      update_envelope(transaction, *kept);
      enqueue_signing_job(transaction, parts, kVoidJob, {.subject = id.text()});
      return true;
    });
  }
}

void forget_old_callbacks(const SigningParts& parts) {
  std::int64_t gone = kAtOnce;
  while (gone == kAtOnce) {
    parts.database.write([&](SqlTransaction& transaction) {
      gone = forget_callbacks(transaction, parts.security_clock.now() - kCallbacksKept, kAtOnce);
      return gone > 0;
    });
  }
}

void count_envelopes_into(const SigningParts& parts) {
  std::vector<EnvelopeCount> counts;
  parts.database.read([&](SqlReader& reader) { counts = count_envelopes(reader); });
  for (const EnvelopeState state : {EnvelopeState::queued, EnvelopeState::sent, EnvelopeState::delivered, EnvelopeState::completed, EnvelopeState::declined, EnvelopeState::voided,
                                    EnvelopeState::failed}) {
    const auto found = std::ranges::find(counts, state, &EnvelopeCount::state);
    parts.metrics.gauge("signing_envelopes", "Envelopes by state.", {{"environment", text_of(parts.environment)}, {"state", text_of(state)}})
        .set(found == counts.end() ? 0 : found->count);
  }
}

void handle_signing_jobs(outbox::JobRunner& runner, const SigningParts& parts, const SigningNeighbours& neighbours) {
  runner.handle(std::string(kCreateJob), envelope_creator(parts, neighbours), kCreateRetries);
  runner.handle(std::string(kVoidJob), envelope_voider(parts, neighbours), kProviderRetries);
  runner.handle(std::string(kResendJob), envelope_resender(parts));
  runner.handle(std::string(kCorrectJob), signer_corrector(parts), kProviderRetries);
  runner.handle(std::string(kRefreshJob), envelope_refresher(parts, neighbours));
  runner.handle(std::string(kDocumentsJob), document_fetcher(parts, neighbours), kProviderRetries);
  runner.handle(std::string(kConnectJob), callback_applier(parts, neighbours), kProviderRetries);
  runner.handle(std::string(kSweepJob), change_sweeper(parts));
}

}  // namespace switchyard::signing
