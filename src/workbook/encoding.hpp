// Bytes of unknown origin to UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::workbook {

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);
// Appends a code point; what is none (a surrogate, over 10FFFF) becomes U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

// UTF-16, low byte first, without a mark; halves of surrogate pairs become U+FFFD, an odd last byte is left out.
void append_utf16(std::string& out, std::string_view bytes);
// Each byte is a code point (ISO-8859-1).
void append_latin1(std::string& out, std::string_view bytes);
// False, and nothing appended, where the code page is none of those known: Windows-1252 and Mac Roman by their numbers; plain
// ASCII is known whatever the number. An open byte of Windows-1252 becomes U+FFFD.
[[nodiscard]] bool append_code_page(std::string& out, std::string_view bytes, unsigned code_page);

// UTF-16 with a byte order mark, UTF-8 with or without one, else Windows-1252, of which Latin-1 is a part. Marks are dropped;
// halves of surrogate pairs and the five bytes that Windows-1252 leaves open become U+FFFD.
[[nodiscard]] std::string to_utf8(std::string bytes);

// Do these bytes read as text: a known mark, or no control characters but tab and line breaks in the first 64 KiB?
[[nodiscard]] bool looks_like_text(std::string_view bytes);

}  // namespace switchyard::workbook
