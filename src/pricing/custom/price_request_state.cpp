#include "pricing/custom/price_request_state.hpp"

#include <span>
#include <string>

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

template <class State, class Action>
struct Transition {
  State from;
  Action action;
  State to;
};
using RequestTransition = Transition<RequestState, RequestAction>;
using OfferTransition = Transition<OfferState, OfferAction>;

constexpr std::array kRequestTransitions = {
    RequestTransition{RequestState::draft, RequestAction::send, RequestState::sent},
    RequestTransition{RequestState::draft, RequestAction::withdraw, RequestState::withdrawn},
    RequestTransition{RequestState::sent, RequestAction::answer, RequestState::answered},
    RequestTransition{RequestState::sent, RequestAction::decline, RequestState::no_bid},
    RequestTransition{RequestState::sent, RequestAction::expire, RequestState::expired},
    RequestTransition{RequestState::sent, RequestAction::withdraw, RequestState::withdrawn},
    RequestTransition{RequestState::answered, RequestAction::answer, RequestState::answered},
    RequestTransition{RequestState::answered, RequestAction::withdraw, RequestState::withdrawn},
};

constexpr std::array kOfferTransitions = {
    OfferTransition{OfferState::open, OfferAction::hold, OfferState::held},
    OfferTransition{OfferState::open, OfferAction::withdraw, OfferState::withdrawn},
    OfferTransition{OfferState::open, OfferAction::requote, OfferState::superseded},
    OfferTransition{OfferState::held, OfferAction::release, OfferState::open},
    OfferTransition{OfferState::held, OfferAction::withdraw, OfferState::withdrawn},
    OfferTransition{OfferState::held, OfferAction::requote, OfferState::superseded},
};

struct Words {
  std::string_view code;
  std::string_view thing;
};

template <class State, class Action>
Result<State> next_in(std::span<const Transition<State, Action>> table, State from, Action action, const Words& words) {
  std::string allowed;
  for (const auto& transition : table) {
    if (transition.action != action) continue;
    if (transition.from == from) return transition.to;
    allowed.append(allowed.empty() ? "" : " or ").append(text_of(transition.from));
  }
  return Error{ErrorKind::conflict, std::string(words.code),
               fmt::format("The {} is {}; {} is possible while it is {}.", words.thing, text_of(from), text_of(action), allowed)};
}

}  // namespace

std::string_view text_of(RequestState state) {
  switch (state) {
    case RequestState::draft: return "draft";
    case RequestState::sent: return "sent";
    case RequestState::answered: return "answered";
    case RequestState::no_bid: return "no_bid";
    case RequestState::expired: return "expired";
    case RequestState::withdrawn: return "withdrawn";
  }
  return "";
}

std::string_view text_of(RequestAction action) {
  switch (action) {
    case RequestAction::send: return "send";
    case RequestAction::answer: return "an offer";
    case RequestAction::decline: return "no-bid";
    case RequestAction::expire: return "expire";
    case RequestAction::withdraw: return "withdraw";
  }
  return "";
}

std::string_view text_of(OfferState state) {
  switch (state) {
    case OfferState::open: return "open";
    case OfferState::held: return "held";
    case OfferState::withdrawn: return "withdrawn";
    case OfferState::superseded: return "superseded";
  }
  return "";
}

std::string_view text_of(OfferAction action) {
  switch (action) {
    case OfferAction::hold: return "hold";
    case OfferAction::release: return "release";
    case OfferAction::withdraw: return "withdraw";
    case OfferAction::requote: return "requote";
  }
  return "";
}

Result<RequestState> parse_request_state(std::string_view text) {
  for (const RequestState state : kRequestStates) {
    if (text_of(state) == text) return state;
  }
  return Error{ErrorKind::invalid, "not_one_of", "must be draft, sent, answered, no_bid, expired or withdrawn"};
}

Result<OfferState> parse_offer_state(std::string_view text) {
  for (const OfferState state : kOfferStates) {
    if (text_of(state) == text) return state;
  }
  return Error{ErrorKind::invalid, "not_one_of", "must be open, held, withdrawn or superseded"};
}

Result<RequestState> next_state(RequestState from, RequestAction action) {
  return next_in(std::span<const RequestTransition>(kRequestTransitions), from, action, {"price_request_state_conflict", "price request"});
}

Result<OfferState> next_state(OfferState from, OfferAction action) {
  return next_in(std::span<const OfferTransition>(kOfferTransitions), from, action, {"offer_state_conflict", "offer"});
}

}  // namespace switchyard::pricing
