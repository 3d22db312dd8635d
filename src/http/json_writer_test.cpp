#include "http/json_writer.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdint>
#include <limits>
#include <random>

#include "http/utf8.hpp"
#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

std::string text_of(std::string_view value) {
  JsonWriter json;
  json.value(value);
  return std::move(json).text();
}

TEST(JsonWriter, PutsCommasBetweenMembersAndItems) {
  JsonWriter json;
  json.begin_object().member("a", 1).member("b", true).key("c").begin_array().value("x").value(-2).null().end_array();
  json.key("d").begin_object().end_object().key("e").begin_array().end_array().end_object();
  EXPECT_EQ(std::move(json).text(), R"({"a":1,"b":true,"c":["x",-2,null],"d":{},"e":[]})");
}

TEST(JsonWriter, NestedArraysHaveTheirOwnCommas) {
  JsonWriter json;
  json.begin_array().begin_array().value(1).end_array().begin_array().end_array().begin_object().member("[", "{").end_object().end_array();
  EXPECT_EQ(std::move(json).text(), R"([[1],[],{"[":"{"}])");
}

TEST(JsonWriter, ATextThatEndsInABracketStillGetsItsComma) {
  JsonWriter json;
  json.begin_array().value("[").value(":").value("{").end_array();
  EXPECT_EQ(std::move(json).text(), R"(["[",":","{"])");
}

TEST(JsonWriter, EscapesQuotesBackslashesAndEveryControlCharacter) {
  EXPECT_EQ(text_of("say \"hi\" \\ now"), R"("say \"hi\" \\ now")");
  EXPECT_EQ(text_of("\b\f\n\r\t"), R"("\b\f\n\r\t")");
  EXPECT_EQ(text_of(std::string_view("\0\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\x7f\"");
}

TEST(JsonWriter, KeepsUtf8AndReplacesWhatIsNot) {
  EXPECT_EQ(text_of("Zürich \xe2\x82\xac \xf0\x9f\x94\x8c"), "\"Zürich \xe2\x82\xac \xf0\x9f\x94\x8c\"");
  EXPECT_EQ(text_of("a\xff" "b"), "\"a\xef\xbf\xbd" "b\"");
  EXPECT_EQ(text_of("\xc0\xaf"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");          // Overlong.
  EXPECT_EQ(text_of("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");  // A surrogate.
  EXPECT_EQ(text_of("cut \xe2\x82"), "\"cut \xef\xbf\xbd\xef\xbf\xbd\"");
}

TEST(JsonWriter, WritesTheEndsOfTheIntegers) {
  JsonWriter json;
  json.begin_array().value(std::numeric_limits<std::int64_t>::min()).value(std::numeric_limits<std::uint64_t>::max()).end_array();
  EXPECT_EQ(std::move(json).text(), "[-9223372036854775808,18446744073709551615]");
}

TEST(JsonWriter, WritesScaledIntegersAsDecimalText) {
  JsonWriter json;
  json.begin_array().scaled(66200, 6).scaled(-5, 3).scaled(0, 2).scaled(12, 0).scaled(1234567, 6).scaled(std::numeric_limits<std::int64_t>::min(), 18);
  json.value(*Decimal::parse("0.06620")).end_array();
  EXPECT_EQ(std::move(json).text(), R"(["0.066200","-0.005","0.00","12","1.234567","-9.223372036854775808","0.06620"])");
}

std::string written_out(std::int64_t coefficient, int scale) {
  std::string digits = std::to_string(coefficient);
  const bool is_negative = digits.front() == '-';
  if (is_negative) digits.erase(0, 1);
  const auto places = static_cast<std::size_t>(scale);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places != 0) digits.insert(digits.size() - places, ".");
  return (is_negative ? "-" : "") + digits;
}

TEST(JsonWriter, WritesDecimalsOfEveryLengthAndScale) {
  std::vector<std::int64_t> coefficients = {0, 1, 9, 10, 99, 100, 9'999, 10'000, 99'999'999, 100'000'000, 4'294'967'296, std::numeric_limits<std::int64_t>::max()};
  std::uint64_t state = 20161124;
  for (int i = 0; i < 2'000; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    coefficients.push_back(static_cast<std::int64_t>(state >> (1U + state % 63)));
  }
  for (const std::int64_t coefficient : coefficients) {
    for (int scale = 0; scale <= Decimal::kScaleMax; ++scale) {
      for (const std::int64_t signed_one : {coefficient, -coefficient}) {
        JsonWriter json;
        json.begin_array().scaled(signed_one, scale).end_array();
        ASSERT_EQ(std::move(json).text(), "[\"" + written_out(signed_one, scale) + "\"]");
      }
    }
  }
}

TEST(JsonWriter, WritesAnAbsentValueAsNull) {
  JsonWriter json;
  json.begin_object().member("a", std::optional<std::string>()).member("b", std::optional<int>(4)).end_object();
  EXPECT_EQ(std::move(json).text(), R"({"a":null,"b":4})");
}

TEST(JsonWriter, AnUnfinishedTextIsABug) {
  JsonWriter json;
  json.begin_object();
  EXPECT_THROW((void)std::move(json).text(), Bug);
}

TEST(JsonWriter, ASecondTopLevelValueIsABug) {
  JsonWriter json;
  json.value(1);
  EXPECT_THROW(json.value(2), Bug);
}

TEST(JsonWriter, WritesMonthsAndInstantsAsTheirTextIs) {
  JsonWriter json(1);
  json.begin_object().member("start", *Month::from_parts(2026, 11)).member("first", *Month::from_parts(1, 1));
  json.member("whole", *Instant::parse("2026-11-24T08:00:09-06:00")).member("parts", *Instant::parse("9999-12-31T23:59:59.007Z")).end_object();
  EXPECT_EQ(std::move(json).text(), R"({"start":"2026-11","first":"0001-01","whole":"2026-11-24T14:00:09Z","parts":"9999-12-31T23:59:59.007Z"})");
  std::mt19937_64 seeded(11);  // NOLINT(cert-msc51-cpp): the same instants each run.
  for (int round = 0; round < 2000; ++round) {
    const auto instant = Instant::from_unix_ms(static_cast<std::int64_t>(seeded() % 253'402'300'800'000));
    JsonWriter each;
    each.value(instant);
    EXPECT_EQ(std::move(each).text(), "\"" + instant.text() + "\"");
  }
}

TEST(JsonWriter, WritesInTheMemoryOfAnEarlierTextAndKeepsNothingOfIt) {
  JsonWriter first(4096);
  first.value(std::string(300, 'x'));
  std::string text = std::move(first).text();
  const char* const memory = text.data();
  JsonWriter::reuse(std::move(text));
  JsonWriter small(100);
  small.begin_array().end_array();
  EXPECT_NE(std::move(small).text().data(), memory);
  JsonWriter second(2048);
  second.begin_object().member("a", "b").end_object();
  const std::string again = std::move(second).text();
  EXPECT_EQ(again, R"({"a":"b"})");
  EXPECT_EQ(again.data(), memory);
  JsonWriter large(40'000);
  large.value(std::string(20'000, 'x'));
  JsonWriter::reuse(std::move(large).text());
  JsonWriter third(2048);
  third.value(std::string(100, 'y'));
  EXPECT_LT(std::move(third).text().capacity(), 16'000U);
}

TEST(JsonWriter, WritesAPieceAgainWithItsOwnComma) {
  JsonWriter json(1);
  json.begin_array().begin_object().member("a", 1);
  const std::size_t from = json.size();
  json.member("b", "x").key("c").begin_array().value(2).end_array();
  const auto piece = json.since(from);
  json.end_object().begin_object().again(piece).member("d", 3).end_object().begin_object().member("e", 4).again(piece).end_object().end_array();
  EXPECT_EQ(json.since(json.size()).size, 0U);
  EXPECT_EQ(std::move(json).text(), R"([{"a":1,"b":"x","c":[2]},{"b":"x","c":[2],"d":3},{"e":4,"b":"x","c":[2]}])");
}

TEST(JsonWriter, WhatItWritesReadsBackTheSame) {
  std::mt19937_64 seeded(7);  // NOLINT(cert-msc51-cpp): the same texts each run.
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const auto size = seeded() % 40;
    for (std::uint64_t i = 0; i < size; ++i) text += static_cast<char>(seeded() % (round % 2 == 0 ? 128 : 256));
    const auto number = static_cast<std::int64_t>(seeded());
    JsonWriter json(1);
    json.begin_object().member("text", text).member("number", number).end_object();
    const auto read = boost::json::parse(std::move(json).text());
    const std::string back(read.at("text").as_string());
    EXPECT_TRUE(is_utf8(back));
    if (is_utf8(text)) {
      EXPECT_EQ(back, text);
    }
    EXPECT_EQ(read.at("number").as_int64(), number);
  }
}

}  // namespace
}  // namespace switchyard::http
