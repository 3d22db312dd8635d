#include "notices/mail/mail_queue.hpp"

#include <fmt/format.h>

#include "notices/mail/letter_store.hpp"
#include "notices/mail/mail_check.hpp"

namespace switchyard::notices {

Result<void> OutboxMailQueue::enqueue(SqlTransaction& transaction, const Mail& mail, std::string_view dedupe_key) {
  ENSURE(!dedupe_key.empty());
  if (auto sound = check_mail(mail); !sound) return sound;
  const Instant now = clock_.now();
  const auto id = make_id<LetterTag>(now, random_);
  const bool goes_out = delivery_ == MailDelivery::server;
  if (!insert_letter(transaction, {.id = id, .mail = mail, .dedupe_key = dedupe_key, .state = goes_out ? LetterState::queued : LetterState::kept, .now = now})) return {};
  const std::string letter = id.text();
  if (goes_out) outbox_.enqueue(transaction, {.kind = kSendMailJob, .payload = fmt::format(R"({{"letter":"{}"}})", letter), .dedupe_key = letter});
  return {};
}

}  // namespace switchyard::notices
