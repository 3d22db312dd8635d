#include "http/percent.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace switchyard::http {

std::optional<std::string> percent_decoded(std::string_view encoded, Plus plus) {
  const auto is_code = [&](char c) { return c == '%' || (c == '+' && plus == Plus::space); };
  if (std::none_of(encoded.begin(), encoded.end(), is_code)) return std::string(encoded);
  std::string text;
  text.reserve(encoded.size());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const char c = encoded[i];
    if (c == '+' && plus == Plus::space) {
      text += ' ';
    } else if (c != '%') {
      text += c;
    } else {
      if (encoded.size() - i < 3) return std::nullopt;
      const int high = hex_value(encoded[i + 1]);
      const int low = hex_value(encoded[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      text += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return text;
}

bool has_control(std::string_view text) {
  // Eight bytes at a time: the highest bit of each byte that is below 0x20 or is 0x7f.
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHighs = 0x8080808080808080ULL;
  while (text.size() >= 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), 8);
    const std::uint64_t del = bytes ^ (kOnes * 0x7f);
    if ((((bytes - kOnes * 0x20) & ~bytes) | ((del - kOnes) & ~del)) & kHighs) return true;
    text.remove_prefix(8);
  }
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace switchyard::http
