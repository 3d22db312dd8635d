// Reads the raw bytes of a request's head strictly, before the parser does. Whatever two HTTP readers on one path could take
// differently is refused here, so that no request hides in another (RFC 9112, sections 2.2, 3, 5 and 6; RFC 9110, section 5.5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "http/refusal.hpp"

namespace switchyard::http {

struct HeadLimits {
  std::size_t target_size_max = 8 * 1024;  // Bytes; over it 414.
  std::size_t headers_max = 100;           // Fields; over it 431.
};

// The parts of a sound head, looking into its bytes; values are trimmed.
struct HeadParts {
  std::string_view method;
  std::string_view target;
  bool is_http_11 = true;
  // Whether a field speaks of the connection or of a body. Where none does, the connection is kept as the version says and there
  // is no body.
  bool has_framing = false;
  std::vector<std::pair<std::string_view, std::string_view>> fields;
};

// `head` is everything from the request line through the empty line. Null where it is sound: then it has one HTTP/1.1 Host
// (HTTP/1.0 may have none), at most one of Content-Length and Transfer-Encoding, and this is "chunked". `parts` is empty before.
[[nodiscard]] std::optional<Refusal> check_head(std::string_view head, const HeadLimits& limits, HeadParts& parts);

[[nodiscard]] bool is_token_character(char c);
[[nodiscard]] bool is_token(std::string_view text);
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);
// Without spaces and tabs at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace switchyard::http
