#include "workbook/serial_date.hpp"

#include <gtest/gtest.h>

namespace switchyard::workbook {
namespace {

std::string day(std::string_view number, DateEpoch epoch = DateEpoch::from_1900) {
  const auto date = date_of_serial(number, epoch);
  return date ? date->text() : date.error().code;
}

std::string iso(std::string_view text, DateEpoch epoch = DateEpoch::from_1900) {
  const auto serial = serial_text_of_iso(text, epoch);
  return serial ? *serial : serial.error().code;
}

TEST(SerialDate, DaysSince1900AreExactOnBothSidesOfTheDayThatNeverWas) {
  EXPECT_EQ(day("1"), "1900-01-01");
  EXPECT_EQ(day("59"), "1900-02-28");
  EXPECT_EQ(day("60"), "not_a_date");
  EXPECT_EQ(day("61"), "1900-03-01");
  EXPECT_EQ(day("42374"), "2016-01-05");
  EXPECT_EQ(day("2958465"), "9999-12-31");
}

TEST(SerialDate, DaysSince1904AreExact) {
  EXPECT_EQ(day("0", DateEpoch::from_1904), "1904-01-01");
  EXPECT_EQ(day("60", DateEpoch::from_1904), "1904-03-01");
  EXPECT_EQ(day("40912", DateEpoch::from_1904), "2016-01-05");
}

TEST(SerialDate, WhatIsNoDayIsRefused) {
  for (const auto* text : {"0", "0.5", "-1", "2958466", "1e300", "", "Jan", "1,5", "42374 "})
    EXPECT_EQ(day(text), "not_a_date") << text;
}

TEST(SerialDate, AFractionIsTheTimeOfDay) {
  EXPECT_EQ(moment_of_serial("42374.5", DateEpoch::from_1900).value(),
            (SerialMoment{Date::parse("2016-01-05").value(), 43'200'000}));
  EXPECT_EQ(moment_of_serial("42374.708333333336", DateEpoch::from_1900).value(),
            (SerialMoment{Date::parse("2016-01-05").value(), 61'200'000}));
  EXPECT_EQ(moment_of_serial("4.2374E4", DateEpoch::from_1900).value(), (SerialMoment{Date::parse("2016-01-05").value(), 0}));
}

TEST(SerialDate, ATimeThatRoundsToMidnightIsTheNextDay) {
  EXPECT_EQ(moment_of_serial("42374.999999999996", DateEpoch::from_1900).value(),
            (SerialMoment{Date::parse("2016-01-06").value(), 0}));
}

TEST(SerialDate, ABareTimeNeedsNoDay) {
  EXPECT_EQ(time_of_day_ms_of_serial("0.75").value(), 64'800'000);
  EXPECT_EQ(time_of_day_ms_of_serial("0").value(), 0);
  EXPECT_EQ(time_of_day_ms_of_serial("42374.25").value(), 21'600'000);
  EXPECT_EQ(time_of_day_ms_of_serial("-0.5").error().code, "not_a_date");
  EXPECT_EQ(time_of_day_ms_of_serial("noon").error().code, "not_a_date");
}

TEST(SerialDate, EachDayReadsBackAsItself) {
  for (std::int32_t days = -25'567; days < 30'000; days += 7) {
    const auto date = Date::from_days(days);
    ASSERT_EQ(date_of_serial(std::to_string(serial_of(date, DateEpoch::from_1900).value()), DateEpoch::from_1900).value(), date);
  }
  EXPECT_EQ(serial_of(Date::parse("1900-02-28").value(), DateEpoch::from_1900).value(), 59);
  EXPECT_EQ(serial_of(Date::parse("1900-03-01").value(), DateEpoch::from_1900).value(), 61);
  EXPECT_EQ(serial_of(Date::parse("1899-12-31").value(), DateEpoch::from_1900).error().code, "not_a_date");
  EXPECT_EQ(serial_of(Date::parse("1903-12-31").value(), DateEpoch::from_1904).error().code, "not_a_date");
}

TEST(SerialDate, IsoTextBecomesTheNumberThatOthersStore) {
  EXPECT_EQ(iso("2016-01-05"), "42374");
  EXPECT_EQ(iso("2016-01-05T00:00:00"), "42374");
  EXPECT_EQ(iso("2016-01-05T12:00:00Z"), "42374.5");
  EXPECT_EQ(iso("2016-01-05T18:00"), "42374.75");
  EXPECT_EQ(iso("2016-01-05T00:00:00.001"), "42374.00000001157");
  EXPECT_EQ(iso("06:00:00"), "0.25");
  EXPECT_EQ(iso("2016-01-05", DateEpoch::from_1904), "40912");
}

TEST(SerialDate, OtherIsoTextIsRefused) {
  for (const auto* text : {"2016-01-05 12:00", "2016-01-05T", "2016-01-05T24:00:00", "2016-01-05T12:60", "2016-01-05T12:00:00.",
                           "12", "", "T12:00:0x"}) {
    EXPECT_EQ(iso(text), "not_a_date") << text;
  }
  EXPECT_EQ(iso("2016-02-30"), "invalid_date");
}

}  // namespace
}  // namespace switchyard::workbook
