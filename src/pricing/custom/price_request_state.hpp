// The states of price requests and of suppliers' offers, and what moves them: one table each, tested whole.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "values/result.hpp"

namespace switchyard::pricing {

enum class RequestState : std::uint8_t { draft, sent, answered, no_bid, expired, withdrawn };
// answer: a supplier offered. decline: the last supplier that was asked declined.
enum class RequestAction : std::uint8_t { send, answer, decline, expire, withdraw };
inline constexpr std::array kRequestStates = {RequestState::draft,  RequestState::sent,    RequestState::answered,
                                              RequestState::no_bid, RequestState::expired, RequestState::withdrawn};
inline constexpr std::array kRequestActions = {RequestAction::send, RequestAction::answer, RequestAction::decline, RequestAction::expire,
                                               RequestAction::withdraw};

// An offer past its validity is `expired` by the clock alone: offer_state_at.
enum class OfferState : std::uint8_t { open, held, withdrawn, superseded };
enum class OfferAction : std::uint8_t { hold, release, withdraw, requote };
inline constexpr std::array kOfferStates = {OfferState::open, OfferState::held, OfferState::withdrawn, OfferState::superseded};
inline constexpr std::array kOfferActions = {OfferAction::hold, OfferAction::release, OfferAction::withdraw, OfferAction::requote};

[[nodiscard]] std::string_view text_of(RequestState state);
[[nodiscard]] std::string_view text_of(RequestAction action);
[[nodiscard]] std::string_view text_of(OfferState state);
[[nodiscard]] std::string_view text_of(OfferAction action);
// Refused with "not_one_of".
[[nodiscard]] Result<RequestState> parse_request_state(std::string_view text);
[[nodiscard]] Result<OfferState> parse_offer_state(std::string_view text);

// Refused with "price_request_state_conflict" and "offer_state_conflict", naming the states from which it is allowed.
[[nodiscard]] Result<RequestState> next_state(RequestState from, RequestAction action);
[[nodiscard]] Result<OfferState> next_state(OfferState from, OfferAction action);

}  // namespace switchyard::pricing
