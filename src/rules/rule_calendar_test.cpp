#include "rules/rule_calendar.hpp"

#include <gtest/gtest.h>

#include "rules/contract_facts_fake.hpp"

namespace switchyard::rules {
namespace {

const market::Utility& utility(std::string_view code) { return *product_market().utility(code); }

Energy kwh(std::string_view amount) { return Energy::parse(amount, EnergyUnit::kwh).value(); }

TEST(BusinessDays, HolidaysAndWeekendsDoNotCount) {
  EXPECT_EQ(plus_business_days(product_rules(), "us_federal", day("2026-12-22"), 10), day("2027-01-07"));
  EXPECT_EQ(plus_business_days(product_rules(), "us_federal", day("2027-01-07"), -10), day("2026-12-22"));
  EXPECT_EQ(plus_business_days(product_rules(), "us_federal", day("2026-12-26"), 0), day("2026-12-26"));
}

TEST(BusinessDays, ACalendarOfTheRulesAddsItsHolidays) {
  EXPECT_TRUE(is_business_day(product_rules(), "us_federal", day("2026-11-27")));
  EXPECT_FALSE(is_business_day(product_rules(), "us_federal_and_day_after_thanksgiving", day("2026-11-27")));
  EXPECT_FALSE(is_business_day(product_rules(), "us_federal_and_day_after_thanksgiving", day("2026-11-26")));
}

// S22: seven calendar days end on Martin Luther King Day; the customer's friendlier day is the 19th.
TEST(Rescission, OhiosLastDayRollsToABusinessDay) {
  const auto window = rescission_window(product_rules(), {.state = "OH", .annual_usage = kwh("36000"), .on = day("2027-01-04"), .started = day("2027-01-11")});
  ASSERT_TRUE(window.exists);
  EXPECT_EQ(window.rule_id, "oh-electric");
  EXPECT_EQ(window.start_event, "utility_notice_postmark");
  EXPECT_EQ(window.via, "utility");
  EXPECT_FALSE(window.holds_submission);
  EXPECT_EQ(window.opens, day("2027-01-11"));
  EXPECT_EQ(window.ends, day("2027-01-20"));
  EXPECT_TRUE(window.is_printed);
}

// S03.
TEST(Rescission, GasInOhioHasSevenBusinessDays) {
  const auto window = rescission_window(
      product_rules(), {.state = "OH", .commodity = Commodity::gas, .annual_usage = Energy::parse("4800", EnergyUnit::ccf).value(), .on = day("2027-01-04"), .started = day("2027-01-11")});
  EXPECT_EQ(window.unit, DayUnit::business_days);
  EXPECT_EQ(window.n, 7);
  EXPECT_EQ(window.ends, day("2027-01-22"));  // The 18th is a holiday: the 21st is the seventh.
}

// S01: 38,400 kWh are above Illinois' 15,000.
TEST(Rescission, ALargerCustomerHasNone) {
  const auto window = rescission_window(product_rules(), {.state = "IL", .annual_usage = kwh("38400"), .on = test_day()});
  EXPECT_FALSE(window.exists);
  EXPECT_EQ(window.protection, Protection::not_protected);
  EXPECT_FALSE(window.is_printed);
  EXPECT_EQ(window.holds, "nothing");
  EXPECT_TRUE(rescission_window(product_rules(), {.state = "IL", .annual_usage = kwh("14999"), .on = test_day()}).is_printed);
}

TEST(Rescission, AnUnknownClassIsKeptAndNotPrinted) {
  const auto window = rescission_window(product_rules(), {.state = "PA", .on = test_day(), .started = day("2026-11-24")});
  EXPECT_TRUE(window.exists);
  EXPECT_EQ(window.protection, Protection::unknown);
  EXPECT_EQ(window.holds, "enrollment");
  EXPECT_FALSE(window.is_printed);
  EXPECT_EQ(window.ends, day("2026-12-01"));  // The 26th is Thanksgiving: the 30th is the third.
}

// S04.
TEST(Rescission, AMoveInInTexasHasNone) {
  EXPECT_TRUE(rescission_window(product_rules(), {.state = "TX", .on = test_day()}).exists);
  EXPECT_FALSE(rescission_window(product_rules(), {.state = "TX", .deal_type = DealType::move_in, .on = test_day()}).exists);
}

TEST(Rescission, WithoutItsStartEventAWindowHasNoDays) {
  const auto window = rescission_window(product_rules(), {.state = "NJ", .on = test_day()});
  EXPECT_TRUE(window.exists);
  EXPECT_EQ(window.start_event, "utility_confirmation");
  EXPECT_FALSE(window.opens);
  EXPECT_FALSE(window.ends);
}

// S03: by the 15th for the first of the next month; where it is no business day, the one before.
TEST(Lead, AGasUtilitysFifteenthRollsBack) {
  const StartQuestion question{.utility = &utility("columbia-gas-oh"), .submitted = day("2027-01-04")};
  EXPECT_EQ(latest_submit_for(product_rules(), question, day("2027-02-01")).by, day("2027-01-15"));
  EXPECT_EQ(latest_submit_for(product_rules(), question, day("2027-06-01")).by, day("2027-05-14"));  // The 15th is a Saturday.
}

TEST(Lead, EachKindOfDeadlineIsCountedItsWay) {
  const auto by = [](std::string_view code, std::string_view start) {
    return latest_submit_for(product_rules(), {.utility = &utility(code), .submitted = day("2027-01-04")}, day(start)).by.text();
  };
  EXPECT_EQ(by("comed", "2027-03-12"), "2027-02-22");          // 18 days before the read.
  EXPECT_EQ(by("oru", "2027-03-12"), "2027-03-05");            // 5 business days before it.
  EXPECT_EQ(by("pseg-gas", "2027-02-01"), "2027-01-04");       // The first business day of the month before.
  EXPECT_EQ(by("njng", "2027-06-01"), "2027-05-03");           // The first, or the business day after.
  EXPECT_EQ(by("mgu", "2027-02-01"), "2027-01-19");            // The ninth business day before.
  EXPECT_EQ(by("columbia-gas-ky", "2027-04-01"), "2027-02-15");  // Two months before.
}

TEST(Lead, WhereNobodySaysItIsADefaultAndAnEstimate) {
  const auto lead = utility_lead(product_rules(), utility("versant-mpd"), DealType::switch_supplier, test_day());
  EXPECT_FALSE(lead.is_known);
  EXPECT_EQ(lead.n, 30);
  const auto answer = earliest_start(product_rules(), {.utility = &utility("versant-mpd"), .submitted = test_day()});
  EXPECT_TRUE(answer.is_estimate);
  EXPECT_EQ(answer.assumptions.back(), "How long this utility needs is not known: a cautious default stands in, and the supplier confirms the start.");
}

// S12.
TEST(Start, TheLaterOfBothLeadsDecidesAndIsSaid) {
  const std::vector<Date> reads = {day("2026-12-28"), day("2027-01-28"), day("2027-02-26")};
  const auto answer = earliest_start(product_rules(), {.utility = &utility("coned"),
                                                       .supplier = "harborlight",
                                                       .submitted = day("2026-12-22"),
                                                       .read_dates = reads,
                                                       .start_month = Month::parse("2026-12").value()});
  EXPECT_EQ(answer.requested, day("2026-12-28"));
  EXPECT_FALSE(answer.is_as_requested);
  EXPECT_EQ(answer.utility_earliest, day("2027-01-06"));
  EXPECT_EQ(answer.supplier_earliest, day("2027-01-07"));
  EXPECT_EQ(answer.decided_by, "supplier_lead");
  EXPECT_EQ(answer.start, day("2027-01-28"));
  EXPECT_EQ(answer.start_month.text(), "2027-01");
  EXPECT_FALSE(answer.is_estimate);
  EXPECT_EQ(answer.submit_by, day("2027-01-13"));  // Ten business days before the read, and fifteen days.
}

TEST(Start, WhatIsReachedInTimeIsTheRequestedRead) {
  const std::vector<Date> reads = {day("2027-03-12")};
  const auto answer = earliest_start(product_rules(), {.utility = &utility("comed"), .submitted = test_day(), .read_dates = reads, .start_month = Month::parse("2027-03").value()});
  EXPECT_TRUE(answer.is_as_requested);
  EXPECT_EQ(answer.start, day("2027-03-12"));
  EXPECT_EQ(answer.decided_by, "requested");
  EXPECT_EQ(answer.submit_by, day("2027-02-22"));
}

TEST(Start, WithoutReadsAMonthIsReachedWhereAnyDayOfItIs) {
  const StartQuestion question{.utility = &utility("comed"), .submitted = day("2027-02-20"), .start_month = Month::parse("2027-03").value()};
  const auto answer = earliest_start(product_rules(), question);
  EXPECT_TRUE(answer.is_as_requested);
  EXPECT_TRUE(answer.is_estimate);
  EXPECT_EQ(answer.start, day("2027-03-10"));
  EXPECT_EQ(answer.assumptions.front(), "No meter read of this account is known: supply starts in that month if its read is on or after 2027-03-10.");
}

TEST(Start, ReadsThatAreNotScheduledAreCarriedOnAndSaid) {
  const std::vector<Date> reads = {day("2026-10-31")};
  const auto answer = earliest_start(product_rules(), {.utility = &utility("ppl"), .submitted = test_day(), .read_dates = reads, .start_month = Month::parse("2027-02").value()});
  EXPECT_EQ(answer.start, day("2027-02-28"));
  EXPECT_TRUE(answer.is_estimate);
}

TEST(Start, AHeldEnrollmentStartsLaterAndTheReasonIsSaid) {
  const std::vector<Date> reads = {day("2026-12-10"), day("2027-01-11")};
  StartQuestion question{.utility = &utility("ppl"), .submitted = day("2026-11-24"), .read_dates = reads, .start_month = Month::parse("2026-12").value()};
  EXPECT_TRUE(earliest_start(product_rules(), question).is_as_requested);
  question.held_until = day("2026-12-01");
  const auto answer = earliest_start(product_rules(), question);
  EXPECT_FALSE(answer.is_as_requested);
  EXPECT_EQ(answer.decided_by, "rescission");
  EXPECT_EQ(answer.start, day("2027-01-11"));
}

// Whatever the lead: what comes in today reaches the start that is promised, and a day too late would not.
TEST(Start, EveryUtilitysPromiseCanBeKept) {
  for (const auto& utility : product_market().utilities()) {
    for (int i = 0; i < 40; ++i) {
      const Date submitted = test_day().plus_days(i);
      const StartQuestion question{.utility = &utility, .submitted = submitted};
      const auto answer = earliest_start(product_rules(), question);
      EXPECT_GE(answer.submit_by, submitted) << utility.code << " " << submitted.text();
      EXPECT_GE(answer.start, submitted) << utility.code;
      EXPECT_LT(answer.start, submitted.plus_days(100)) << utility.code << " " << submitted.text();
    }
  }
}

TEST(Start, AssumptionsAreInTheLanguageAskedFor) {
  const auto answer = earliest_start(product_rules(), {.utility = &utility("versant-mpd"), .submitted = test_day(), .language = "es"});
  EXPECT_EQ(answer.assumptions.back(), "No se sabe cuánto tarda esta compañía: se usa un plazo prudente y el proveedor confirma el inicio.");
}

TEST(Start, GasStartsWithTheMonth) {
  const auto answer = earliest_start(product_rules(), {.utility = &utility("columbia-gas-oh"), .submitted = day("2027-01-18"), .start_month = Month::parse("2027-02").value()});
  EXPECT_FALSE(answer.is_as_requested);
  EXPECT_EQ(answer.start, day("2027-03-01"));
  EXPECT_FALSE(answer.is_estimate);
}

TEST(Start, ARenewalWithTheSameSupplierStartsAtItsEnd) {
  const auto answer =
      earliest_start(product_rules(), {.utility = &utility("pepco-md"), .deal_type = DealType::renewal_same_supplier, .submitted = test_day(), .requested_start = day("2027-05-18")});
  EXPECT_EQ(answer.start, day("2027-05-18"));
  EXPECT_TRUE(answer.is_as_requested);
  EXPECT_FALSE(answer.is_estimate);
}

TEST(Start, AMoveInIsOnItsDay) {
  const auto answer = earliest_start(product_rules(), {.utility = &utility("oncor"), .deal_type = DealType::move_in, .submitted = test_day(), .requested_start = day("2026-12-07")});
  EXPECT_EQ(answer.start, day("2026-12-07"));
  EXPECT_TRUE(answer.is_as_requested);
}

TEST(Reads, AMonthMeansItsReadOrSaysWhatStandsForIt) {
  const std::vector<Date> reads = {day("2026-12-28"), day("2027-01-28")};
  EXPECT_EQ(expected_read(Month::parse("2027-01").value(), reads).read, day("2027-01-28"));
  EXPECT_FALSE(expected_read(Month::parse("2027-01").value(), reads).is_estimate);
  EXPECT_EQ(expected_read(Month::parse("2027-02").value(), reads).read, day("2027-02-28"));
  EXPECT_TRUE(expected_read(Month::parse("2027-02").value(), reads).is_estimate);
  EXPECT_EQ(expected_read(Month::parse("2027-02").value(), {}).read, day("2027-02-01"));
}

TEST(Reads, ATermEndsWithTheReadOfItsLastMonth) {
  const std::vector<Date> reads = {day("2027-01-15"), day("2029-06-13")};
  EXPECT_EQ(end_read(day("2027-01-15"), Months{29}, reads).read, day("2029-06-13"));
  EXPECT_FALSE(end_read(day("2027-01-15"), Months{29}, reads).is_estimate);
  EXPECT_EQ(end_read(day("2027-01-31"), Months{1}, {}).read, day("2027-02-28"));
}

}  // namespace
}  // namespace switchyard::rules
