#include "notices/mail/mail_check.hpp"

#include <gtest/gtest.h>

namespace switchyard::notices {
namespace {

Mail sound() { return {.to = {{.address = "ana@example.com"}}, .subject = "S", .text = "T", .category = "test"}; }

std::string first_field(const Mail& mail) {
  const auto outcome = check_mail(mail);
  return outcome ? std::string() : outcome.error().fields.at(0).pointer;
}

TEST(MailCheck, AddressesAreAsciiDotStrings) {
  for (const char* good : {"ana@example.com", "ana.ruiz+sign@mail.example.co", "o'neil@example.com", "root@localhost"}) EXPECT_TRUE(is_mail_address(good)) << good;
  for (const char* bad : {"", "ana", "@example.com", "ana@", "ana@example", "a..b@example.com", ".a@example.com", "a b@example.com", "a@ex_ample.com", "a@-x.com", "a@x..com",
                          "\"a\"@example.com", "a@example.com\r\nRCPT TO:<b@example.com>", "a@example.com>", "<a@example.com", "a,b@example.com", "añ@example.com"}) {
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  }
  EXPECT_TRUE(is_mail_address(std::string(64, 'a') + "@example.com"));
  EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@example.com"));
}

TEST(MailCheck, ASoundLetterPasses) {
  EXPECT_EQ(first_field(sound()), "");
  Mail mail = sound();
  mail.to[0].name = "Añá Ruíz, Esq.";
  mail.subject = std::string("Su contrato está listo: 電力");
  mail.attachments = {{"Contract ñ.pdf", "application/pdf", std::string(kAttachmentsSizeMax, 'x')}};
  EXPECT_EQ(first_field(mail), "");
}

TEST(MailCheck, EachFieldIsNamed) {
  const auto with = [](auto change) {
    Mail mail = sound();
    change(mail);
    return first_field(mail);
  };
  EXPECT_EQ(with([](Mail& m) { m.to.clear(); }), "/to");
  EXPECT_EQ(with([](Mail& m) { m.to.assign(kReceiversMax + 1, m.to[0]); }), "/to");
  EXPECT_EQ(with([](Mail& m) { m.to[0].address = "x"; }), "/to/0/address");
  EXPECT_EQ(with([](Mail& m) { m.to[0].name = "a\nb"; }), "/to/0/name");
  EXPECT_EQ(with([](Mail& m) { m.from.address = "a b@c.d"; }), "/from/address");
  EXPECT_EQ(with([](Mail& m) { m.from.name = "\r"; }), "/from/name");
  EXPECT_EQ(with([](Mail& m) { m.reply_to = "x"; }), "/replyTo");
  EXPECT_EQ(with([](Mail& m) { m.subject.clear(); }), "/subject");
  EXPECT_EQ(with([](Mail& m) { m.subject = std::string(kSubjectCharactersMax + 1, 'x'); }), "/subject");
  EXPECT_EQ(with([](Mail& m) { m.text.clear(); }), "/text");
  EXPECT_EQ(with([](Mail& m) { m.text = "\xff"; }), "/text");
  EXPECT_EQ(with([](Mail& m) { m.html = std::string(kBodySizeMax + 1, 'x'); }), "/html");
  EXPECT_EQ(with([](Mail& m) { m.attachments = {{"../x", "application/pdf", ""}}; }), "/attachments/0/fileName");
  EXPECT_EQ(with([](Mail& m) { m.attachments = {{"x", "pdf\r\nX: y", ""}}; }), "/attachments/0/contentType");
  EXPECT_EQ(with([](Mail& m) { m.attachments = {{"x", "a/b", std::string(kAttachmentsSizeMax + 1, 'x')}}; }), "/attachments");
  EXPECT_EQ(with([](Mail& m) { m.category.clear(); }), "/category");
  EXPECT_EQ(with([](Mail& m) { m.language = "e n"; }), "/language");
  EXPECT_EQ(with([](Mail& m) { m.subject_id = "a\"b"; }), "/subjectId");
}

}  // namespace
}  // namespace switchyard::notices
