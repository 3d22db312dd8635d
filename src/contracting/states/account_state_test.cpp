#include "contracting/states/account_state.hpp"

#include <map>
#include <string>

#include <gtest/gtest.h>

namespace switchyard::contracting {
namespace {

const std::map<std::string, std::map<std::string, std::string>> kAllowed = {
    {"pending", {{"make_ready", "ready"}, {"cancel", "cancelled"}, {"rescind", "rescinded"}}},
    {"ready", {{"unready", "pending"}, {"submit", "submitted"}, {"cancel", "cancelled"}, {"rescind", "rescinded"}, {"reopen", "pending"}}},
    {"submitted", {{"supplier_accept", "supplier_accepted"}, {"supplier_reject", "supplier_rejected"}, {"utility_accept", "utility_accepted"},
                   {"utility_reject", "utility_rejected"}, {"cancel", "cancelled"}, {"rescind", "rescinded"}, {"reopen", "pending"}}},
    {"supplier_accepted", {{"supplier_reject", "supplier_rejected"}, {"send_to_utility", "utility_pending"}, {"utility_accept", "utility_accepted"},
                           {"utility_reject", "utility_rejected"}, {"schedule", "scheduled"}, {"cancel", "cancelled"}, {"rescind", "rescinded"},
                           {"reopen", "pending"}}},
    {"supplier_rejected", {{"supplier_accept", "supplier_accepted"}, {"fix", "ready"}, {"cancel", "cancelled"}, {"rescind", "rescinded"}, {"reopen", "pending"}}},
    {"utility_pending", {{"supplier_reject", "supplier_rejected"}, {"utility_accept", "utility_accepted"}, {"utility_reject", "utility_rejected"},
                         {"object", "objected"}, {"cancel", "cancelled"}, {"rescind", "rescinded"}, {"reopen", "pending"}}},
    {"utility_accepted", {{"utility_reject", "utility_rejected"}, {"object", "objected"}, {"schedule", "scheduled"}, {"activate", "active"},
                          {"cancel", "cancelled"}, {"rescind", "rescinded"}, {"reopen", "pending"}}},
    {"utility_rejected", {{"fix", "ready"}, {"retry", "utility_pending"}, {"utility_accept", "utility_accepted"}, {"cancel", "cancelled"},
                          {"rescind", "rescinded"}, {"reopen", "pending"}}},
    {"objected", {{"fix", "ready"}, {"retry", "utility_pending"}, {"cancel", "cancelled"}, {"rescind", "rescinded"}, {"reopen", "pending"}}},
    {"scheduled", {{"utility_reject", "utility_rejected"}, {"object", "objected"}, {"activate", "active"}, {"cancel", "cancelled"},
                   {"rescind", "rescinded"}, {"reopen", "pending"}}},
    {"active", {{"notify_drop", "drop_notified"}, {"drop", "dropped"}, {"roll_over", "rolled_over"}, {"end", "ended"}}},
    {"drop_notified", {{"drop", "dropped"}, {"reinstate", "reinstated"}, {"end", "ended"}}},
    {"dropped", {{"reinstate", "reinstated"}}},
    {"reinstated", {{"notify_drop", "drop_notified"}, {"drop", "dropped"}, {"roll_over", "rolled_over"}, {"end", "ended"}}},
    {"rolled_over", {{"notify_drop", "drop_notified"}, {"drop", "dropped"}, {"end", "ended"}}},
};

TEST(AccountStates, EveryEventInEveryStateHasItsTargetOrIsRefused) {
  int allowed = 0;
  for (const AccountState from : kAccountStates) {
    for (const AccountEvent event : account_events()) {
      const auto row = kAllowed.find(std::string(text_of(from)));
      const bool is_there = row != kAllowed.end() && row->second.contains(std::string(text_of(event)));
      const auto next = next_state(from, event);
      ASSERT_EQ(next.has_value(), is_there) << text_of(from) << " " << text_of(event);
      ASSERT_EQ(is_possible(from, event), is_there);
      if (is_there) {
        EXPECT_EQ(text_of(*next), row->second.at(std::string(text_of(event))));
        ++allowed;
      } else {
        EXPECT_EQ(next.error().code, "contract_account_state_conflict");
      }
    }
  }
  EXPECT_EQ(allowed, 74);
}

TEST(AccountStates, EveryStateThatIsNotFinalSaysWhomItWaitsFor) {
  for (const AccountState state : kAccountStates) {
    EXPECT_EQ(*parse_account_state(text_of(state)), state);
    EXPECT_EQ(facts_of(state).state, state);
    EXPECT_EQ(facts_of(state).waiting_on == WaitingOn::nobody, facts_of(state).is_final) << text_of(state);
  }
}

TEST(AccountStates, ARejectionWaitsForWhomItsClassSays) {
  EXPECT_EQ(waiting_on(AccountState::utility_rejected, RejectClass::fixable), WaitingOn::partner);
  EXPECT_EQ(waiting_on(AccountState::utility_rejected, RejectClass::retry), WaitingOn::operators);
  EXPECT_EQ(waiting_on(AccountState::submitted, RejectClass::retry), WaitingOn::supplier);
  EXPECT_EQ(*parse_reject_class("retry"), RejectClass::retry);
}

}  // namespace
}  // namespace switchyard::contracting
