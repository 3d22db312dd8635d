#include <fmt/format.h>

#include "signing/envelope_jobs.hpp"
#include "signing/envelope_store.hpp"
#include "signing/inbox_store.hpp"
#include "signing/seen_envelope.hpp"

namespace switchyard::signing {
namespace {

// A callback may be faster than the commit of the envelope it speaks of; after these runs it speaks of none of ours.
constexpr int kEarlyAttemptsMax = 5;

std::string key_of(const ProviderEvent& event) { return fmt::format("{}/{}/{}/{}", event.envelope_id, event.event, event.recipient, event.generated_at); }

class CallbackJob {
 public:
  CallbackJob(const SigningParts& parts, EnvelopeListener& listener, const outbox::Job& job) : parts_(parts), listener_(listener), job_(job) {}

  Result<outbox::JobEffect> run() {
    const auto order = parse_job_order(job_.payload);
    if (!order) return order.error();
    const auto id = CallbackId::parse(order->subject);
    if (!id) return id.error();
    parts_.database.read([&](SqlReader& reader) { callback_ = find_callback(reader, *id); });
    if (!callback_) return outbox::JobEffect();
    const auto provider = provider_named(parts_, callback_->provider);
    if (!provider) return provider.error();
    auto event = (*provider)->parse_event(callback_->body);
    if (!event) return only_marked("", "malformed");
    if (event->envelope_id.empty()) return only_marked(key_of(*event), "of_no_envelope");
    return apply(*order, **provider, *std::move(event));
  }

 private:
  Result<outbox::JobEffect> apply(const JobOrder& order, SigningProvider& provider, ProviderEvent event) {
    const std::string key = key_of(event);
    std::optional<KeptEnvelope> kept;
    bool is_known = false;
    parts_.database.read([&](SqlReader& reader) {
      kept = find_provider_envelope(reader, event.envelope_id);
      is_known = is_event_applied(reader, key);
    });
    if (is_known) return only_marked(key, "duplicate");
    const bool is_ours = kept && kept->provider == callback_->provider;
    if (!is_ours && job_.attempt < kEarlyAttemptsMax) return Error{ErrorKind::unavailable, "callback_early", "a callback speaks of an envelope that is not written down yet"};
    if (!is_ours) return only_marked(key, "unknown_envelope");
    if (!event.envelope) {
      if (const auto until = provider.not_before(); until) return postpone(parts_, job_, order, *until);
      auto seen = provider.read(event.envelope_id);
      if (!seen && may_be_retried(seen.error())) return again_later(parts_, job_, order, provider, std::move(seen).error());
      if (!seen) return std::move(seen).error();
      event.envelope = *std::move(seen);
    }
    return outbox::JobEffect([parts = parts_, &listener = listener_, id = kept->envelope.id, callback = callback_->id, key,
                              seen = *std::move(event.envelope)](SqlTransaction& transaction) -> Result<void> {
      mark(transaction, parts, callback, key, "applied");
      return write_seen(transaction, parts, listener, id, seen);
    });
  }

  [[nodiscard]] outbox::JobEffect only_marked(const std::string& key, std::string outcome) const {
    return [parts = parts_, id = callback_->id, key, outcome](SqlTransaction& transaction) -> Result<void> {
      mark(transaction, parts, id, key, outcome);
      return {};
    };
  }

  static void mark(SqlTransaction& transaction, const SigningParts& parts, const CallbackId& id, const std::string& key, std::string_view outcome) {
    mark_callback(transaction, id, key, outcome, parts.security_clock.now());
    parts.metrics.counter("signing_callbacks_total", "Callbacks of signing providers, by what became of them.", {{"outcome", outcome}}).add();
  }

  const SigningParts& parts_;
  EnvelopeListener& listener_;
  const outbox::Job& job_;
  std::optional<KeptCallback> callback_;
};

}  // namespace

outbox::JobHandler callback_applier(const SigningParts& parts, const SigningNeighbours& neighbours) {
  return [parts, neighbours](const outbox::Job& job) { return CallbackJob(parts, neighbours.listener, job).run(); };
}

}  // namespace switchyard::signing
