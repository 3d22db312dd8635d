// What the suites of mail share: a database of each engine, a mailer that remembers, a clock that stands.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "adapters/system/metrics_registry.hpp"
#include "adapters/test_databases_fake.hpp"
#include "notices/mail/letter_store.hpp"
#include "notices/mail/mail_queue.hpp"
#include "notices/mail/mail_sending.hpp"
#include "notices/notices_migrations.hpp"
#include "outbox/outbox.hpp"
#include "outbox/run_pending_jobs.hpp"
#include "ports/clock_fake.hpp"
#include "ports/log_fake.hpp"
#include "ports/random_fake.hpp"

namespace switchyard::notices {

inline constexpr Instant kNoon = Instant::from_unix_ms(1'795'521'600'000);  // 2026-11-24T12:00:00Z

class KeptMailer final : public Mailer {
 public:
  Result<void> send(const Mail& mail, std::string_view message_id) override {
    tries.push_back(mail);
    ids.emplace_back(message_id);
    if (refusal) return *refusal;
    return {};
  }
  std::vector<Mail> tries;
  std::vector<std::string> ids;
  std::optional<Error> refusal;
};

[[nodiscard]] inline std::vector<Migration> mail_migrations() {
  std::vector<Migration> all(outbox::outbox_migrations().begin(), outbox::outbox_migrations().end());
  all.insert(all.end(), notices_migrations().begin(), notices_migrations().end());
  return all;
}

[[nodiscard]] inline Mail letter_to_ana() {
  return {.to = {{.name = "Ana Ruiz", .address = "ana@example.com"}}, .subject = "Please sign", .text = "Dear Ana", .html = "<p>Dear Ana", .category = "signing_invitation",
          .subject_id = "ctr_1"};
}

class MailSuite : public ::testing::TestWithParam<Engine> {
 protected:
  Result<void> enqueue(const Mail& mail, std::string_view key, MailDelivery delivery = MailDelivery::server) {
    OutboxMailQueue queue(outbox_, SecurityClock{clock_}, random_, delivery);
    return write_result<void>(*database_, [&](SqlTransaction& transaction) { return queue.enqueue(transaction, mail, key); });
  }
  void run_jobs() {
    outbox::run_pending_jobs({.database = *database_, .clock = SecurityClock{clock_}, .random = random_, .log = log_, .metrics = metrics_}, kSendMailJob,
                             mail_sender({.database = *database_, .clock = SecurityClock{clock_}, .mailer = mailer_, .log = log_, .metrics = metrics_,
                                          .environment = "test", .host = "switchyard.example"}),
                             kMailRetries);
  }
  std::vector<Letter> letters(const LetterFilter& filter = {}) {
    std::vector<Letter> found;
    database_->read([&](SqlReader& reader) { found = list_letters(reader, filter); });
    return found;
  }
  std::optional<Letter> find(const LetterId& id) {
    std::optional<Letter> found;
    database_->read([&](SqlReader& reader) { found = find_letter(reader, id); });
    return found;
  }

  std::vector<Migration> migrations_ = mail_migrations();
  TestDatabase database_{GetParam(), migrations_};
  FixedClock clock_{kNoon};
  SeededRandom random_;
  KeptLog log_;
  adapters::MetricsRegistry metrics_;
  outbox::Outbox outbox_{SecurityClock{clock_}, random_};
  KeptMailer mailer_;
};

}  // namespace switchyard::notices
