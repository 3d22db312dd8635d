// The job that hands a queued letter to the mail server, and what is forgotten of letters.
#pragma once

#include "outbox/job_runner.hpp"
#include "ports/log.hpp"
#include "ports/mail.hpp"
#include "ports/metrics.hpp"

namespace switchyard::notices {

// A letter that could not be handed over for so long is refused: an invitation of last week helps nobody.
inline constexpr Duration kLetterAgeMax = Duration::hours(3 * 24);
// Letters are forgotten, addresses and all, when they were settled so long ago.
inline constexpr Duration kLettersKept = Duration::hours(90 * 24);

// About 30 tries in kLetterAgeMax.
inline constexpr outbox::RetryPolicy kMailRetries{.attempts_max = 100, .first_pause = Duration::seconds(10), .longest_pause = Duration::hours(4)};

struct MailSendingParts {
  Database& database;
  SecurityClock clock;
  Mailer& mailer;
  Log& log;
  Metrics& metrics;
  std::string_view environment;   // Label of the metrics: "test", "live".
  std::string_view host;          // Of the Message-ID: the sender's domain.
};

// Handler of kSendMailJob. All must outlive it; it may run on many threads. A letter refused for good ends its job: the letter says why.
[[nodiscard]] outbox::JobHandler mail_sender(const MailSendingParts& parts);

// At most 500 at a time; returns how many.
std::int64_t forget_old_letters(Database& database, SecurityClock clock);

}  // namespace switchyard::notices
