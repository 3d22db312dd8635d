// The jobs of signing: their kinds and what their payload says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "outbox/job_runner.hpp"
#include "signing/signing.hpp"
#include "values/result.hpp"

namespace switchyard::signing {

inline constexpr std::string_view kCreateJob = "signing.create_envelope";
inline constexpr std::string_view kVoidJob = "signing.void_envelope";
inline constexpr std::string_view kResendJob = "signing.resend_envelope";
inline constexpr std::string_view kCorrectJob = "signing.correct_signer";
inline constexpr std::string_view kRefreshJob = "signing.refresh_envelope";
inline constexpr std::string_view kDocumentsJob = "signing.fetch_documents";
inline constexpr std::string_view kConnectJob = "signing.apply_connect";
inline constexpr std::string_view kSweepJob = "signing.sweep";

// `subject` is an id (env_…, sgc_…, cin_…) or a provider's name; `is_again` where an earlier job may have reached the provider.
struct JobOrder {
  std::string subject;
  bool is_again = false;
};
[[nodiscard]] std::string payload_of(const JobOrder& order);
Result<JobOrder> parse_job_order(std::string_view payload);

// Without `dedupe_key` each call makes a job.
void enqueue_signing_job(SqlTransaction& transaction, const SigningParts& parts, std::string_view kind, const JobOrder& order, std::optional<std::string_view> dedupe_key = {});

// Whether the same may end otherwise later.
[[nodiscard]] bool may_be_retried(const Error& error);

// The provider of that name; unavailable while it is not there.
Result<SigningProvider*> provider_named(const SigningParts& parts, const std::string& name);

// Ends this run and has the same done once `instant` is past: for a provider that does not want to be asked before.
[[nodiscard]] outbox::JobEffect postpone(const SigningParts& parts, const outbox::Job& job, const JobOrder& order, Instant instant);

// What a handler gives back for a provider's retryable refusal: a later job where the provider says when, else the error for the runner's own pauses.
Result<outbox::JobEffect> again_later(const SigningParts& parts, const outbox::Job& job, const JobOrder& order, const SigningProvider& provider, Error error);

}  // namespace switchyard::signing
