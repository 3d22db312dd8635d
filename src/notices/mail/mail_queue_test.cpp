#include "notices/mail/mail_fixture_fake.hpp"

namespace switchyard::notices {
namespace {

class MailQueueOf : public MailSuite {};

TEST_P(MailQueueOf, ALetterGoesOnceAfterItsCommitAndWhatItSaidIsRemoved) {
  Mail mail = letter_to_ana();
  mail.attachments.push_back({"signed.pdf", "application/pdf", std::string(700'000, 'x') + "end"});
  ASSERT_TRUE(enqueue(mail, "invitation:env_1:1").has_value());
  EXPECT_EQ(letters().at(0).state, LetterState::queued);
  run_jobs();
  run_jobs();
  ASSERT_EQ(mailer_.tries.size(), 1u);
  EXPECT_EQ(mailer_.tries[0].subject, "Please sign");
  EXPECT_EQ(mailer_.tries[0].to.at(0).address, "ana@example.com");
  EXPECT_EQ(mailer_.tries[0].attachments.at(0).bytes.size(), 700'003u);
  EXPECT_EQ(mailer_.tries[0].attachments.at(0).bytes.substr(700'000), "end");
  EXPECT_TRUE(mailer_.ids[0].starts_with("job_") && mailer_.ids[0].ends_with("@switchyard.example")) << mailer_.ids[0];
  const Letter sent = *find(letters().at(0).id);
  EXPECT_EQ(sent.state, LetterState::sent);
  EXPECT_EQ(sent.settled_at, kNoon);
  EXPECT_EQ(sent.mail.text + sent.mail.html, "");
  EXPECT_EQ(sent.attachments.at(0).size_bytes, 700'003);
  std::string bytes = "?";
  database_->read([&](SqlReader& reader) { bytes = read_attachment(reader, sent.id, 0); });
  EXPECT_EQ(bytes, "");
}

TEST_P(MailQueueOf, ASecondLetterOfADedupeKeyIsNotTaken) {
  ASSERT_TRUE(enqueue(letter_to_ana(), "k").has_value());
  ASSERT_TRUE(enqueue(letter_to_ana(), "k").has_value());
  ASSERT_TRUE(enqueue(letter_to_ana(), "other").has_value());
  EXPECT_EQ(letters().size(), 2u);
  run_jobs();
  EXPECT_EQ(mailer_.tries.size(), 2u);
}

TEST_P(MailQueueOf, AnUndoneTransactionLeavesNoLetter) {
  OutboxMailQueue queue(outbox_, SecurityClock{clock_}, random_, MailDelivery::server);
  database_->write([&](SqlTransaction& transaction) {
    EXPECT_TRUE(queue.enqueue(transaction, letter_to_ana(), "k").has_value());
    return false;
  });
  EXPECT_TRUE(letters().empty());
  run_jobs();
  EXPECT_TRUE(mailer_.tries.empty());
}

TEST_P(MailQueueOf, AnUnreachableServerIsTriedAgainAndARefusalIsFinal) {
  ASSERT_TRUE(enqueue(letter_to_ana(), "k").has_value());
  mailer_.refusal = Error{ErrorKind::unavailable, "mail_unreachable", "no answer"};
  run_jobs();
  EXPECT_EQ(letters().at(0).state, LetterState::queued);
  clock_.advance(Duration::seconds(11));
  mailer_.refusal = Error{ErrorKind::unprocessable, "mail_refused", "550 no such user"};
  run_jobs();
  EXPECT_EQ(mailer_.tries.size(), 2u);
  EXPECT_EQ(letters().at(0).state, LetterState::refused);
  EXPECT_EQ(letters().at(0).reason, "550 no such user");
  clock_.advance(Duration::hours(5));
  run_jobs();
  EXPECT_EQ(mailer_.tries.size(), 2u);
  const std::string metrics = metrics_.exposition();
  EXPECT_NE(metrics.find("mail_letters_total{environment=\"test\",outcome=\"postponed\"} 1"), std::string::npos) << metrics;
  EXPECT_NE(metrics.find("mail_letters_total{environment=\"test\",outcome=\"refused\"} 1"), std::string::npos);
}

TEST_P(MailQueueOf, ALetterThatWaitedForThreeDaysIsGivenUp) {
  ASSERT_TRUE(enqueue(letter_to_ana(), "k").has_value());
  clock_.set(kNoon + kLetterAgeMax + Duration::milliseconds(1));
  run_jobs();
  EXPECT_TRUE(mailer_.tries.empty());
  EXPECT_EQ(letters().at(0).state, LetterState::refused);
  EXPECT_EQ(letters().at(0).reason, "No mail server took it within three days.");
}

TEST_P(MailQueueOf, InAMailboxALetterStaysWholeAndGoesNowhere) {
  Mail mail = letter_to_ana();
  mail.attachments.push_back({"a.txt", "text/plain", "hello"});
  ASSERT_TRUE(enqueue(mail, "k", MailDelivery::mailbox).has_value());
  run_jobs();
  EXPECT_TRUE(mailer_.tries.empty());
  const Letter kept = *find(letters().at(0).id);
  EXPECT_EQ(kept.state, LetterState::kept);
  EXPECT_EQ(kept.mail.text, "Dear Ana");
  EXPECT_EQ(kept.mail.html, "<p>Dear Ana");
  database_->read([&](SqlReader& reader) { EXPECT_EQ(read_attachment(reader, kept.id, 0), "hello"); });
}

TEST_P(MailQueueOf, LettersAreFoundBySubjectAndReceiverTheLatestFirst) {
  ASSERT_TRUE(enqueue(letter_to_ana(), "1").has_value());
  clock_.advance(Duration::seconds(1));
  Mail other = letter_to_ana();
  other.subject_id = "ctr_2";
  other.to = {{.address = "bo@example.com"}, {.address = "ana@example.com"}};
  ASSERT_TRUE(enqueue(other, "2").has_value());
  EXPECT_EQ(letters({.subject_id = "ctr_1"}).size(), 1u);
  EXPECT_EQ(letters({.address = "bo@example.com"}).size(), 1u);
  const auto both = letters({.address = "ana@example.com"});
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].mail.subject_id, "ctr_2");
  const std::string after = both[0].id.text();
  EXPECT_EQ(letters({.before = after}).at(0).mail.subject_id, "ctr_1");
  EXPECT_EQ(letters({.limit = 1}).size(), 1u);
}

TEST_P(MailQueueOf, SettledLettersAreForgottenAfterNinetyDays) {
  ASSERT_TRUE(enqueue(letter_to_ana(), "1", MailDelivery::mailbox).has_value());
  ASSERT_TRUE(enqueue(letter_to_ana(), "2").has_value());
  clock_.advance(kLettersKept);
  EXPECT_EQ(forget_old_letters(*database_, SecurityClock{clock_}), 0);
  clock_.advance(Duration::milliseconds(1));
  EXPECT_EQ(forget_old_letters(*database_, SecurityClock{clock_}), 1);
  EXPECT_EQ(letters().at(0).state, LetterState::queued);
}

TEST_P(MailQueueOf, AnUnsoundLetterIsRefusedWithItsFieldAndNothingIsWritten) {
  Mail mail = letter_to_ana();
  mail.subject = "Please\r\nBcc: all@example.com";
  const auto refused = enqueue(mail, "k");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "mail_invalid");
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/subject");
  EXPECT_TRUE(letters().empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, MailQueueOf, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::notices
