// How a request is told from others: X-Request-Id and the W3C trace context (https://www.w3.org/TR/trace-context/, version 00).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ports/random.hpp"

namespace switchyard::http {

// 1 to 128 visible ASCII characters without quotes or backslash: safe in a log line and in a header.
[[nodiscard]] bool is_sound_request_id(std::string_view text);
[[nodiscard]] std::string make_request_id(Random& random);

// The trace goes on with a new parent id where `received` is sound, else a new one begins, not sampled.
[[nodiscard]] std::string continue_trace(std::optional<std::string_view> received, Random& random);

}  // namespace switchyard::http
