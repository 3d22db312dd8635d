#include "adapters/smtp/mime_message.hpp"

#include <gtest/gtest.h>

namespace switchyard::adapters {
namespace {

Mail letter() {
  return {.to = {{.name = "Ana Ruíz", .address = "ana@example.com"}, {.address = "bo@example.com"}},
          .reply_to = "desk@example.org",
          .subject = "Su contrato está listo",
          .text = "Dear Ana,\nplease sign.\n.\n",
          .html = "<p>Dear Ana, please sign: á",
          .language = "es",
          .category = "signing_invitation",
          .subject_id = "ctr_1"};
}
std::string written(const Mail& mail) {
  return mime_message(mail, {.from = {.name = "Fountain, Inc.", .address = "sign@example.org"}, .message_id = "job_1@example.org", .date = Instant::from_unix_seconds(1'795'521'600)});
}
bool has(const std::string& text, const std::string& piece) { return text.find(piece) != std::string::npos; }
// Header lines of the letter itself, unfolded.
std::string head_of(const std::string& message) {
  std::string head = message.substr(0, message.find("\r\n\r\n") + 2);
  for (std::size_t at; (at = head.find("\r\n ")) != std::string::npos || (at = head.find("\r\n\t")) != std::string::npos;) head.erase(at, 2);
  return head;
}

TEST(MimeMessage, HeadersSayWhoWhatAndWhen) {
  const std::string head = head_of(written(letter()));
  EXPECT_TRUE(has(head, "From: \"Fountain, Inc.\" <sign@example.org>\r\n")) << head;
  EXPECT_TRUE(has(head, "<ana@example.com>, bo@example.com\r\n")) << head;
  EXPECT_TRUE(has(head, "To: Ana =?")) << head;
  EXPECT_TRUE(has(head, "Reply-To: desk@example.org\r\n")) << head;
  EXPECT_TRUE(has(head, "Subject: Su contrato =?")) << head;
  EXPECT_TRUE(has(head, "Message-Id: <job_1@example.org>\r\n") || has(head, "Message-ID: <job_1@example.org>\r\n")) << head;
  EXPECT_TRUE(has(head, "Date: Tue, 24 Nov 2026 12:00:00 +0000\r\n")) << head;
  EXPECT_TRUE(has(head, "Content-Language: es\r\n")) << head;
  EXPECT_TRUE(has(head, "Auto-Submitted: auto-generated\r\n")) << head;
  EXPECT_TRUE(has(head, "Content-Type: multipart/alternative;")) << head;
}

TEST(MimeMessage, EveryByteIsAsciiAndEveryLineEndsWithCrlf) {
  const std::string message = written(letter());
  for (std::size_t i = 0; i < message.size(); ++i) {
    EXPECT_LT(static_cast<unsigned char>(message[i]), 0x80u);
    EXPECT_TRUE(message[i] != '\n' || message[i - 1] == '\r') << i;
  }
  EXPECT_TRUE(has(message, "Dear Ana,\r\nplease sign.\r\n")) << message;
  EXPECT_TRUE(has(message, "<p>Dear Ana, please sign: =C3=A1")) << message;
}

TEST(MimeMessage, ALineBreakInAnyFieldMakesNoHeader) {
  Mail mail = letter();
  mail.subject = "Hello\r\nBcc: all@example.com\r\n\r\nbody";
  mail.to[0].name = "Ana\r\nBcc: all@example.com";
  mail.category = "x\nBcc: all@example.com";
  mail.attachments = {{"a\r\nBcc: all@example.com.pdf", "application/pdf", "x"}};
  const std::string message = written(mail);
  EXPECT_FALSE(has(message, "\nBcc:")) << message;
  EXPECT_TRUE(has(head_of(message), "\r\nAuto-Submitted:"));
}

TEST(MimeMessage, AttachmentsStandBesideTheBodiesInBase64) {
  Mail mail = letter();
  mail.attachments = {{"Contrato ñ.pdf", "application/pdf", "hello world"}, {"empty.txt", "text/plain", ""}};
  const std::string message = written(mail);
  EXPECT_TRUE(has(head_of(message), "Content-Type: multipart/mixed;")) << message;
  EXPECT_TRUE(has(message, "Content-Type: multipart/alternative;")) << message;
  EXPECT_TRUE(has(message, "Content-Disposition: attachment; filename")) << message;
  EXPECT_TRUE(has(message, "aGVsbG8gd29ybGQ=")) << message;
}

TEST(MimeMessage, ALetterWithoutHtmlIsPlain) {
  Mail mail = letter();
  mail.html.clear();
  EXPECT_TRUE(has(head_of(written(mail)), "Content-Type: text/plain; charset=utf-8\r\n")) << written(mail);
}

}  // namespace
}  // namespace switchyard::adapters
