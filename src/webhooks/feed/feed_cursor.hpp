// A place in the feed as clients hold it: opaque, after a number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace switchyard::webhooks {

[[nodiscard]] std::string cursor_text(std::int64_t after);
// "cursor_invalid" where it is none that cursor_text gave.
[[nodiscard]] Result<std::int64_t> parse_feed_cursor(std::string_view text);

}  // namespace switchyard::webhooks
