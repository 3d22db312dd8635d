// The states of a quote and what moves it from one to the other: one table, tested whole.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "values/result.hpp"

namespace switchyard::pricing {

enum class QuoteState : std::uint8_t { open, selected, contracted, expired, repriced, withdrawn };
enum class QuoteAction : std::uint8_t { select, contract, expire, reprice, withdraw };

inline constexpr std::array kQuoteStates = {QuoteState::open,    QuoteState::selected, QuoteState::contracted,
                                            QuoteState::expired, QuoteState::repriced, QuoteState::withdrawn};
inline constexpr std::array kQuoteActions = {QuoteAction::select, QuoteAction::contract, QuoteAction::expire, QuoteAction::reprice,
                                             QuoteAction::withdraw};

[[nodiscard]] std::string_view text_of(QuoteState state);
[[nodiscard]] std::string_view text_of(QuoteAction action);
// Refused with "not_one_of".
[[nodiscard]] Result<QuoteState> parse_quote_state(std::string_view text);

// Refused with "quote_state_conflict", naming the states from which it is allowed; "quote_expired" where only time stands in the way.
[[nodiscard]] Result<QuoteState> next_state(QuoteState from, QuoteAction action);
// Whether time can end it.
[[nodiscard]] bool may_expire(QuoteState state);

}  // namespace switchyard::pricing
