// A JSON text from outside as a tree. Strict: RFC 8259, well-formed UTF-8, no member twice, within its limits.
// Numbers keep the digits they were written with, so that nothing is lost to floating point.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::http {

struct JsonLimits {
  std::size_t size_max = 1024 * 1024;  // Bytes of text.
  std::size_t depth_max = 32;          // Objects and arrays inside each other.
  std::size_t values_max = 100'000;    // Of any kind.
};

struct JsonMember;

struct JsonValue {
  enum class Kind { null, boolean, number, text, array, object };
  Kind kind = Kind::null;
  std::string text;                  // A text decoded; a number as it was written; "true" or "false".
  std::vector<JsonValue> items;      // Of an array.
  std::vector<JsonMember> members;   // Of an object, in the order sent; names are unique.

  // Null where there is no such member, or this is no object.
  [[nodiscard]] const JsonValue* find(std::string_view name) const;
  // JSON text of it, without spaces.
  [[nodiscard]] std::string json() const;
};

struct JsonMember {
  std::string name;
  JsonValue value;
};

// "a text", "an object"…
[[nodiscard]] std::string_view words_for(JsonValue::Kind kind);

// Refused with `malformed_json`, `duplicate_member`, `json_too_deep`, `json_too_large` (kind too_large); the message has the place.
Result<JsonValue> parse_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace switchyard::http
