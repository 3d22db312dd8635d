// Instants as DocuSign writes and takes them: UTC with seven digits of a fraction.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

// "2020-07-26T22:54:13.3300000Z"
[[nodiscard]] std::string wire_time(Instant instant);
// What clients send as a date: RFC 3339; the same without an offset, which is UTC; a date alone ("2026-11-24", "2026/11/24",
// "11/24/2026"), which is its midnight in UTC. Else INVALID_REQUEST_PARAMETER.
Result<Instant> parse_wire_time(std::string_view text);

}  // namespace switchyard::esign
