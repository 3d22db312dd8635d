// The bytes of a response before its body.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "http/response.hpp"

namespace switchyard::http {

// The reason phrase of a status: "Not Found".
[[nodiscard]] std::string_view reason_of(int status);

// How the body is told apart from what follows.
struct BodyFraming {
  enum class By { length, chunks, close, none } by = By::length;  // `none`: 1xx, 204, 304.
  std::size_t length = 0;
};

struct HeadFacts {
  std::string_view date;         // As http_date writes.
  std::string_view request_id;   // Empty: left out.
  bool is_http_11 = true;        // What the client speaks.
  bool keep_alive = true;
  BodyFraming framing;
};

// Appends the head, empty line and all. A control character in a header's name or value is a bug (ENSURE), found before
// anything is written.
void append_response_head(std::string& out, const Response& response, const HeadFacts& facts);

}  // namespace switchyard::http
