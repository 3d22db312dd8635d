// Dates as HTTP writes them (RFC 9110, section 5.6.7): "Tue, 15 Nov 1994 08:12:31 GMT".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "values/instant.hpp"

namespace switchyard::http {

[[nodiscard]] std::string http_date(Instant instant);
// Of this form alone, which all senders must use; none where it is no such text.
[[nodiscard]] std::optional<Instant> parse_http_date(std::string_view text);

}  // namespace switchyard::http
