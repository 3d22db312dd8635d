// What the edge does to every answer after its handler: ETag, preconditions, compression, Vary, CORS.
#pragma once

#include "http/content_coding.hpp"
#include "http/response.hpp"
#include "http/router.hpp"

namespace switchyard::http {

// `route` is null where none matched. `effort` is how long compression may take.
void finish_answer(Response& response, const Request& request, const Route* route, Effort effort);

// "a" added to "vary: b" makes "vary: b, a"; once only.
void add_vary(Response& response, std::string_view name);

// The value of a response's header, or null.
[[nodiscard]] const std::string* find_header(const Response& response, std::string_view name);

}  // namespace switchyard::http
