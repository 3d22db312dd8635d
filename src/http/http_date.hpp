// Dates as HTTP writes them (RFC 9110, section 5.6.7): "Tue, 15 Nov 1994 08:12:31 GMT".
#pragma once

#include <string>

#include "values/instant.hpp"

namespace switchyard::http {

[[nodiscard]] std::string http_date(Instant instant);

}  // namespace switchyard::http
