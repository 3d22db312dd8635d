// Whom a state waits for, and by what it is late: said of every state that is not final. Part of the tables of states.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "values/result.hpp"

namespace switchyard::contracting {

enum class WaitingOn : std::uint8_t { nobody, customer, partner, operators, supplier, utility };
[[nodiscard]] std::string_view text_of(WaitingOn party);  // "operator" for `operators`; empty for nobody.
// Empty text is `nobody`; refused with "not_one_of".
[[nodiscard]] Result<WaitingOn> parse_waiting_on(std::string_view text);

// What gives a state its dueAt. A rule whose fact is not known gives none.
enum class DueRule : std::uint8_t {
  none,
  sign_by,          // The earliest signBy of the open accounts.
  submit_by,        // The earliest submitBy of the open accounts.
  two_days,         // Two business days after the state began: people's work on papers.
  ten_days,         // Ten business days after the state began: an answer of a supplier or a utility.
  start,            // The (first) start read.
  end,              // The (last) end read.
};

}  // namespace switchyard::contracting
