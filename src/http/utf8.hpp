// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace switchyard::http {

// Bytes of the well-formed character at the front of `text`, 0 where there is none.
[[nodiscard]] std::size_t utf8_sequence_size(std::string_view text);
[[nodiscard]] bool is_utf8(std::string_view text);
// Characters (code points) of well-formed UTF-8.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

}  // namespace switchyard::http
