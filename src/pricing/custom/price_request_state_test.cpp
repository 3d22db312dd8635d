#include "pricing/custom/price_request_state.hpp"

#include <gtest/gtest.h>

#include <string>

namespace switchyard::pricing {
namespace {

// "draft+send=sent …" of all that is allowed; whatever is not in it must be refused.
template <class States, class Actions>
std::string allowed(const States& states, const Actions& actions, std::string_view code) {
  std::string text;
  for (const auto state : states) {
    for (const auto action : actions) {
      const auto next = next_state(state, action);
      if (!next) {
        EXPECT_EQ(next.error().code, code);
        continue;
      }
      text.append(text.empty() ? "" : " ").append(text_of(state)).append("+").append(text_of(action)).append("=").append(text_of(*next));
    }
  }
  return text;
}

TEST(PriceRequestState, MovesAsTheTableSaysAndNoOtherWay) {
  EXPECT_EQ(allowed(kRequestStates, kRequestActions, "price_request_state_conflict"),
            "draft+send=sent draft+withdraw=withdrawn sent+an offer=answered sent+no-bid=no_bid sent+expire=expired sent+withdraw=withdrawn "
            "answered+an offer=answered answered+withdraw=withdrawn");
}

TEST(PriceRequestState, OffersMoveAsTheTableSaysAndNoOtherWay) {
  EXPECT_EQ(allowed(kOfferStates, kOfferActions, "offer_state_conflict"),
            "open+hold=held open+withdraw=withdrawn open+requote=superseded held+release=open held+withdraw=withdrawn held+requote=superseded");
}

TEST(PriceRequestState, ARefusalNamesTheStatesThatAllowIt) {
  EXPECT_EQ(next_state(RequestState::no_bid, RequestAction::withdraw).error().message,
            "The price request is no_bid; withdraw is possible while it is draft or sent or answered.");
  EXPECT_EQ(next_state(OfferState::superseded, OfferAction::hold).error().message, "The offer is superseded; hold is possible while it is open.");
}

TEST(PriceRequestState, WordsReadBack) {
  for (const RequestState state : kRequestStates) EXPECT_EQ(*parse_request_state(text_of(state)), state);
  for (const OfferState state : kOfferStates) EXPECT_EQ(*parse_offer_state(text_of(state)), state);
  EXPECT_EQ(parse_request_state("lost").error().code, "not_one_of");
  EXPECT_EQ(parse_offer_state("expired").error().code, "not_one_of");
}

}  // namespace
}  // namespace switchyard::pricing
