#include "graphql/execution/json_text.hpp"

#include <gtest/gtest.h>

namespace switchyard::graphql {
namespace {

std::string written(std::string_view text) {
  JsonText json(1);
  json.text(text);
  return json.take();
}

TEST(JsonText, TextIsEscapedAsJsonAsks) {
  EXPECT_EQ(written(""), R"("")");
  EXPECT_EQ(written("plain text of more than sixteen bytes"), R"("plain text of more than sixteen bytes")");
  EXPECT_EQ(written("a\"b\\c\n\t\x01 and on, and on"), R"("a\"b\\c\n\t\u0001 and on, and on")");
  EXPECT_EQ(written("12345\""), R"("12345\"")");
  EXPECT_EQ(written("München – 日本 🏃"), "\"München – 日本 🏃\"");
}

TEST(JsonText, BytesThatAreNoUtf8BecomeTheReplacementCharacter) {
  EXPECT_EQ(written("a\xff" "b"), "\"a\xef\xbf\xbd" "b\"");
  EXPECT_EQ(written("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
  EXPECT_EQ(written("cut\xe6\x97"), "\"cut\xef\xbf\xbd\xef\xbf\xbd\"");
}

TEST(JsonText, NumbersDaysAndInstantsAreAsTheirTextsAre) {
  JsonText json;
  json.integer(-9'223'372'036'854'775'807 - 1);
  json.raw(' ');
  json.scaled(66'200, 6);
  json.raw(' ');
  json.scaled(-5, 2);
  json.raw(' ');
  json.scaled(42, 0);
  json.raw(' ');
  json.month(2026, 11);
  EXPECT_EQ(json.view(), R"(-9223372036854775808 "0.066200" "-0.05" "42" "2026-11")");
}

TEST(JsonText, EveryDayIsWrittenAsDateWritesIt) {
  for (std::int32_t days = -719'000; days < 2'900'000; days += 97) {
    JsonText json;
    json.date(Date::from_days(days));
    ASSERT_EQ(json.view(), "\"" + Date::from_days(days).text() + "\"");
  }
}

TEST(JsonText, EveryInstantIsWrittenAsInstantWritesIt) {
  for (std::int64_t ms = 0; ms < 4'000'000'000'000; ms += 7'654'321'987) {
    JsonText json;
    json.instant(Instant::from_unix_ms(ms));
    ASSERT_EQ(json.view(), "\"" + Instant::from_unix_ms(ms).text() + "\"");
    json.truncate(0);
    json.instant(Instant::from_unix_seconds(ms / 1000));
    ASSERT_EQ(json.view(), "\"" + Instant::from_unix_seconds(ms / 1000).text() + "\"");
  }
}

TEST(JsonText, WhatWasTruncatedIsForgotten) {
  JsonText json;
  json.raw("[1");
  const std::size_t size = json.size();
  json.raw(",2");
  json.truncate(size);
  json.raw(']');
  EXPECT_EQ(json.take(), "[1]");
}

}  // namespace
}  // namespace switchyard::graphql
