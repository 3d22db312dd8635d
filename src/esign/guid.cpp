#include "esign/guid.hpp"

#include <array>
#include <cstdint>

namespace switchyard::esign {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

bool is_dash_place(std::size_t at) { return at == 8 || at == 13 || at == 18 || at == 23; }

}  // namespace

std::string make_guid_text(Random& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  std::string text;
  text.reserve(36);
  for (const std::uint8_t byte : bytes) {
    if (is_dash_place(text.size())) text += '-';
    text += kHex[byte >> 4];
    text += kHex[byte & 0x0f];
  }
  return text;
}

std::optional<std::string> parse_guid_text(std::string_view text) {
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  if (text.size() != 36) return std::nullopt;
  std::string parsed(text);
  for (std::size_t at = 0; at < parsed.size(); ++at) {
    char& c = parsed[at];
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    const bool fits = is_dash_place(at) ? c == '-' : kHex.find(c) != std::string_view::npos;
    if (!fits) return std::nullopt;
  }
  return parsed;
}

}  // namespace switchyard::esign
