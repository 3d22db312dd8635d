// The target of a request line in its parts (RFC 9112, section 3.2).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/refusal.hpp"

namespace switchyard::http {

// Views into the target.
struct RequestTarget {
  std::string_view path;   // As sent, still encoded; begins with '/'. "*" for OPTIONS of the whole server.
  std::string_view query;
  std::string_view host;   // Of the absolute form, which goes before the Host header; else empty.
};

// Origin form, absolute form (http and https) and, for OPTIONS, "*". Null where it is none of these.
[[nodiscard]] std::optional<RequestTarget> split_target(std::string_view method, std::string_view target);

// The path decoded; null where an escape is broken, it is not UTF-8, holds a control character or a segment "." or "..".
[[nodiscard]] std::optional<std::string> decoded_path(std::string_view path);

}  // namespace switchyard::http
