// The job that hands a submission to its channel.
#pragma once

#include "enrollment/enrollment_desk.hpp"
#include "enrollment/submissions/submission.hpp"
#include "outbox/job_runner.hpp"

namespace switchyard::enrollment {

inline constexpr std::string_view kSubmitJob = "enrollment.submit";
// A supplier's system may be away for hours. After the last try the submission has failed.
inline constexpr outbox::RetryPolicy kSubmitRetries{.attempts_max = 60, .first_pause = Duration::seconds(2), .longest_pause = Duration::minutes(10)};

void queue_submission(SqlTransaction& transaction, const EnrollmentDesk& desk, const SubmissionId& id);

// `with_desk` must outlive it.
[[nodiscard]] outbox::JobHandler submission_sender(WithEnrollmentDesk with_desk);

}  // namespace switchyard::enrollment
