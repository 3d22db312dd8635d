// How every job about an envelope begins: which one, as it is kept, and the provider that it stays with.
#pragma once

#include "signing/envelope_store.hpp"
#include "signing/signing_job.hpp"

namespace switchyard::signing {

struct JobSubject {
  JobOrder order;
  KeptEnvelope kept;
  SigningProvider* provider = nullptr;
};

// Refused where there is no such envelope (the job is given up) or the provider is not ready (again later).
Result<JobSubject> subject_of(const SigningParts& parts, const outbox::Job& job);
Result<KeptEnvelope> kept_envelope(const SigningParts& parts, const EnvelopeId& id);
// The end of a job whose work was done already.
[[nodiscard]] outbox::JobEffect nothing_to_write();

}  // namespace switchyard::signing
