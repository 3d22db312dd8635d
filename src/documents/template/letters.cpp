#include "documents/template/letters.hpp"

#include <cstdint>

namespace switchyard::documents {
namespace {

struct Lead {
  int following;
  char32_t bits;
  char32_t least;
};

std::optional<Lead> lead_of(unsigned char c) {
  if (c < 0x80U) return Lead{0, c, 0};
  if (c >= 0xC2U && c < 0xE0U) return Lead{1, c & 0x1FU, 0x80};
  if (c >= 0xE0U && c < 0xF0U) return Lead{2, c & 0x0FU, 0x800};
  if (c >= 0xF0U && c < 0xF5U) return Lead{3, c & 0x07U, 0x10000};
  return std::nullopt;
}

bool is_left_out(char32_t c) {
  if (c < 0x20 && c != '\n') return true;
  if (c >= 0x7F && c < 0xA0) return true;
  if (c == 0xFEFF || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
    return true;  // Marks that reorder what stands beside them.
  return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000 ||
         (c >= 0xFFF9 && c <= 0xFFFC);  // Private characters, and what stands for an object.
}

}  // namespace

std::optional<char32_t> next_letter(std::string_view text, std::size_t& at) {
  const auto lead = lead_of(static_cast<unsigned char>(text[at]));
  if (!lead || at + static_cast<std::size_t>(lead->following) >= text.size()) return std::nullopt;
  char32_t letter = lead->bits;
  for (int i = 0; i < lead->following; ++i) {
    const auto next = static_cast<unsigned char>(text[++at]);
    if ((next & 0xC0U) != 0x80U) return std::nullopt;
    letter = (letter << 6U) | (next & 0x3FU);
  }
  ++at;
  if (letter < lead->least || letter > 0x10FFFF || (letter >= 0xD800 && letter <= 0xDFFF)) return std::nullopt;
  return letter;
}

std::optional<std::string> printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    const auto letter = next_letter(text, at);
    if (!letter) return std::nullopt;
    if (*letter == '\t' || *letter == 0x2028) {
      out += *letter == '\t' ? ' ' : '\n';
    } else if (!is_left_out(*letter)) {
      out += text.substr(begin, at - begin);
    }
  }
  return out;
}

bool is_right_to_left(char32_t c) {
  return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF) ||
         (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

void append_utf8(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0U | (c >> 6U));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0U | (c >> 12U));
    text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    text += static_cast<char>(0xF0U | (c >> 18U));
    text += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

}  // namespace switchyard::documents
