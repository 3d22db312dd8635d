#include "values/base64.hpp"

#include <gtest/gtest.h>

namespace switchyard {
namespace {

TEST(Base64, EncodesWhatRfc4648Lists) {
  EXPECT_EQ(encode_base64(""), "");
  EXPECT_EQ(encode_base64("f"), "Zg==");
  EXPECT_EQ(encode_base64("fo"), "Zm8=");
  EXPECT_EQ(encode_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encode_base64("\xFB\xFF"), "+/8=");
}

TEST(Base64, DecodesWhatRfc4648ListsAndNothingElse) {
  EXPECT_EQ(*decode_base64(""), "");
  EXPECT_EQ(*decode_base64("Zg=="), "f");
  EXPECT_EQ(*decode_base64("Zm8="), "fo");
  EXPECT_EQ(*decode_base64("Zm9vYmFy"), "foobar");
  EXPECT_EQ(*decode_base64("+/8="), std::string("\xFB\xFF", 2));
  for (const char* broken : {"Zg", "Zg=", "Zh==", "Z===", "Zm9v Zg==", "Zm-_", "====", "Zg==Zg=="}) {
    EXPECT_EQ(decode_base64(broken).error().code, "invalid_base64") << broken;
  }
}

}  // namespace
}  // namespace switchyard
