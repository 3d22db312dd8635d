#include "pricing/layout/value_grammar.hpp"

#include <gtest/gtest.h>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/price_text.hpp"
#include "pricing/layout/zone_time.hpp"

namespace switchyard::pricing {
namespace {

std::string day(std::string_view text, std::string_view form) {
  const auto date = parse_date_as(text, form);
  return date ? date->text() : "none";
}

TEST(DateForm, ReadsExactlyTheFormThatTheLayoutNames) {
  EXPECT_EQ(day("2/1/2016", "M/D/YYYY"), "2016-02-01");
  EXPECT_EQ(day("19-Oct-16", "D-MMM-YY"), "2016-10-19");
  EXPECT_EQ(day("Mar-16", "MMM-YY"), "2016-03-01");
  EXPECT_EQ(day("Sept-16", "MMM-YY"), "2016-09-01");
  EXPECT_EQ(day("August 29, 2016", "MMMM D, YYYY"), "2016-08-29");
  EXPECT_EQ(day("2016-10-25", "YYYY-MM-DD"), "2016-10-25");
}

TEST(DateForm, RefusesWhatIsWrittenInAnotherWay) {
  EXPECT_EQ(day("13/1/2016", "M/D/YYYY"), "none");
  EXPECT_EQ(day("2/30/2016", "M/D/YYYY"), "none");
  EXPECT_EQ(day("Mar-16", "D-MMM-YY"), "none");
  EXPECT_EQ(day("Marchy-16", "MMM-YY"), "none");
  EXPECT_EQ(day("Aug 29, 2016", "MMMM D, YYYY"), "none");
  EXPECT_EQ(day("2/1/2016 ", "M/D/YYYY"), "none");
  EXPECT_EQ(day("2/1/16", "M/D/YYYY"), "none");
}

TEST(SerialDay, CountsFromTheWorkbooksEpoch) {
  EXPECT_EQ(parse_serial_day("42401", false)->text(), "2016-02-01");
  EXPECT_EQ(parse_serial_day("42401.75", false)->text(), "2016-02-01");
  EXPECT_EQ(parse_serial_day("40939", true)->text(), "2016-02-01");
  EXPECT_FALSE(parse_serial_day("59", false));
  EXPECT_FALSE(parse_serial_day("9999999", false));
  EXPECT_FALSE(parse_serial_day("Feb", false));
}

TEST(HourOfDay, TakesTheWaysThatSheetsPrintIt) {
  EXPECT_EQ(parse_hour("17:00"), 1020);
  EXPECT_EQ(parse_hour("5:00 p.m."), 1020);
  EXPECT_EQ(parse_hour("5:00 p.m"), 1020);
  EXPECT_EQ(parse_hour("10AM"), 600);
  EXPECT_EQ(parse_hour("12:30 am"), 30);
  EXPECT_FALSE(parse_hour("25:00"));
  EXPECT_FALSE(parse_hour("13 pm"));
  EXPECT_FALSE(parse_hour("5:00 pomeridian"));
}

TEST(WholeNumber, IsDigitsAndNothingElse) {
  EXPECT_EQ(parse_whole("12"), 12);
  EXPECT_EQ(parse_whole("12.0"), 12);
  EXPECT_EQ(parse_whole("1,000"), 1000);
  EXPECT_FALSE(parse_whole("12.5"));
  EXPECT_FALSE(parse_whole("-3"));
  EXPECT_FALSE(parse_whole(""));
  EXPECT_FALSE(parse_whole("12345678901"));
}

std::string band(std::string_view text, BandGrammar grammar = {}) {
  const auto parsed = parse_band(text, grammar);
  if (!parsed) return "none";
  const auto& b = parsed->band;
  std::string words = std::to_string(b.min_milli / 1000) + ".." + (b.max_milli_exclusive == UsageBand::kOpen ? "" : std::to_string(b.max_milli_exclusive / 1000));
  return words + (parsed->has_unit ? " " + std::string(text_of(b.unit)) : "");
}

TEST(Band, EndsThatAreOneOffAreSnapped) {
  EXPECT_EQ(band("0-74 MWh"), "0..75 MWh");
  EXPECT_EQ(band("101-250 MWh"), "100..250 MWh");
  EXPECT_EQ(band("0 to 249,999 kWh"), "0..250000 kWh");
  EXPECT_EQ(band("5,001-10,000_CCF"), "5000..10000 Ccf");
  EXPECT_EQ(band("250,001 - 500,000-kWh"), "250000..500000 kWh");
  EXPECT_EQ(band("0-74 MWh", {.snap = false}), "0..74 MWh");
}

TEST(Band, SuffixesBelongToBothEndsWhereTheyCan) {
  const BandGrammar grammar{.snap = false, .suffixes = true};
  EXPECT_EQ(band("0-150K", grammar), "0..150000");
  EXPECT_EQ(band("150-500K", grammar), "150000..500000");
  EXPECT_EQ(band("500-1M", grammar), "500000..1000000");
  EXPECT_EQ(band("1-2M", grammar), "1000000..2000000");
  EXPECT_EQ(band("2M+", grammar), "2000000..");
  EXPECT_EQ(band("500K-999K", {.snap = true, .suffixes = true}), "500000..1000000");
  EXPECT_EQ(band("0-25 MWh", grammar), "0..25 MWh");
}

TEST(Band, OpenAndCappedBandsAreSaidInWords) {
  EXPECT_EQ(band("<250mWh"), "0..250 MWh");
  EXPECT_EQ(band("Below 500,000 KWh"), "0..500000 kWh");
  EXPECT_EQ(band("0 to 10,000 ccf/therms"), "0..10000 Ccf/therm");
  EXPECT_EQ(band("Up to 2,000,000 kWh"), "0..2000000 kWh");
  EXPECT_TRUE(parse_band("Up to 2,000,000 kWh", {})->band.max_printed_inclusive);
  EXPECT_TRUE(parse_band("26-50 MWh", {})->lower_was_one_above);
  EXPECT_FALSE(parse_band("25-50 MWh", {})->lower_was_one_above);
}

TEST(Band, WhatIsNoBandIsRefused) {
  for (const auto* text : {"", "No Price Tier", "25 MWh", "50-25 MWh", "0-25 bushels", "0-0", "-5-25", "0-99999999999999 kWh"}) EXPECT_EQ(band(text), "none") << text;
}

std::string price(std::string_view text) {
  const auto parsed = parse_price_text(text);
  return parsed ? parsed->value.shortest_text() + "/" + std::to_string(parsed->decimals) : "none";
}

TEST(PriceText, TakesStoredNumbersAndWhatPeopleType) {
  EXPECT_EQ(price("0.0572"), "0.0572/4");
  EXPECT_EQ(price("5.72E-2"), "0.0572/4");
  EXPECT_EQ(price("5.7200000000000001E-2"), "0.057200000000000001/18");
  EXPECT_EQ(price(" $0.05103 "), "0.05103/5");
  EXPECT_EQ(price("$.398"), "0.398/3");
  EXPECT_EQ(price("5.96\xC2\xA2"), "5.96/2");
  EXPECT_EQ(price("1,234.50"), "1234.5/2");
  EXPECT_EQ(price("(0.010)"), "-0.01/3");
}

TEST(PriceText, RefusesWhatIsNoNumber) {
  for (const auto* text : {"", " ", "N/A", "-", "0.05.1", "1,23", "(-1)", "0,05", "$", "12 kWh"}) EXPECT_EQ(price(text), "none") << text;
}

TEST(TidyText, HasOneSpaceForAnyRunOfWhiteSpace) {
  std::string storage;
  EXPECT_EQ(tidy_text("  G \n  Sweet\tSpot ", storage), "G Sweet Spot");
  EXPECT_EQ(tidy_text("no\xC2\xA0" "break", storage), "no break");
  EXPECT_EQ(tidy_text(" \n", storage), "");
  const std::string_view plain = "as it is";
  EXPECT_EQ(tidy_text(plain, storage).data(), plain.data());
}

TEST(ZoneTime, KnowsSummerAndWinter) {
  const auto winter = Date::from_parts(2016, 1, 5).value();
  const auto summer = Date::from_parts(2016, 7, 5).value();
  EXPECT_EQ(instant_in_zone(winter, 19 * 60, "America/New_York")->text(), "2016-01-06T00:00:00Z");
  EXPECT_EQ(instant_in_zone(summer, 17 * 60, "America/Chicago")->text(), "2016-07-05T22:00:00Z");
  EXPECT_EQ(instant_in_zone(summer, 0, "Nowhere/City").error().code, "unknown_time_zone");
  EXPECT_TRUE(is_time_zone("America/New_York"));
  EXPECT_FALSE(is_time_zone("../../etc/passwd"));
}

TEST(ZoneTime, AnHourThatTheClocksLeaveOutIsTheInstantOfTheChange) {
  const auto spring = Date::from_parts(2016, 3, 13).value();
  EXPECT_EQ(instant_in_zone(spring, 150, "America/New_York")->text(), "2016-03-13T07:00:00Z");
  const auto autumn = Date::from_parts(2016, 11, 6).value();
  EXPECT_EQ(instant_in_zone(autumn, 90, "America/New_York")->text(), "2016-11-06T05:30:00Z");
}

}  // namespace
}  // namespace switchyard::pricing
