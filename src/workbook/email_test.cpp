#include "workbook/email.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "workbook/email_fake.hpp"

namespace switchyard::workbook {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const PartFake kBody{.type = "text/plain; charset=utf-8", .body = "Please find today's prices.\r\n"};

// "name=bytes" of each attachment.
std::vector<std::string> attachments_of(const std::string& mail) {
  std::vector<std::string> out;
  const auto email = read_email(mail).value();
  for (const auto& attachment : email.attachments) out.push_back(attachment.file_name + "=" + attachment.bytes);
  return out;
}

std::string refusal_of(const std::string& mail, const EmailLimits& limits = {}) {
  const auto email = read_email(mail, limits);
  return email ? "read" : email.error().code + ": " + email.error().message;
}

TEST(Email, GivesAuthorSubjectInstantIdAndAttachments) {
  const auto email = read_email(email_of(multipart({kBody, attached("a.csv", "term,price\n12,0.0662\n"), attached("b.csv", std::string("\0\xff\n", 3))}))).value();

  EXPECT_EQ(email.from, "prices@supplier.example");
  EXPECT_EQ(email.subject, "Prices für today");
  EXPECT_EQ(email.message_id, "24.11@supplier.example");
  EXPECT_EQ(email.date, Instant::parse("2026-11-24T14:15:00Z").value());
  ASSERT_EQ(email.attachments.size(), 2u);
  EXPECT_EQ(email.attachments[0].file_name, "a.csv");
  EXPECT_EQ(email.attachments[0].bytes, "term,price\n12,0.0662\n");
  EXPECT_EQ(email.attachments[1].bytes, std::string("\0\xff\n", 3));
  EXPECT_THAT(email.ignored, IsEmpty());
}

TEST(Email, DecodesQuotedPrintableAndPlainAttachments) {
  const PartFake quoted{"text/csv", "attachment; filename=q.csv", "quoted-printable", "a=3Db,=\r\nc=C3=BC\r\n"};
  const PartFake plain{"text/csv; name=p.csv", "", "7bit", "a,b"};
  // The line's end is one of the file's: RFC 2045, section 6.7 (4).
  EXPECT_THAT(attachments_of(email_of(multipart({quoted, plain}))), ElementsAre("q.csv=a=b,c\xC3\xBC\r\n", "p.csv=a,b"));
}

TEST(Email, DecodesNamesOfFilesAndKeepsNoPath) {
  const auto named = [](const std::string& disposition) {
    return attachments_of(email_of(multipart({{"application/octet-stream", "attachment; " + disposition, "", "x"}})));
  };
  EXPECT_THAT(named("filename*=utf-8''Preise%20f%C3%BCr%20NJ.pdf"), ElementsAre("Preise für NJ.pdf=x"));
  EXPECT_THAT(named("filename*0=\"Daily Pri\"; filename*1=\"ces.xlsx\""), ElementsAre("Daily Prices.xlsx=x"));
  EXPECT_THAT(named("filename=\"=?utf-8?B?UHJlaXNlIGbDvHI=?= NJ.pdf\""), ElementsAre("Preise für NJ.pdf=x"));
  EXPECT_THAT(named("filename=\"../../etc/passwd\""), ElementsAre("passwd=x"));
  EXPECT_THAT(named("filename=\"C:\\\\prices\\\\a.csv\""), ElementsAre("a.csv=x"));
  EXPECT_THAT(named("filename=\"..\""), ElementsAre("attachment 1=x"));
  EXPECT_THAT(named("size=1"), ElementsAre("attachment 1=x"));
  EXPECT_THAT(named("filename=\"" + std::string(300, 'a') + ".csv\""), ElementsAre(std::string(196, 'a') + ".csv=x"));
}

TEST(Email, FindsAttachmentsOfNestedPartsAndOfForwardedMessages) {
  const auto inner = multipart({kBody, attached("inner.csv", "i")}, "inner");
  const PartFake forwarded{.type = "message/rfc822", .disposition = "attachment; filename=fwd.eml", .body = email_of(inner)};
  const auto nested = multipart({kBody, attached("nested.csv", "n")}, "nested");
  EXPECT_THAT(attachments_of(email_of(multipart({nested, forwarded, attached("outer.csv", "o")}))), ElementsAre("nested.csv=n", "inner.csv=i", "outer.csv=o"));
}

TEST(Email, PassesOverBodiesInlinePicturesAndSignatures) {
  const PartFake html{.type = "text/html", .body = "<p>prices</p>"};
  const PartFake logo{"image/png; name=logo.png", "inline; filename=logo.png", "base64", base64_lines("png")};
  const PartFake signature{"application/pkcs7-signature; name=smime.p7s", "attachment; filename=smime.p7s", "base64", base64_lines("sig")};
  const PartFake photo{"image/jpeg", "attachment; filename=photo.jpg", "base64", base64_lines("jpg")};
  const auto email = read_email(email_of(multipart({multipart({kBody, html}, "alternative"), logo, signature, photo, attached("a.csv", "a")}))).value();

  ASSERT_EQ(email.attachments.size(), 1u);
  EXPECT_EQ(email.attachments[0].file_name, "a.csv");
  ASSERT_EQ(email.ignored.size(), 1u);
  EXPECT_EQ(email.ignored[0].file_name, "photo.jpg");
  EXPECT_EQ(email.ignored[0].reason, "it is a picture");
}

TEST(Email, AnAttachmentCanBeTheWholeMessage) {
  EXPECT_THAT(attachments_of(email_of(attached("only.csv", "o"))), ElementsAre("only.csv=o"));
}

TEST(Email, IsKnownByItsHead) {
  EXPECT_TRUE(looks_like_email(email_of(kBody)));
  EXPECT_TRUE(looks_like_email("Date: Tue, 24 Nov 2026 09:15:00 -0500\nFrom: a@b.example\n\nbody"));
  EXPECT_FALSE(looks_like_email("From: a@b.example\n\nbody"));
  EXPECT_FALSE(looks_like_email("Utility,Price\nPECO,0.0662\n"));
  EXPECT_FALSE(looks_like_email("From: 1/1/2026,Date: x\nPECO,0.0662\n"));
  EXPECT_FALSE(looks_like_email("%PDF-1.4"));
  EXPECT_FALSE(looks_like_email(""));
}

TEST(Email, RefusesWhatIsNone) {
  EXPECT_EQ(refusal_of(""), "email_unreadable: the bytes are no e-mail: it begins with header fields, among them From and Date");
  EXPECT_EQ(refusal_of("Utility,Price\nPECO,0.0662\n").substr(0, 17), "email_unreadable:");
}

TEST(Email, KeepsItsLimits) {
  const auto two = email_of(multipart({attached("a.csv", "a"), attached("b.csv", "b")}));
  EXPECT_EQ(refusal_of(two, {.size_max = two.size(), .part_count_max = 3, .depth_max = 1, .attachment_count_max = 2}), "read");
  EXPECT_EQ(refusal_of(two, {.size_max = two.size() - 1}),
            "email_too_large: the e-mail is over the limit email.size_max = " + std::to_string(two.size() - 1));
  EXPECT_EQ(refusal_of(two, {.part_count_max = 2}), "email_too_large: the number of parts is over the limit email.part_count_max = 2");
  EXPECT_EQ(refusal_of(two, {.depth_max = 0}), "email_too_large: the depth of parts within parts is over the limit email.depth_max = 0");
  EXPECT_EQ(refusal_of(two, {.attachment_count_max = 1}),
            "email_too_large: the number of attachments is over the limit email.attachment_count_max = 1");
}

TEST(Email, PartsWithinPartsWithoutEndAreRefusedBeforeTheyAreFollowed) {
  std::string mail = email_of({.type = "multipart/mixed; boundary=b0", .body = ""});
  for (int i = 0; i < 20'000; ++i) {
    mail += "--b" + std::to_string(i) + "\r\nContent-Type: multipart/mixed; boundary=b" + std::to_string(i + 1) + "\r\n\r\n";
  }
  EXPECT_EQ(refusal_of(mail), "email_too_large: the number of parts is over the limit email.part_count_max = 200");
}

TEST(Email, DamagedMailIsReadOrRefused) {
  const auto whole = email_of(multipart({kBody, attached("a.csv", "term,price"), {.type = "message/rfc822", .body = email_of(attached("b.csv", "b"))}}));
  std::mt19937 random(11);
  for (int i = 0; i < 2'000; ++i) {
    auto mail = whole;
    for (int change = 0; change < 4; ++change) mail[random() % mail.size()] = static_cast<char>(random());
    if (i % 4 == 0) mail.resize(random() % mail.size());
    const auto email = read_email(mail);
    EXPECT_TRUE(email || email.error().code.starts_with("email_")) << email.error().code;
  }
}

}  // namespace
}  // namespace switchyard::workbook
