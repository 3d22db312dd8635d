#include "workbook/encoding.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace switchyard::workbook {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";
constexpr char32_t kReplacement = 0xFFFD;

// The code points of the bytes 80 to 9F.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, kReplacement, 0x201A,       0x0192, 0x201E,       0x2026,       0x2020, 0x2021,       0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152,       kReplacement, 0x017D, kReplacement, kReplacement, 0x2018, 0x2019,       0x201C, 0x201D, 0x2022,
    0x2013, 0x2014,       0x02DC,       0x2122, 0x0161,       0x203A,       0x0153, kReplacement, 0x017E, 0x0178};

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The length of the well-formed sequence at the start of `bytes` (Unicode 15, table 3-7), or 0.
std::size_t utf8_sequence_size(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
  const unsigned lead = byte(0);
  const auto second_in = [&](unsigned low, unsigned high) { return byte(1) >= low && byte(1) <= high; };
  const auto continues = [&](std::size_t i) { return is_continuation(static_cast<unsigned char>(byte(i))); };
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool second = second_in(lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    return second && continues(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool second = second_in(lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
    return second && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

std::string from_utf16(std::string_view bytes, bool little) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit_at = [&](std::size_t i) -> char32_t {
    const auto a = static_cast<unsigned char>(bytes[i]);
    const auto b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(little ? a | b << 8 : a << 8 | b);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const char32_t unit = unit_at(i);
    const bool pair = unit >= 0xD800 && unit < 0xDC00 && i + 3 < bytes.size() && (unit_at(i + 2) & 0xFC00) == 0xDC00;
    if (pair) {
      append_utf8(out, 0x10000 + ((unit & 0x3FF) << 10) + (unit_at(i + 2) & 0x3FF));
      i += 2;
    } else {
      append_utf8(out, unit);
    }
  }
  return out;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80u] : byte);
  }
  return out;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    while (at + 8 <= bytes.size()) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, 8);
      if ((word & 0x8080'8080'8080'8080) != 0) break;
      at += 8;
    }
    if (at == bytes.size()) return true;
    const auto size = utf8_sequence_size(bytes.substr(at, 4));
    if (size == 0) return false;
    at += size;
  }
  return true;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) code_point = kReplacement;
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | code_point >> 6);
    out += tail(0);
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | code_point >> 12);
    out += tail(6);
    out += tail(0);
  } else {
    out += static_cast<char>(0xF0 | code_point >> 18);
    out += tail(12);
    out += tail(6);
    out += tail(0);
  }
}

std::string to_utf8(std::string bytes) {
  if (bytes.starts_with(kUtf16LittleMark)) return from_utf16(std::string_view(bytes).substr(2), true);
  if (bytes.starts_with(kUtf16BigMark)) return from_utf16(std::string_view(bytes).substr(2), false);
  if (bytes.starts_with(kUtf8Mark)) bytes.erase(0, kUtf8Mark.size());
  if (is_valid_utf8(bytes)) return bytes;
  return from_windows_1252(bytes);
}

bool looks_like_text(std::string_view bytes) {
  if (bytes.empty()) return false;
  if (bytes.starts_with(kUtf16LittleMark) || bytes.starts_with(kUtf16BigMark)) return true;
  for (const char c : bytes.substr(0, 64u << 10)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1A') return false;
    if (byte == 0x7F) return false;
  }
  return true;
}

}  // namespace switchyard::workbook
