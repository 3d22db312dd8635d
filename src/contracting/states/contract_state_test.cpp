#include "contracting/states/contract_state.hpp"

#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace switchyard::contracting {
namespace {

// The whole table once more, as words: a state, and what each event makes of it. What is not here is refused.
const std::map<std::string, std::map<std::string, std::string>> kAllowed = {
    {"draft", {{"send", "sent"}, {"sign", "signed"}, {"sign_late", "signed_late"}, {"withdraw", "voided"}, {"reprice", "draft"}}},
    {"sent", {{"view", "viewed"}, {"sign", "signed"}, {"sign_late", "signed_late"}, {"decline", "declined"}, {"void_envelope", "voided"},
              {"send_failed", "draft"}, {"expire", "expired"}, {"withdraw", "voided"}, {"reprice", "draft"}}},
    {"viewed", {{"sign", "signed"}, {"sign_late", "signed_late"}, {"decline", "declined"}, {"void_envelope", "voided"}, {"send_failed", "draft"},
                {"expire", "expired"}, {"withdraw", "voided"}, {"reprice", "draft"}}},
    {"signed", {{"review", "in_review"}, {"submit", "submitted"}, {"withdraw", "voided"}, {"rescind", "rescinded"}, {"reprice", "draft"}}},
    {"in_review", {{"ask_for_more", "incomplete"}, {"ask_for_deposit", "deposit_required"}, {"submit", "submitted"}, {"withdraw", "voided"},
                   {"rescind", "rescinded"}, {"reprice", "draft"}}},
    {"incomplete", {{"complete", "in_review"}, {"withdraw", "voided"}, {"rescind", "rescinded"}, {"reprice", "draft"}}},
    {"submitted", {{"accept", "accepted"}, {"reject", "rejected"}, {"ask_for_deposit", "deposit_required"}, {"activate_partly", "partly_active"},
                   {"activate", "active"}, {"end", "ended"}, {"cancel", "cancelled"}, {"rescind", "rescinded"}, {"reopen", "draft"}}},
    {"accepted", {{"submit", "submitted"}, {"execute", "executed"}, {"reject", "rejected"}, {"activate_partly", "partly_active"},
                  {"activate", "active"}, {"end", "ended"}, {"cancel", "cancelled"}, {"rescind", "rescinded"}, {"reopen", "draft"}}},
    {"executed", {{"reject", "rejected"}, {"activate_partly", "partly_active"}, {"activate", "active"}, {"end", "ended"}, {"cancel", "cancelled"},
                  {"rescind", "rescinded"}, {"reopen", "draft"}}},
    {"partly_active", {{"submit", "submitted"}, {"accept", "accepted"}, {"reject", "rejected"}, {"activate", "active"}, {"end", "ended"}}},
    {"active", {{"activate_partly", "partly_active"}, {"end", "ended"}}},
    {"expired", {{"sign", "signed"}, {"sign_late", "signed_late"}, {"reprice", "draft"}}},
    {"signed_late", {{"reaffirm", "signed"}, {"reprice", "draft"}, {"withdraw", "voided"}, {"cancel", "cancelled"}}},
    {"deposit_required", {{"settle_deposit", "in_review"}, {"submit", "submitted"}, {"withdraw", "voided"}, {"cancel", "cancelled"},
                          {"rescind", "rescinded"}, {"reprice", "draft"}}},
    {"rejected", {{"submit", "submitted"}, {"accept", "accepted"}, {"activate_partly", "partly_active"}, {"activate", "active"}, {"end", "ended"},
                  {"cancel", "cancelled"}, {"rescind", "rescinded"}, {"reopen", "draft"}}},
};

TEST(ContractStates, EveryEventInEveryStateHasItsTargetOrIsRefused) {
  int allowed = 0;
  for (const ContractState from : kContractStates) {
    for (const ContractEvent event : contract_events()) {
      const auto row = kAllowed.find(std::string(text_of(from)));
      const bool is_there = row != kAllowed.end() && row->second.contains(std::string(text_of(event)));
      const auto next = next_state(from, event);
      ASSERT_EQ(next.has_value(), is_there) << text_of(from) << " " << text_of(event);
      ASSERT_EQ(is_possible(from, event), is_there);
      if (is_there) {
        EXPECT_EQ(text_of(*next), row->second.at(std::string(text_of(event))));
        ++allowed;
      } else {
        EXPECT_EQ(next.error().code, "contract_state_conflict");
        EXPECT_EQ(next.error().kind, ErrorKind::conflict);
      }
    }
  }
  EXPECT_EQ(allowed, 90);
}

TEST(ContractStates, ARefusalNamesTheStatesInWhichItWouldBePossible) {
  EXPECT_EQ(next_state(ContractState::draft, ContractEvent::execute).error().message, "The contract is draft; execute is possible while it is accepted.");
}

TEST(ContractStates, EveryWordComesBackAsItsState) {
  std::set<std::string> words;
  for (const ContractState state : kContractStates) {
    words.insert(std::string(text_of(state)));
    ASSERT_TRUE(parse_contract_state(text_of(state)).has_value());
    EXPECT_EQ(*parse_contract_state(text_of(state)), state);
  }
  EXPECT_EQ(words.size(), kContractStates.size());
  EXPECT_EQ(parse_contract_state("Signed").error().code, "not_one_of");
}

TEST(ContractStates, EveryStateThatIsNotFinalSaysWhomItWaitsForAndFinalOnesForNobody) {
  for (const ContractState state : kContractStates) {
    EXPECT_EQ(facts_of(state).state, state);
    EXPECT_EQ(facts_of(state).waiting_on == WaitingOn::nobody, facts_of(state).is_final) << text_of(state);
    EXPECT_EQ(facts_of(state).due == DueRule::none, facts_of(state).is_final) << text_of(state);
  }
}

TEST(ContractStates, OnlyAnExpiredContractLeavesAFinalState) {
  for (const ContractState state : kContractStates) {
    if (!facts_of(state).is_final) continue;
    bool leaves = false;
    for (const ContractEvent event : contract_events()) leaves |= is_possible(state, event);
    EXPECT_EQ(leaves, state == ContractState::expired) << text_of(state);
  }
}

TEST(ContractStates, ReasonsToReopenAPriceComeBackAsWords) {
  EXPECT_EQ(*parse_reopen_reason("start_left_window"), ReopenReason::start_left_window);
  EXPECT_EQ(text_of(ReopenReason::supplier_withdrew_price), "supplier_withdrew_price");
  EXPECT_EQ(parse_reopen_reason("cheaper").error().code, "not_one_of");
}

TEST(WaitingOnWords, ComeBack) {
  EXPECT_EQ(*parse_waiting_on("operator"), WaitingOn::operators);
  EXPECT_EQ(*parse_waiting_on(""), WaitingOn::nobody);
  EXPECT_EQ(parse_waiting_on("bank").error().code, "not_one_of");
}

}  // namespace
}  // namespace switchyard::contracting
