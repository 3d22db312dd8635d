#include "esign/evidence/sound_text.hpp"

#include <fmt/format.h>

namespace switchyard::esign {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

// Bytes of the letter at the beginning of the text; 0 where none is (RFC 3629: no surrogates, shortest form, to U+10FFFF).
std::size_t letter_size(std::string_view text) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  const auto follows = [&](std::size_t at, unsigned low = 0x80, unsigned high = 0xbf) { return byte(at) >= low && byte(at) <= high; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const unsigned low = first == 0xe0 ? 0xa0 : 0x80;
    const unsigned high = first == 0xed ? 0x9f : 0xbf;
    return follows(1, low, high) && follows(2) ? 3 : 0;
  }
  if (first < 0xf0 || first > 0xf4) return 0;
  const unsigned low = first == 0xf0 ? 0x90 : 0x80;
  const unsigned high = first == 0xf4 ? 0x8f : 0xbf;
  return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
}

}  // namespace

std::string sound_text(std::string_view text, std::size_t size_max) {
  std::string out;
  while (!text.empty()) {
    const auto size = letter_size(text);
    auto letter = size == 0 ? kReplacement : text.substr(0, size);
    const auto first = static_cast<unsigned char>(letter[0]);
    if ((first < 0x20 && first != '\n') || first == 0x7f) letter = " ";
    if (out.size() + letter.size() > size_max) break;
    out += letter;
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return out;
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace switchyard::esign
