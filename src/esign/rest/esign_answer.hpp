// Answers in the manner of DocuSign's REST API v2.1: refusals as {"errorCode","message"}, never cached, a trace token on each.
// Source: docs/esign.md holds the table of codes.
#pragma once

#include <string>
#include <string_view>

#include "http/response.hpp"
#include "values/error.hpp"

namespace switchyard::esign {

// {"errorCode","message"} with that status.
[[nodiscard]] http::Response refusal(int status, std::string_view code, std::string_view message);
// A domain refusal: its code is one of DocuSign's (docs/esign.md), its status follows from the code, else from the kind: what the
// envelope's state or the input forbids is 400, as DocuSign answers it.
[[nodiscard]] http::Response refusal(const Error& error);
[[nodiscard]] int rest_status_of(const Error& error);

// The edge's problem+json said in these words: http::Route::reshape_problem.
void reshape_problem(http::Response& response);

[[nodiscard]] http::Response answer(int status, std::string json);
// 200 with bytes of a file: PDF, ZIP or base64 text. `name` is the file name offered to a browser.
[[nodiscard]] http::Response file_answer(std::string content_type, std::string bytes, std::string_view name);

}  // namespace switchyard::esign
