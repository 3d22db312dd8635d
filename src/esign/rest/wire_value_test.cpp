#include "esign/rest/wire_value.hpp"

#include <gtest/gtest.h>

namespace switchyard::esign {
namespace {

http::JsonValue body(std::string_view text) { return *parse_body(text); }

TEST(WireValue, NumbersAndBooleansComeAsJsonOrAsText) {
  const auto sent = body(R"({"recipientId":1,"documentId":"3","locked":true,"required":"False","order":"2.0"})");
  EXPECT_EQ(text_of(sent, "recipientId"), "1");
  EXPECT_EQ(text_of(sent, "documentId"), "3");
  EXPECT_TRUE(flag_of(sent, "locked"));
  EXPECT_FALSE(flag_of(sent, "required", true));
  EXPECT_TRUE(flag_of(sent, "absent", true));
  EXPECT_EQ(*whole_number_of(sent, "order", 1, 9), std::optional<std::int64_t>(2));
}

TEST(WireValue, TheSdksTextsForNothingCountAsAbsentWhereNothingIsMeant) {
  const auto sent = body(R"({"routingOrder":"undefined","returnUrl":"undefined","email":"null"})");
  EXPECT_EQ(*whole_number_of(sent, "routingOrder", 1, 9), std::nullopt);
  EXPECT_EQ(word_of(sent, "email"), "");
  EXPECT_EQ(text_of(sent, "returnUrl"), "undefined");
  EXPECT_FALSE(has_value(sent, "email"));
}

TEST(WireValue, PositionsAreThousandths) {
  const auto sent = body(R"({"a":"120.5","b":-4,"c":"12.3499","d":"twelve","e":".5"})");
  EXPECT_EQ(*thousandths_of(sent, "a"), std::optional<std::int64_t>(120500));
  EXPECT_EQ(*thousandths_of(sent, "b"), std::optional<std::int64_t>(-4000));
  EXPECT_EQ(*thousandths_of(sent, "c"), std::optional<std::int64_t>(12349));
  EXPECT_EQ(thousandths_of(sent, "d").error().code, "INVALID_REQUEST_BODY");
  EXPECT_EQ(*thousandths_of(sent, "e"), std::optional<std::int64_t>(500));
}

TEST(WireValue, AListMayBeAnArrayOrWordsApartByCommas) {
  const auto sent = body(R"({"a":["x","y"],"b":"x, y","c":{"n":"1"}})");
  EXPECT_EQ(texts_of(sent, "a"), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(texts_of(sent, "b"), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(objects_of(sent, "c").size(), 1U);
}

TEST(WireValue, ABodyThatIsNoObjectIsRefusedAndNoneCountsAsEmpty) {
  EXPECT_EQ(parse_body("[1]").error().code, "INVALID_REQUEST_BODY");
  EXPECT_EQ(parse_body("{\"a\":").error().code, "INVALID_REQUEST_BODY");
  EXPECT_TRUE(parse_body(""));
}

}  // namespace
}  // namespace switchyard::esign
