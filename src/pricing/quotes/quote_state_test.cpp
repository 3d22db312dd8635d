#include "pricing/quotes/quote_state.hpp"

#include <gtest/gtest.h>

#include <map>
#include <utility>

namespace switchyard::pricing {
namespace {

TEST(QuoteStates, OnlyTheListedTransitionsAreAllowed) {
  using enum QuoteState;
  const std::map<std::pair<QuoteState, QuoteAction>, QuoteState> allowed = {
      {{open, QuoteAction::select}, selected},      {{selected, QuoteAction::contract}, contracted}, {{open, QuoteAction::expire}, expired},
      {{selected, QuoteAction::expire}, expired},   {{open, QuoteAction::reprice}, repriced},        {{selected, QuoteAction::reprice}, repriced},
      {{expired, QuoteAction::reprice}, repriced},  {{open, QuoteAction::withdraw}, withdrawn},      {{selected, QuoteAction::withdraw}, withdrawn}};
  for (const QuoteState from : kQuoteStates) {
    for (const QuoteAction action : kQuoteActions) {
      const auto next = next_state(from, action);
      const auto expected = allowed.find({from, action});
      ASSERT_EQ(next.has_value(), expected != allowed.end()) << text_of(from) << " " << text_of(action);
      if (next) {
        EXPECT_EQ(*next, expected->second);
      } else {
        EXPECT_EQ(next.error().code, from == expired ? "quote_expired" : "quote_state_conflict");
      }
    }
  }
}

TEST(QuoteStates, TextsReadBack) {
  for (const QuoteState state : kQuoteStates) EXPECT_EQ(*parse_quote_state(text_of(state)), state);
  EXPECT_EQ(parse_quote_state("sold").error().code, "not_one_of");
}

}  // namespace
}  // namespace switchyard::pricing
