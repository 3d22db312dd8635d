#include "http/percent.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace switchyard::http {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
constexpr std::uint64_t kHighs = 0x8080808080808080ULL;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::uint64_t word_at(std::string_view text) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text.data(), sizeof bytes);
  return bytes;
}

// Of eight bytes: the highest bit of one is set where any is below 0x20 or is 0x7f. The other bits mean nothing.
std::uint64_t controls_in(std::uint64_t bytes) {
  const std::uint64_t del = bytes ^ (kOnes * 0x7f);
  return ((bytes - kOnes * 0x20) & ~bytes) | ((del - kOnes) & ~del);
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view encoded, Plus plus) {
  const bool has_plus = plus == Plus::space && encoded.find('+') != std::string_view::npos;
  if (!has_plus && encoded.find('%') == std::string_view::npos) return std::string(encoded);
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
  while (text.size() >= 8) {
    if ((controls_in(word_at(text)) & kHighs) != 0) return true;
    text.remove_prefix(8);
  }
  return std::any_of(text.begin(), text.end(), is_control);
}

bool is_printable_ascii(std::string_view text) {
  while (text.size() >= 8) {
    const std::uint64_t bytes = word_at(text);
    if (((controls_in(bytes) | bytes) & kHighs) != 0) return false;
    text.remove_prefix(8);
  }
  return std::none_of(text.begin(), text.end(), [](char c) { return is_control(c) || static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace switchyard::http
