// Percent-encoding (RFC 3986, section 2.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace switchyard::http {

enum class Plus { itself, space };

// Null where an escape is broken. The bytes may be anything.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view encoded, Plus plus = Plus::itself);
// C0 controls and DEL.
[[nodiscard]] bool has_control(std::string_view text);
// Printable ASCII and nothing else.
[[nodiscard]] bool is_printable_ascii(std::string_view text);

// The value of a hexadecimal digit, -1 where it is none.
[[nodiscard]] constexpr int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

}  // namespace switchyard::http
