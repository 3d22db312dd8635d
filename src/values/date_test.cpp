#include "values/date.hpp"

#include <random>

#include <gtest/gtest.h>

namespace switchyard {
namespace {

constexpr std::int32_t kFirstDay = -719'162;  // 0001-01-01.
constexpr std::int32_t kLastDay = 2'932'896;  // 9999-12-31.

TEST(Date, EveryDayOfNineThousandYearsReadsBackTheSame) {
  std::mt19937_64 random(1);
  for (std::int32_t days = kFirstDay; days <= kLastDay; days += 1 + static_cast<std::int32_t>(random() % 50)) {
    const auto date = Date::from_days(days);
    ASSERT_EQ(*Date::parse(date.text()), date);
    ASSERT_EQ(*Date::from_parts(date.year(), date.month(), date.day()), date);
  }
  EXPECT_EQ(Date::from_days(kFirstDay).text(), "0001-01-01");
  EXPECT_EQ(Date::from_days(kLastDay).text(), "9999-12-31");
}

TEST(Date, KnowsItsPartsAndItsPlaceInTheWeek) {
  const auto date = *Date::parse("2026-11-24");
  EXPECT_EQ(date.year(), 2026);
  EXPECT_EQ(date.month(), 11);
  EXPECT_EQ(date.day(), 24);
  EXPECT_EQ(date.weekday(), 2);
  EXPECT_EQ(date.month_of().text(), "2026-11");
  EXPECT_EQ(date.plus_days(7).text(), "2026-12-01");
  EXPECT_EQ(date.plus_days(-365).text(), "2025-11-24");
  EXPECT_EQ(Date().text(), "1970-01-01");
}

TEST(Date, ADayThatIsNotInTheCalendarIsRefused) {
  for (const char* text : {"2023-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32", "0000-01-01"}) {
    const auto date = Date::parse(text);
    ASSERT_FALSE(date) << text;
    EXPECT_EQ(date.error().code, "invalid_date");
  }
  EXPECT_TRUE(Date::parse("2000-02-29"));
  EXPECT_TRUE(Date::parse("2024-02-29"));
}

TEST(Date, OnlyTheIsoFormIsRead) {
  for (const char* text : {"", "2026-1-2", "26-01-02", "2026/01/02", "2026-01-02 ", "2026-01-02T00:00:00Z", "+026-01-02", "2026-0a-02", "20260102"}) {
    EXPECT_FALSE(Date::parse(text)) << text;
  }
}

TEST(Month, EveryMonthReadsBackTheSame) {
  for (int index = 12; index < 120'000; ++index) {
    const auto month = Month::from_index(index);
    ASSERT_EQ(*Month::parse(month.text()), month);
    ASSERT_EQ(month.first_day().month_of(), month);
  }
}

TEST(Month, ATermCarriesOverTheYear) {
  EXPECT_EQ((*Month::parse("2016-11") + Months{14}).text(), "2018-01");
  EXPECT_EQ((*Month::parse("2016-01") + Months{-1}).text(), "2015-12");
  EXPECT_EQ(Month::parse("2016-02")->first_day().text(), "2016-02-01");
  EXPECT_LT(*Month::parse("2015-12"), *Month::parse("2016-01"));
}

TEST(Month, OtherTextIsRefused) {
  for (const char* text : {"", "2016-13", "2016-00", "2016-1", "0000-01", "2016-01-01", "Mar-16"}) {
    const auto month = Month::parse(text);
    ASSERT_FALSE(month) << text;
    EXPECT_EQ(month.error().code, "invalid_month");
  }
}

}  // namespace
}  // namespace switchyard
