// Entity tags and the preconditions on them (RFC 9110, sections 8.8.3 and 13.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/request.hpp"

namespace switchyard::http {

// A strong tag, quotes and all, of 128 bits of a hash. Not against an attacker who makes both bodies. The same on every node.
[[nodiscard]] std::string entity_tag_of(std::string_view body);

// If-Match, by strong comparison: true where it is absent, "*" with a tag given, or lists it. A handler that writes asks this
// with the tag of the stored thing (nullopt: there is none) before it changes anything, and answers 412 `precondition_failed`.
[[nodiscard]] bool if_match_holds(const Request& request, std::optional<std::string_view> entity_tag);
// If-None-Match, by weak comparison: true where it is absent or neither "*" (with a tag given) nor lists it.
[[nodiscard]] bool if_none_match_holds(const Request& request, std::optional<std::string_view> entity_tag);

// The tag of the same thing in another coding: "\"abc\"" -> "\"abc-br\"". A weak tag stays as it is.
[[nodiscard]] std::string entity_tag_for_coding(std::string_view entity_tag, std::string_view coding);

}  // namespace switchyard::http
