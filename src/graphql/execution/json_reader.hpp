// A JSON text from outside as a Value (RFC 8259): well-formed UTF-8, no member twice, within limits; numbers keep the digits they were
// written with. A byte order mark before it is skipped.
#pragma once

#include <cstddef>
#include <string_view>

#include "graphql/value.hpp"
#include "values/result.hpp"

namespace switchyard::graphql {

struct JsonLimits {
  std::size_t depth_max = 64;         // Objects and arrays inside each other.
  std::size_t values_max = 500'000;   // Of any kind.
};

// Refused with `malformed_json`, `duplicate_member` or `json_too_large` (kind too_large).
[[nodiscard]] Result<Value> read_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace switchyard::graphql
