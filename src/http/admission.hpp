// What a request must be for its route before its body is read, and what OPTIONS is told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/refusal.hpp"
#include "http/response.hpp"
#include "http/router.hpp"

namespace switchyard::http {

[[nodiscard]] std::optional<Method> parse_method(std::string_view text);

// 413, 415, 406 or 417; null where the request may go on.
[[nodiscard]] std::optional<Response> refuse_before_body(const Route& route, const Request& request, bool has_body, std::uint64_t content_length);

// "GET, HEAD, POST, OPTIONS".
[[nodiscard]] std::string allow_of(const std::vector<Method>& methods);

// The answer to OPTIONS: a CORS preflight where it is one and `asked` (the route of the method that it asks for) takes other
// origins, else 204 with Allow.
[[nodiscard]] Response answer_options(const Request& request, const std::vector<Method>& allowed, const Route* asked);

}  // namespace switchyard::http
