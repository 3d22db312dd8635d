// What an answer does to an account in a state: the events that it is, or that it was known, or that it is too early. Pure.
#pragma once

#include <vector>

#include "contracting/states/account_state.hpp"
#include "enrollment/answers/answer.hpp"

namespace switchyard::enrollment {

// The events that take the account where the answer says it is; each possible after the one before. Empty where none does.
[[nodiscard]] std::vector<contracting::AccountEvent> steps_of(AnswerKind kind, contracting::AccountState from);
// The account is there already, or further on.
[[nodiscard]] bool is_known(AnswerKind kind, contracting::AccountState state);

}  // namespace switchyard::enrollment
