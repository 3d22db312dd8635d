#include "rules/service_intervals.hpp"

#include <gtest/gtest.h>

#include "rules/contract_facts_fake.hpp"

namespace switchyard::rules {
namespace {

ServiceInterval interval(std::string_view from, std::string_view until, bool is_own = true) {
  return {.contract = "C-1001", .start_read = day(from), .end_read = until.empty() ? std::optional<Date>() : day(until), .is_own = is_own};
}

IntervalVerdict verdict(const ServiceInterval& candidate, std::vector<ServiceInterval> others) { return judge_interval(candidate, others, "/accounts/0"); }

TEST(ServiceIntervals, TouchingIsRight) {
  const auto found = verdict(interval("2027-03-12", "2028-03-12"), {interval("2026-03-12", "2027-03-12"), interval("2028-03-12", "")});
  EXPECT_TRUE(found.findings.empty());
  EXPECT_TRUE(found.touches);
}

TEST(ServiceIntervals, AnOverlapOfOneDayIsRefused) {
  const auto found = verdict(interval("2027-03-11", "2028-03-12"), {interval("2026-03-12", "2027-03-12")});
  EXPECT_EQ(brief(found.findings), "block /accounts/0 service_overlap\n");
  EXPECT_EQ(found.findings[0].message, "2027-03-11 to 2028-03-12 overlaps contract C-1001 of this service account (2026-03-12 to 2027-03-12).");
  EXPECT_FALSE(found.touches);
}

TEST(ServiceIntervals, AGapWarnsWithItsDays) {
  const auto found = verdict(interval("2027-03-15", "2028-03-12"), {interval("2026-03-12", "2027-03-12"), interval("2025-01-01", "2026-01-01")});
  EXPECT_EQ(brief(found.findings), "warn /accounts/0 service_gap\n");
  EXPECT_EQ(found.findings[0].message, "3 days lie between this contract and C-1001 (2026-03-12 to 2027-03-12).");
}

TEST(ServiceIntervals, AnOpenEndOverlapsAllThatIsLater) {
  EXPECT_EQ(brief(verdict(interval("2027-03-12", "2028-03-12"), {interval("2026-03-12", "")}).findings), "block /accounts/0 service_overlap\n");
  EXPECT_EQ(brief(verdict(interval("2027-03-12", ""), {interval("2030-03-12", "2031-03-12")}).findings), "block /accounts/0 service_overlap\n");
}

TEST(ServiceIntervals, AnotherPartnersContractIsHiddenFromTheCaller) {
  const auto found = verdict(interval("2027-03-11", "2028-03-12"), {interval("2026-03-12", "2027-03-12", false), interval("2025-03-12", "2026-01-12", false)});
  EXPECT_TRUE(found.findings.empty());
  EXPECT_EQ(found.other_partners_contracts, std::vector<std::string>{"C-1001"});
}

}  // namespace
}  // namespace switchyard::rules
