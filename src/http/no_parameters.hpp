// For routes that take no query parameters: one that comes is refused before anything is done.
#pragma once

#include "http/request.hpp"

namespace switchyard::http {

// Refused with `unknown_parameter`, naming each, or as parse_parameters does.
[[nodiscard]] Result<void> takes_no_parameters(const Request& request);

}  // namespace switchyard::http
