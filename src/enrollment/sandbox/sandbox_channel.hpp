// The sandbox's supplier, in Test alone: takes every submission at once and answers about each account as its number's last digits say, by jobs.
#pragma once

#include "enrollment/channels/submission_channel_port.hpp"
#include "enrollment/enrollment_desk.hpp"
#include "outbox/job_runner.hpp"
#include "outbox/outbox.hpp"
#include "ports/clock.hpp"

namespace switchyard::enrollment {

inline constexpr std::string_view kSandboxAnswerJob = "enrollment.sandbox_answer";
inline constexpr outbox::RetryPolicy kSandboxRetries{.attempts_max = 10, .first_pause = Duration::seconds(1), .longest_pause = Duration::seconds(30)};

// All outlive it; may be used by many threads. Waits run on the real clock, which the Test clock follows.
struct SandboxParts {
  Database& database;
  outbox::Outbox& outbox;
  SecurityClock clock;
};

class SandboxChannel final : public SubmissionChannel {
 public:
  explicit SandboxChannel(const SandboxParts& parts) : parts_(parts) {}
  // The same package twice is answered once.
  Result<SubmissionReceipt> submit(const SubmissionPackage& package) override;

 private:
  const SandboxParts parts_;
};

// Gives one answer and asks for the next. `parts` and `with_desk` must outlive it.
[[nodiscard]] outbox::JobHandler sandbox_answerer(const SandboxParts& parts, WithEnrollmentDesk with_desk);

}  // namespace switchyard::enrollment
