#include "http/multipart_form.hpp"

#include <gtest/gtest.h>

namespace switchyard::http {
namespace {

constexpr std::string_view kType = "multipart/form-data; boundary=XyZ";

// What curl -F file=@a.csv -F reason=new sends.
const std::string kTwoParts =
    "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\sheets\\\\a \\\"b\\\".csv\"\r\nContent-Type: text/csv\r\n\r\nx,y\r\n1,2\r\n\r\n"
    "--XyZ\r\ncontent-disposition: form-data; name=reason\r\n\r\nnew\r\n--XyZ--\r\n";

TEST(MultipartForm, GivesEachPartWithItsNameAndBytes) {
  const auto parts = parse_multipart_form(kType, kTwoParts);
  ASSERT_TRUE(parts.has_value()) << parts.error().message;
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ((*parts)[0].name, "file");
  EXPECT_EQ((*parts)[0].file_name, "a \"b\".csv");
  EXPECT_EQ((*parts)[0].content_type, "text/csv");
  EXPECT_EQ((*parts)[0].body, "x,y\r\n1,2\r\n");
  EXPECT_EQ((*parts)[1].name, "reason");
  EXPECT_EQ((*parts)[1].body, "new");
}

TEST(MultipartForm, KnowsItsTypeAndAQuotedBoundary) {
  EXPECT_TRUE(is_multipart_form("Multipart/Form-Data; boundary=a"));
  EXPECT_FALSE(is_multipart_form("multipart/mixed; boundary=a"));
  EXPECT_TRUE(parse_multipart_form("multipart/form-data; charset=utf-8; boundary=\"XyZ\"", kTwoParts).has_value());
}

TEST(MultipartForm, CutOrForeignBytesAreRefused) {
  for (std::size_t size = 0; size + 4 < kTwoParts.size(); ++size) {
    const auto parts = parse_multipart_form(kType, kTwoParts.substr(0, size));
    ASSERT_FALSE(parts.has_value()) << size;
    EXPECT_EQ(parts.error().code, "multipart_malformed");
  }
  EXPECT_FALSE(parse_multipart_form("multipart/form-data", kTwoParts).has_value());
  EXPECT_FALSE(parse_multipart_form(kType, "--XyZ\r\nX: y\r\n\r\nz\r\n--XyZ--").has_value());
}

TEST(MultipartForm, LimitsHold) {
  EXPECT_FALSE(parse_multipart_form(kType, kTwoParts, {.parts_max = 1}).has_value());
  EXPECT_TRUE(parse_multipart_form(kType, kTwoParts, {.parts_max = 2}).has_value());
  EXPECT_FALSE(parse_multipart_form(kType, kTwoParts, {.part_head_size_max = 20}).has_value());
  EXPECT_FALSE(parse_multipart_form("multipart/form-data; boundary=" + std::string(71, 'a'), kTwoParts).has_value());
}

}  // namespace
}  // namespace switchyard::http
