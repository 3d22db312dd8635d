// The MailQueue of an environment: letters in its database, and a job for each that is to go out.
#pragma once

#include "notices/mail/letter.hpp"
#include "outbox/outbox.hpp"
#include "ports/mail.hpp"
#include "ports/metrics.hpp"

namespace switchyard::notices {

// Its payload is {"letter":"ltr_…"}.
inline constexpr std::string_view kSendMailJob = "mail.send";

enum class MailDelivery : std::uint8_t {
  server,  // A job hands each letter to the mail server. Without a server configured it waits until there is one (at most kLetterAgeMax).
  mailbox  // Letters stay here and are shown on the mailbox page.
};

// Safe to call from many threads.
class OutboxMailQueue final : public MailQueue {
 public:
  OutboxMailQueue(outbox::Outbox& outbox, SecurityClock clock, Random& random, MailDelivery delivery) : outbox_(outbox), clock_(clock), random_(random), delivery_(delivery) {}

  Result<void> enqueue(SqlTransaction& transaction, const Mail& mail, std::string_view dedupe_key) override;

 private:
  outbox::Outbox& outbox_;
  const SecurityClock clock_;
  Random& random_;
  const MailDelivery delivery_;
};

}  // namespace switchyard::notices
