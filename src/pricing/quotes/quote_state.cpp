#include "pricing/quotes/quote_state.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

struct Transition {
  QuoteState from;
  QuoteAction action;
  QuoteState to;
};

constexpr std::array kTransitions = {
    Transition{QuoteState::open, QuoteAction::select, QuoteState::selected},
    Transition{QuoteState::selected, QuoteAction::contract, QuoteState::contracted},
    Transition{QuoteState::open, QuoteAction::expire, QuoteState::expired},
    Transition{QuoteState::selected, QuoteAction::expire, QuoteState::expired},
    Transition{QuoteState::open, QuoteAction::reprice, QuoteState::repriced},
    Transition{QuoteState::selected, QuoteAction::reprice, QuoteState::repriced},
    Transition{QuoteState::expired, QuoteAction::reprice, QuoteState::repriced},
    Transition{QuoteState::open, QuoteAction::withdraw, QuoteState::withdrawn},
    Transition{QuoteState::selected, QuoteAction::withdraw, QuoteState::withdrawn},
};

std::string states_for(QuoteAction action) {
  std::string text;
  for (const Transition& transition : kTransitions) {
    if (transition.action == action) text.append(text.empty() ? "" : ", ").append(text_of(transition.from));
  }
  return text;
}

}  // namespace

std::string_view text_of(QuoteState state) {
  switch (state) {
    case QuoteState::open: return "open";
    case QuoteState::selected: return "selected";
    case QuoteState::contracted: return "contracted";
    case QuoteState::expired: return "expired";
    case QuoteState::repriced: return "repriced";
    case QuoteState::withdrawn: return "withdrawn";
  }
  return "";
}

std::string_view text_of(QuoteAction action) {
  switch (action) {
    case QuoteAction::select: return "select";
    case QuoteAction::contract: return "contract";
    case QuoteAction::expire: return "expire";
    case QuoteAction::reprice: return "reprice";
    case QuoteAction::withdraw: return "withdraw";
  }
  return "";
}

Result<QuoteState> parse_quote_state(std::string_view text) {
  for (const QuoteState state : kQuoteStates) {
    if (text_of(state) == text) return state;
  }
  return Error{ErrorKind::invalid, "not_one_of", "must be open, selected, contracted, expired, repriced or withdrawn"};
}

Result<QuoteState> next_state(QuoteState from, QuoteAction action) {
  for (const Transition& transition : kTransitions) {
    if (transition.from == from && transition.action == action) return transition.to;
  }
  if (from == QuoteState::expired) return Error{ErrorKind::conflict, "quote_expired", "The quote has expired; POST /v1/quotes/{id}/reprice gives it today's prices."};
  return Error{ErrorKind::conflict, "quote_state_conflict",
               fmt::format("The quote is {}; {} is possible while it is {}.", text_of(from), text_of(action), states_for(action))};
}

bool may_expire(QuoteState state) { return next_state(state, QuoteAction::expire).has_value(); }

}  // namespace switchyard::pricing
