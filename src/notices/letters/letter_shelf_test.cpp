#include "notices/letters/letter_shelf.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "notices/letters/letter_html.hpp"
#include "notices/mail/mail_check.hpp"

namespace switchyard::notices {
namespace {

const LetterBrand kBrand{.name = "Lone Star Brokers", .email = "desk@lonestar.example", .phone = "+1 555 0100", .accent_color = "#ffd000"};

LetterValues all_values() {
  LetterValues values;
  for (const char* name : {"receiver", "title", "message", "link", "sign_by", "contact", "attached", "too_large", "who", "reason", "reference"}) values[name] = std::string("V-") + name;
  return values;
}
bool has(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

TEST(LetterShelf, EveryLetterOfEachLanguageCanBeSentAndNamesNobodyButThePartner) {
  const auto shelf = LetterShelf::load();
  ASSERT_TRUE(shelf.has_value()) << shelf.error().message;
  for (int kind = 0; kind <= static_cast<int>(LetterKind::voided_signer); ++kind) {
    for (const char* language : {"en", "es"}) {
      Mail mail = shelf->write(static_cast<LetterKind>(kind), language, kBrand, all_values());
      mail.to = {{.address = "ana@example.com"}};
      mail.category = "test";
      EXPECT_TRUE(check_mail(mail).has_value()) << kind << language;
      EXPECT_FALSE(has(mail.text + mail.html + mail.subject, "witchyard"));
      EXPECT_FALSE(has(mail.text + mail.html, "{") && has(mail.text, "}")) << mail.text;
      EXPECT_EQ(mail.from.name, "Lone Star Brokers");
      EXPECT_EQ(mail.reply_to, "desk@lonestar.example");
      EXPECT_EQ(mail.language, language);
      EXPECT_FALSE(has(mail.html, "<script") || has(mail.html, "http:") || has(mail.html, "<img"));
    }
  }
}

TEST(LetterShelf, AnInvitationReadsAsItShould) {
  const auto shelf = LetterShelf::load();
  const Mail mail = shelf->write(LetterKind::invitation, "en", kBrand,
                                 {{"receiver", "Ana Ruiz"}, {"title", "Agreement SY-1"}, {"link", "https://sign.example/sign/abc"}, {"sign_by", "November 24, 2026 at 23:00 UTC"}});
  EXPECT_EQ(mail.subject, "Please sign: Agreement SY-1");
  EXPECT_EQ(mail.text,
            "Please read and sign\n\nHello Ana Ruiz,\n\nLone Star Brokers has prepared this for your signature: Agreement SY-1.\n\nRead and sign:\nhttps://sign.example/sign/abc\n\n"
            "The price in it holds until November 24, 2026 at 23:00 UTC. Please sign before then.\n\n"
            "The link is meant for you alone: whoever opens it can sign in your name. Please do not forward this letter.\n\n"
            "-- \nLone Star Brokers\n+1 555 0100\ndesk@lonestar.example\n");
  EXPECT_TRUE(has(mail.html, "<a href=\"https://sign.example/sign/abc\""));
  EXPECT_TRUE(has(mail.html, "background:#ffd000"));
}

TEST(LetterShelf, WhatACustomerWroteIsTextAlone) {
  const auto shelf = LetterShelf::load();
  const Mail mail = shelf->write(LetterKind::declined, "es-MX", kBrand,
                                 {{"receiver", "A"}, {"who", "<b>Bo</b>"}, {"title", "X\r\nBcc: y@z.example"}, {"reason", "{link} \"no\""}, {"reference", "ctr_1"}});
  EXPECT_EQ(mail.subject, "Rechazado: X  Bcc: y@z.example");
  EXPECT_TRUE(has(mail.html, "&lt;b&gt;Bo&lt;/b&gt;"));
  EXPECT_TRUE(has(mail.text, "El motivo indicado: {link} \"no\""));
  EXPECT_TRUE(has(mail.html, "<html lang=\"es\">"));
}

TEST(LetterShelf, ALongSubjectIsCutBetweenCharacters) {
  const auto shelf = LetterShelf::load();
  std::string title;
  for (int i = 0; i < 300; ++i) title += "\xc3\xb1";
  const Mail mail = shelf->write(LetterKind::invitation, "en", kBrand, {{"title", title}});
  EXPECT_EQ(mail.subject.size(), 13 + (200 - 13) * 2u);
}

TEST(LetterTemplate, MistakesAreNamedWithTheirLine) {
  const auto message = [](std::string_view text) {
    const auto parsed = parse_letter_template(text);
    return parsed ? std::string() : parsed.error().message;
  };
  EXPECT_EQ(message("subject: x\n\nHello"), "");
  EXPECT_EQ(message("Hello"), "line 1: it begins with 'subject: '");
  EXPECT_EQ(message("subject: x\n\nHello {nobody}"), "line 3: nothing fills {nobody}");
  EXPECT_EQ(message("subject: {title\n\nHello"), "line 1: a '{' is not closed");
  EXPECT_EQ(message("subject: x\n?nobody Hello"), "line 2: '?' is followed by the name of a value, a blank and a paragraph");
  EXPECT_EQ(message("subject: x\n[Go]({nobody})"), "line 2: a button leads to a value such as {link}");
  EXPECT_EQ(message("subject: x\n"), "line 1: a letter has a subject and a paragraph");
}

TEST(LetterTime, IsSpelledInTheReadersLanguage) {
  const Instant instant = *Instant::parse("2026-11-04T18:05:00Z");
  EXPECT_EQ(letter_time(instant, "en"), "November 4, 2026 at 18:05 UTC");
  EXPECT_EQ(letter_time(instant, "es"), "4 de noviembre de 2026 a las 18:05 UTC");
}

TEST(LetterHtml, TextOnThePartnersColourCanBeRead) {
  EXPECT_EQ(accent_of({.accent_color = "#ffd000"}).text, "#000000");
  EXPECT_EQ(accent_of({.accent_color = "#1d4e89"}).text, "#ffffff");
  EXPECT_EQ(accent_of({.accent_color = "red;background:url(x)"}).background, "#1d4e89");
}

}  // namespace
}  // namespace switchyard::notices
