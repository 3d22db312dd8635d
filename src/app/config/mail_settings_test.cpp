#include "app/config/mail_settings.hpp"

#include <gtest/gtest.h>

namespace switchyard::app {
namespace {

Settings with_server(std::string url = "smtp://mail.example.com:2525") {
  Settings settings;
  settings.mail_smtp_url = std::move(url);
  settings.mail_from = "Signing Desk <sign@example.com>";
  return settings;
}
std::string refusal(const Settings& settings) {
  const auto read = read_mail_settings(settings, "");
  return read ? std::string() : read.error().message;
}

TEST(MailSettings, WithoutAServerTestHasItsMailboxAndLiveWaits) {
  const auto mail = read_mail_settings({}, "");
  ASSERT_TRUE(mail.has_value());
  EXPECT_FALSE(mail->server.has_value());
  EXPECT_EQ(mail->delivery(EnvironmentName::test), notices::MailDelivery::mailbox);
  EXPECT_EQ(mail->delivery(EnvironmentName::live), notices::MailDelivery::server);
}

TEST(MailSettings, AServerHasPlaceSecurityAndSender) {
  const auto mail = read_mail_settings(with_server(), "pw");
  ASSERT_TRUE(mail.has_value()) << mail.error().message;
  EXPECT_EQ(mail->server->host, "mail.example.com");
  EXPECT_EQ(mail->server->port, 2525);
  EXPECT_EQ(mail->server->tls, adapters::SmtpTls::starttls);
  EXPECT_EQ(mail->server->sender.name, "Signing Desk");
  EXPECT_EQ(mail->server->sender.address, "sign@example.com");
  EXPECT_EQ(mail->server->password.reveal(), "pw");
  const auto secure = read_mail_settings(with_server("smtps://[2001:db8::1]"), "");
  ASSERT_TRUE(secure.has_value()) << secure.error().message;
  EXPECT_EQ(secure->server->host, "2001:db8::1");
  EXPECT_EQ(secure->server->port, 465);
  EXPECT_EQ(secure->server->tls, adapters::SmtpTls::tls);
}

TEST(MailSettings, WhatIsWrongIsNamed) {
  for (const char* url : {"mail.example.com", "http://mail.example.com", "smtp://", "smtp://user@mail.example.com", "smtp://mail.example.com:x", "smtp://mail.example.com:70000", "smtp://a/b"}) {
    EXPECT_TRUE(refusal(with_server(url)).starts_with("mail.smtp_url: ")) << url;
  }
  Settings settings = with_server();
  settings.mail_from = "nobody";
  EXPECT_TRUE(refusal(settings).starts_with("mail.from: "));
  settings = with_server();
  settings.mail_tls = "ssl";
  EXPECT_EQ(refusal(settings), "mail.tls: starttls, tls or none");
  settings = {};
  settings.mail_test = "server";
  EXPECT_EQ(refusal(settings), "mail.test: \"server\" needs mail.smtp_url");
  settings = {};
  settings.mail_mailbox = "public";
  EXPECT_EQ(refusal(settings), "mail.mailbox: loopback, open or off");
}

}  // namespace
}  // namespace switchyard::app
