#include "values/instant.hpp"

#include <random>

#include <gtest/gtest.h>

namespace switchyard {
namespace {

TEST(Instant, WhatWasPrintedReadsBackTheSame) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    auto ms = static_cast<std::int64_t>(random() % 253'402'300'800'000u);
    if (i % 2) ms -= ms % 1000;
    const auto instant = Instant::from_unix_ms(ms);
    ASSERT_EQ(*Instant::parse(instant.text()), instant) << instant.text();
  }
}

TEST(Instant, TextIsUtcWithMillisecondsOnlyWhereThereAreAny) {
  EXPECT_EQ(Instant().text(), "1970-01-01T00:00:00Z");
  EXPECT_EQ(Instant::from_unix_ms(1'500).text(), "1970-01-01T00:00:01.500Z");
  EXPECT_EQ(Instant::from_unix_ms(-1).text(), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(Instant::from_unix_ms(-1).unix_seconds(), -1);
  EXPECT_EQ(Instant::from_unix_ms(-1000).unix_seconds(), -1);
  EXPECT_EQ(Instant::from_unix_ms(1'999).unix_seconds(), 1);
}

struct TextCase {
  const char* text;
  const char* utc;
};

class InstantText : public testing::TestWithParam<TextCase> {};
TEST_P(InstantText, IsReadToUtc) {
  const auto instant = Instant::parse(GetParam().text);
  ASSERT_TRUE(instant) << instant.error().message;
  EXPECT_EQ(instant->text(), GetParam().utc);
}
INSTANTIATE_TEST_SUITE_P(Rfc3339, InstantText,
                         testing::Values(TextCase{"2026-11-24T08:00:00-06:00", "2026-11-24T14:00:00Z"},
                                         TextCase{"2026-11-24T23:30:00-00:30", "2026-11-25T00:00:00Z"},
                                         TextCase{"2027-01-01T00:00:00+14:00", "2026-12-31T10:00:00Z"},
                                         TextCase{"2024-02-29T23:59:59.999999999Z", "2024-02-29T23:59:59.999Z"},
                                         TextCase{"2024-02-29T23:59:59.1Z", "2024-02-29T23:59:59.100Z"},
                                         TextCase{"2024-02-29T23:59:59.0009Z", "2024-02-29T23:59:59Z"},
                                         TextCase{"2024-02-29t23:59:59z", "2024-02-29T23:59:59Z"},
                                         TextCase{"1970-01-01T00:00:00-00:00", "1970-01-01T00:00:00Z"},
                                         TextCase{"1970-01-01T23:59:00+23:59", "1970-01-01T00:00:00Z"},
                                         TextCase{"9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"}));

class NotAnInstant : public testing::TestWithParam<const char*> {};
TEST_P(NotAnInstant, IsRefused) {
  const auto instant = Instant::parse(GetParam());
  ASSERT_FALSE(instant) << instant->text();
  EXPECT_EQ(instant.error().code, "invalid_instant");
}
INSTANTIATE_TEST_SUITE_P(Rfc3339, NotAnInstant,
                         testing::Values("", "2026-11-24", "2026-11-24T08:00:00", "2026-11-24 08:00:00Z", "2026-11-24T08:00Z",
                                         "2016-12-31T23:59:60Z",  // A real leap second.
                                         "2026-11-24T24:00:00Z", "2026-11-24T08:60:00Z", "2026-02-30T08:00:00Z",
                                         "2026-11-24T08:00:00.Z", "2026-11-24T08:00:00.1234567890Z", "2026-11-24T08:00:00,5Z",
                                         "2026-11-24T08:00:00+0600", "2026-11-24T08:00:00+06", "2026-11-24T08:00:00+24:00",
                                         "2026-11-24T08:00:00+06:60", "2026-11-24T08:00:00Zz", "2026-11-24T08:00:00Z ",
                                         "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
                                         "0000-01-01T00:00:00Z", "12026-11-24T08:00:00Z", "2026-11-24T-8:00:00Z"));

TEST(Instant, ALeapSecondIsNamedInTheRefusal) {
  EXPECT_NE(Instant::parse("2016-12-31T23:59:60Z").error().message.find("leap second"), std::string::npos);
}

TEST(Instant, DurationsMoveIt) {
  const auto noon = *Instant::parse("2026-11-24T12:00:00Z");
  EXPECT_EQ((noon + Duration::hours(36)).text(), "2026-11-26T00:00:00Z");
  EXPECT_EQ((noon - Duration::minutes(1)).text(), "2026-11-24T11:59:00Z");
  EXPECT_EQ((noon + Duration::seconds(2)) - noon, Duration::milliseconds(2000));
}

}  // namespace
}  // namespace switchyard
