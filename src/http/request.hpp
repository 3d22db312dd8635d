// A request as handlers see it: whole, within its limits, with no library's types. Header names are lower case.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "values/result.hpp"

namespace switchyard::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options };
[[nodiscard]] std::string_view text_of(Method method);

using Headers = std::vector<std::pair<std::string, std::string>>;

// One decoded `name=value` of a query string or form, in the order sent.
struct Parameter {
  std::string name;
  std::string value;
};

// Percent-decoded UTF-8 ('+' is a space); a broken escape, a control character or over `count_max` is refused with the name.
Result<std::vector<Parameter>> parse_parameters(std::string_view encoded, std::size_t count_max = 100);

struct Request {
  Method method = Method::get;
  std::string path;                        // Decoded, no query, begins with '/'.
  std::string query;                       // Raw, after '?'.
  Headers headers;
  std::string body;
  std::string remote_address;              // The peer's, or the proxy-told client's where the proxy is trusted.
  bool is_tls = false;
  std::string host;
  std::string request_id;                  // Taken from X-Request-Id where it is sound, else made.
  std::string traceparent;                 // W3C trace context of this request.
  std::vector<std::string> path_captures;  // What each {name} of the route's pattern held, in order, decoded.

  // The first of that name (lower case).
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  [[nodiscard]] std::size_t header_count(std::string_view name) const;
};

}  // namespace switchyard::http
