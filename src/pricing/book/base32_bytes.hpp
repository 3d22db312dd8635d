// Fixed runs of 20 bytes as 32 characters of Crockford's base 32 in lower case, and back. Order is kept.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace switchyard::pricing {

using TwentyBytes = std::array<std::uint8_t, 20>;
inline constexpr std::size_t kBase32Size = 32;

// Writes kBase32Size characters at `at` and gives where the next one stands.
char* put_base32(char* at, const TwentyBytes& bytes);
// The eight characters of five bytes, the first the highest: a quarter of put_base32.
char* put_base32_quarter(char* at, std::uint64_t bits);
void append_base32(std::string& out, const TwentyBytes& bytes);
// Only what put_base32 writes.
[[nodiscard]] std::optional<TwentyBytes> parse_base32(std::string_view text);

}  // namespace switchyard::pricing
