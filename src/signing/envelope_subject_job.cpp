#include "signing/envelope_subject_job.hpp"

#include <fmt/format.h>

namespace switchyard::signing {

Result<KeptEnvelope> kept_envelope(const SigningParts& parts, const EnvelopeId& id) {
  std::optional<KeptEnvelope> kept;
  parts.database.read([&](SqlReader& reader) { kept = find_envelope(reader, id); });
  if (kept) return std::move(*kept);
  return Error{ErrorKind::invalid, "envelope_not_found", fmt::format("there is no envelope {}", id.text())};
}

Result<JobSubject> subject_of(const SigningParts& parts, const outbox::Job& job) {
  auto order = parse_job_order(job.payload);
  if (!order) return std::move(order).error();
  const auto id = EnvelopeId::parse(order->subject);
  if (!id) return id.error();
  auto kept = kept_envelope(parts, *id);
  if (!kept) return std::move(kept).error();
  auto provider = provider_named(parts, kept->provider);
  if (!provider) return std::move(provider).error();
  return JobSubject{.order = *std::move(order), .kept = *std::move(kept), .provider = *provider};
}

outbox::JobEffect nothing_to_write() {
  return [](SqlTransaction&) -> Result<void> { return {}; };
}

}  // namespace switchyard::signing
