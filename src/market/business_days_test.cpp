#include "market/business_days.hpp"

#include <gtest/gtest.h>

namespace switchyard::market {
namespace {

Date day(const char* text) { return Date::parse(text).value(); }

// The dates that the Office of Personnel Management lists for these years.
TEST(BusinessDays, FederalHolidaysAreThoseOfTheList) {
  for (const char* text : {"2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26",
                           "2026-12-25", "2027-01-01", "2027-01-18", "2027-06-18", "2027-07-05", "2027-12-24", "2027-12-31"}) {
    EXPECT_TRUE(is_federal_holiday(day(text))) << text;
    EXPECT_FALSE(is_business_day(day(text))) << text;
  }
}

TEST(BusinessDays, OtherWeekdaysAreWorkedAndWeekendsAreNot) {
  for (const char* text : {"2026-11-24", "2026-11-27", "2026-06-18", "2020-06-19", "2026-05-18", "2026-11-25"}) EXPECT_TRUE(is_business_day(day(text))) << text;
  for (const char* text : {"2026-11-28", "2026-11-29"}) EXPECT_FALSE(is_business_day(day(text))) << text;
}

}  // namespace
}  // namespace switchyard::market
