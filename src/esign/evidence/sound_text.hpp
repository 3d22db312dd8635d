// Text of any origin as evidence keeps it: sound UTF-8, at most so long.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::esign {

// Bytes that are no UTF-8 become U+FFFD, control characters a space but for the line feed; cut before the letter that would go over `size_max` bytes.
[[nodiscard]] std::string sound_text(std::string_view text, std::size_t size_max);

// With the quotes around it; `text` is sound.
[[nodiscard]] std::string json_text(std::string_view text);

}  // namespace switchyard::esign
