// Text as letters that can be printed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace switchyard::documents {

// Line ends as \n, tabs as spaces, other control characters, direction overrides and private characters left out; none where it
// is not UTF-8.
[[nodiscard]] std::optional<std::string> printable(std::string_view text);

// The code point at `at`, which is moved behind it; none where the bytes are not UTF-8.
[[nodiscard]] std::optional<char32_t> next_letter(std::string_view text, std::size_t& at);

// Hebrew, Arabic and the other scripts written from right to left.
[[nodiscard]] bool is_right_to_left(char32_t letter);

void append_utf8(std::string& text, char32_t letter);

}  // namespace switchyard::documents
