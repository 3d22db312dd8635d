#include "http/percent.hpp"

#include "http/byte_scan.hpp"

namespace switchyard::http {
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
  return any_byte(text, [](auto c) { return (c < 0x20) | (c == 0x7f); });
}

bool is_printable_ascii(std::string_view text) {
  return !any_byte(text, [](auto c) { return (c < 0x20) | (c >= 0x7f); });
}

}  // namespace switchyard::http
