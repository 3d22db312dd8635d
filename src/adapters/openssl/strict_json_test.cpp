#include "adapters/openssl/strict_json.hpp"

#include <gtest/gtest.h>

namespace switchyard::adapters {
namespace {

using namespace std::string_literals;

std::string message_of(std::string_view text) {
  auto json = parse_strict_json(text);
  return json ? "accepted" : json.error().message;
}

std::string nested(int depth) { return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']'); }

TEST(StrictJson, ReadsEveryKind) {
  const auto json = parse_strict_json(R"( {"a":"x\u00e9","b":-7,"c":true,"d":null,"e":[1,"2"],"f":{"g":1.5}} )");
  ASSERT_TRUE(json) << json.error().message;
  EXPECT_EQ(json->find("a")->text, "x\xC3\xA9");
  EXPECT_EQ(json->find("b")->integer, -7);
  EXPECT_TRUE(json->find("c")->truth);
  EXPECT_EQ(json->find("d")->kind, StrictJson::Kind::null);
  EXPECT_EQ(json->find("e")->items[1].text, "2");
  EXPECT_EQ(json->find("f")->find("g")->kind, StrictJson::Kind::number);
  EXPECT_EQ(json->find("z"), nullptr);
}

TEST(StrictJson, RefusesAMemberTwiceAtAnyDepth) {
  EXPECT_EQ(message_of(R"({"alg":"none","alg":"RS256"})"), "A member stands twice in one object.");
  EXPECT_EQ(message_of(R"({"a":{"b":[{"c":1,"c":2}]}})"), "A member stands twice in one object.");
  EXPECT_EQ(message_of(R"({"alg":"a","\u0061lg":"b"})"), "A member stands twice in one object.");
  EXPECT_EQ(message_of(R"({"a":{"b":1},"c":{"b":1}})"), "accepted");
}

TEST(StrictJson, RefusesNulByteOrderMarkAndBrokenUtf8) {
  EXPECT_EQ(message_of(R"({"a":"x\u0000y"})"), "A text holds a NUL.");
  EXPECT_EQ(message_of(R"({"a\u0000":"x"})"), "A member's name holds a NUL.");
  EXPECT_EQ(message_of("\xEF\xBB\xBF{}"), "The JSON begins with a byte order mark.");
  for (const std::string& text : {"{}\0"s, "{\"a\":\"\0\"}"s, "\0{}"s, "{\"a\":\"\xFF\"}"s, "{\"a\":\"\xC0\x80\"}"s, "{\"a\":\"\xED\xA0\x80\"}"s,
                                  "{\"a\":\"\\ud800\"}"s, "{\"a\":\"\\udc00\"}"s, "\xFE\xFF"s}) {
    EXPECT_NE(message_of(text), "accepted") << text;
  }
}

TEST(StrictJson, TakesEightLevelsAndNoMore) {
  EXPECT_EQ(message_of(nested(8)), "accepted");
  EXPECT_EQ(message_of(nested(9)), "The JSON is nested deeper than 8 levels.");
  EXPECT_NE(message_of(nested(5000)), "accepted");
}

TEST(StrictJson, RefusesWhatIsNotOneValue) {
  for (const std::string text : {"", " ", "{", "{}{}", "{} x", "{\"a\":1,}", "{'a':1}", "{a:1}", "[1,]", "// c\n{}", "{\"a\":01}", "{\"a\":NaN}",
                                 "{\"a\":\"\n\"}", "nul", "\"open"}) {
    EXPECT_NE(message_of(text), "accepted") << text;
  }
}

TEST(StrictJson, GivesNoValueToANumberThatIsNoInt64) {
  for (const std::string number : {"1.0", "1e3", "18446744073709551615", "9223372036854775808", "1e400"}) {
    const auto json = parse_strict_json(number);
    if (json) {
      EXPECT_EQ(json->kind, StrictJson::Kind::number) << number;
    }
  }
  EXPECT_EQ(parse_strict_json("9223372036854775807")->integer, 9223372036854775807);
}

TEST(StrictJson, TakesSixtyFourMembersAndTwoHundredFiftySixItems) {
  std::string object = "{";
  for (int i = 0; i < 64; ++i) object += (i ? ",\"m" : "\"m") + std::to_string(i) + "\":0";
  EXPECT_EQ(message_of(object + "}"), "accepted");
  EXPECT_NE(message_of(object + ",\"one_more\":0}"), "accepted");
  std::string list = "[0";
  for (int i = 1; i < 256; ++i) list += ",0";
  EXPECT_EQ(message_of(list + "]"), "accepted");
  EXPECT_NE(message_of(list + ",0]"), "accepted");
}

}  // namespace
}  // namespace switchyard::adapters
