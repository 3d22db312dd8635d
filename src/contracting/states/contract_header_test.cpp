#include "contracting/states/contract_header.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace switchyard::contracting {
namespace {

using A = AccountState;
using C = ContractState;

C header(C current, std::vector<A> accounts) { return derive_header(current, accounts); }
Date day(std::string_view text) { return Date::parse(text).value(); }

TEST(ContractHeader, IsTheLeastAdvancedOpenAccountsStage) {
  EXPECT_EQ(header(C::submitted, {A::supplier_accepted, A::submitted}), C::submitted);
  EXPECT_EQ(header(C::submitted, {A::supplier_accepted, A::scheduled}), C::accepted);
  EXPECT_EQ(header(C::accepted, {A::scheduled, A::ready}), C::submitted);
  EXPECT_EQ(header(C::accepted, {A::active, A::active}), C::active);
}

TEST(ContractHeader, SomeActiveAndSomeNotIsPartlyActive) {
  EXPECT_EQ(header(C::accepted, {A::active, A::scheduled}), C::partly_active);
  EXPECT_EQ(header(C::submitted, {A::active, A::utility_rejected}), C::partly_active);
  EXPECT_EQ(header(C::partly_active, {A::active, A::cancelled}), C::active);
  EXPECT_EQ(header(C::active, {A::drop_notified, A::rolled_over, A::dropped}), C::active);
}

TEST(ContractHeader, IsRejectedOnlyWhereNothingElseIsOpen) {
  EXPECT_EQ(header(C::submitted, {A::supplier_rejected, A::submitted}), C::submitted);
  EXPECT_EQ(header(C::submitted, {A::supplier_rejected, A::supplier_accepted}), C::accepted);
  EXPECT_EQ(header(C::submitted, {A::supplier_rejected, A::objected}), C::rejected);
  EXPECT_EQ(header(C::submitted, {A::supplier_rejected, A::cancelled}), C::rejected);
}

TEST(ContractHeader, EndsAsItsAccountsDid) {
  EXPECT_EQ(header(C::active, {A::ended, A::dropped}), C::ended);
  EXPECT_EQ(header(C::submitted, {A::cancelled, A::cancelled}), C::cancelled);
  EXPECT_EQ(header(C::accepted, {A::rescinded, A::cancelled}), C::rescinded);
  EXPECT_EQ(header(C::active, {A::ended, A::cancelled}), C::ended);
}

TEST(ContractHeader, StaysExecutedUntilSomethingFlowsOrEverythingFails) {
  EXPECT_EQ(header(C::executed, {A::scheduled, A::submitted}), C::executed);
  EXPECT_EQ(header(C::executed, {A::active, A::submitted}), C::partly_active);
  EXPECT_EQ(header(C::executed, {A::utility_rejected}), C::rejected);
}

TEST(ContractHeader, IsTheContractsOwnBeforeSubmission) {
  EXPECT_EQ(header(C::draft, {A::pending}), C::draft);
  EXPECT_EQ(header(C::in_review, {A::ready, A::cancelled}), C::in_review);
  EXPECT_EQ(header(C::voided, {A::cancelled}), C::voided);
}

// Every header that accounts can lead to is reached by an event of the table, from every header that follows accounts.
TEST(ContractHeader, EveryDerivedStepIsATransitionOfTheTable) {
  for (const C current : {C::submitted, C::accepted, C::executed, C::rejected, C::partly_active, C::active}) {
    for (const A one : kAccountStates) {
      for (const A other : kAccountStates) {
        const C next = header(current, {one, other});
        if (next == current) continue;
        const bool both_were_active = current == C::active || current == C::partly_active;
        const bool is_before_activity = next == C::submitted || next == C::accepted || next == C::rejected || next == C::cancelled || next == C::rescinded;
        if (both_were_active && is_before_activity) continue;  // No account goes from active back to there.
        EXPECT_TRUE(event_between(current, next).has_value()) << text_of(current) << " " << text_of(next);
      }
    }
  }
}

TEST(ContractProgress, CountsAccounts) {
  const std::vector<A> accounts = {A::active, A::scheduled, A::supplier_rejected, A::dropped, A::cancelled, A::rescinded, A::submitted};
  EXPECT_EQ(progress_of(accounts), (Progress{.accounts = 7, .accepted = 2, .rejected = 1, .active = 1, .dropped = 1, .cancelled = 2}));
}

TEST(RenewalWindow, OpensHalfAYearBeforeTheEndAndWarnsTwoMonthsBefore) {
  const RenewalQuestion contract{.state = C::active, .end = day("2027-05-20")};
  EXPECT_TRUE(renewal_flags(contract, day("2026-11-23")).in_window);
  EXPECT_FALSE(renewal_flags(contract, day("2026-11-20")).in_window);
  EXPECT_FALSE(renewal_flags(contract, day("2027-03-20")).holdover_warning);
  EXPECT_TRUE(renewal_flags(contract, day("2027-03-21")).holdover_warning);
  EXPECT_EQ(renewal_flags(contract, day("2026-11-23")).holdover_warning_from, day("2027-03-21"));
  EXPECT_TRUE(renewal_flags(contract, day("2027-05-20")).in_holdover);
  EXPECT_FALSE(renewal_flags(contract, day("2027-05-20")).in_window);
}

TEST(RenewalWindow, IsShutWhereALaterContractWasSignedOrNothingFlows) {
  EXPECT_FALSE(renewal_flags({.state = C::active, .end = day("2027-05-20"), .is_renewed = true}, day("2027-05-01")).in_window);
  EXPECT_FALSE(renewal_flags({.state = C::draft, .end = day("2027-05-20")}, day("2027-05-01")).in_window);
}

}  // namespace
}  // namespace switchyard::contracting
