#include "adapters/smtp/smtp_mailer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "adapters/smtp/smtp_server_fake.hpp"
#include "ports/clock_fake.hpp"

namespace switchyard::adapters {
namespace {

using Answers = std::map<std::string, std::string>;

const FixedClock kClock(Instant::from_unix_seconds(1'795'521'600));

SmtpOptions options_for(int port) {
  return {.host = "127.0.0.1", .port = port, .tls = SmtpTls::none, .sender = {.name = "Switchyard", .address = "sign@switchyard.example"}, .timeout = Duration::seconds(10)};
}
Mail letter() {
  return {.to = {{.name = "Ana", .address = "ana@example.com"}, {.address = "bo@example.com"}}, .subject = "Please sign", .text = ".hidden\nDear Ana\n.\nBye\n", .category = "test"};
}
Result<void> sent_to(const SmtpServerFake& server) { return SmtpMailer(options_for(server.port()), SecurityClock{kClock}).send(letter(), "job_1@switchyard.example"); }
bool has(const std::vector<std::string>& lines, const std::string& line) { return std::ranges::find(lines, line) != lines.end(); }

TEST(SmtpMailer, ALetterArrivesWholeAtEachReceiver) {
  const SmtpServerFake server;
  ASSERT_TRUE(sent_to(server).has_value());
  EXPECT_TRUE(has(server.commands(), "EHLO switchyard.example"));
  EXPECT_TRUE(has(server.commands(), "MAIL FROM:<sign@switchyard.example>")) << server.commands().at(1);
  EXPECT_TRUE(has(server.commands(), "RCPT TO:<ana@example.com>"));
  EXPECT_TRUE(has(server.commands(), "RCPT TO:<bo@example.com>"));
  ASSERT_EQ(server.letters().size(), 1u);
  EXPECT_NE(server.letters()[0].find("From: Switchyard <sign@switchyard.example>\r\n"), std::string::npos) << server.letters()[0];
  EXPECT_NE(server.letters()[0].find("\r\n\r\n.hidden\r\nDear Ana\r\n.\r\nBye\r\n"), std::string::npos) << server.letters()[0];
}

TEST(SmtpMailer, APasswordIsGivenWhereOneIsConfigured) {
  const SmtpServerFake server;
  SmtpOptions options = options_for(server.port());
  options.user = "me";
  options.password = Secret("pw");
  ASSERT_TRUE(SmtpMailer(std::move(options), SecurityClock{kClock}).send(letter(), "job_1@x").has_value());
  const auto commands = server.commands();
  EXPECT_TRUE(std::ranges::any_of(commands, [](const std::string& line) { return line.starts_with("AUTH PLAIN"); }));
}

TEST(SmtpMailer, AReceiverRefusedForGoodIsToldInTheServersWords) {
  const SmtpServerFake server(Answers{{"RCPT", "550 5.1.1 no such user here"}});
  const auto outcome = sent_to(server);
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code, "mail_refused");
  EXPECT_EQ(outcome.error().kind, ErrorKind::unprocessable);
  EXPECT_NE(outcome.error().message.find("550 5.1.1 no such user here"), std::string::npos) << outcome.error().message;
  EXPECT_TRUE(server.letters().empty());
}

TEST(SmtpMailer, ContentRefusedForGoodIsFinal) {
  const SmtpServerFake server(Answers{{"content", "554 5.7.1 looks like spam"}});
  EXPECT_EQ(sent_to(server).error().code, "mail_refused");
}

TEST(SmtpMailer, WhatMayPassIsTriedAgain) {
  for (const auto& [word, said] : Answers{{"greeting", "554 not today"}, {"RCPT", "451 4.3.0 greylisted"}, {"content", "452 4.2.2 full"}, {"MAIL", "530 5.7.0 log in"}}) {
    const SmtpServerFake server(Answers{{word, said}});
    const auto outcome = sent_to(server);
    ASSERT_FALSE(outcome.has_value()) << word;
    EXPECT_EQ(outcome.error().code, "mail_unreachable") << word;
    EXPECT_NE(outcome.error().message.find(said), std::string::npos) << outcome.error().message;
  }
}

TEST(SmtpMailer, AWrongPasswordIsNotTheLettersFault) {
  const SmtpServerFake server(Answers{{"AUTH", "535 5.7.8 wrong"}});
  SmtpOptions options = options_for(server.port());
  options.user = "me";
  options.password = Secret("secret-word");
  const auto outcome = SmtpMailer(std::move(options), SecurityClock{kClock}).send(letter(), "job_1@x");
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code, "mail_unreachable");
  EXPECT_EQ(outcome.error().message.find("secret-word"), std::string::npos);
}

TEST(SmtpMailer, WithoutTheTlsThatWasAskedForNothingIsSaid) {
  const SmtpServerFake server;
  SmtpOptions options = options_for(server.port());
  options.tls = SmtpTls::starttls;
  options.user = "me";
  options.password = Secret("pw");
  const auto outcome = SmtpMailer(std::move(options), SecurityClock{kClock}).send(letter(), "job_1@x");
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code, "mail_unreachable");
  const auto commands = server.commands();
  EXPECT_FALSE(std::ranges::any_of(commands, [](const std::string& line) { return line.starts_with("AUTH") || line.starts_with("MAIL"); }));
}

TEST(SmtpMailer, NobodyThereIsUnreachable) {
  int port = 0;
  { port = SmtpServerFake().port(); }
  EXPECT_EQ(SmtpMailer(options_for(port), SecurityClock{kClock}).send(letter(), "job_1@x").error().code, "mail_unreachable");
}

}  // namespace
}  // namespace switchyard::adapters
