#include "workbook/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>

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

// The code points of the bytes 80 to FF in Apple's Roman (the Unicode consortium's ROMAN.TXT).
constexpr std::array<char32_t, 128> kMacRoman = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
    0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
    0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7};

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

void append_utf16_units(std::string& out, std::string_view bytes, bool little) {
  out.reserve(out.size() + bytes.size() / 2);
  const auto unit_at = [&](std::size_t i) -> char32_t {
    const auto a = static_cast<unsigned char>(bytes[i]);
    const auto b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(little ? a | b << 8 : a << 8 | b);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const char32_t unit = unit_at(i);
    const bool pair = unit >= 0xD800 && unit < 0xDC00 && i + 3 < bytes.size() && (unit_at(i + 2) & 0xFC00) == 0xDC00;
    if (unit < 0x80) {
      out += static_cast<char>(unit);
    } else if (pair) {
      append_utf8(out, 0x10000 + ((unit & 0x3FF) << 10) + (unit_at(i + 2) & 0x3FF));
      i += 2;
    } else {
      append_utf8(out, unit);
    }
  }
}

std::string from_utf16(std::string_view bytes, bool little) {
  std::string out;
  append_utf16_units(out, bytes, little);
  return out;
}

void append_windows_1252(std::string& out, std::string_view bytes) {
  out.reserve(out.size() + bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80u] : byte);
  }
}

void append_mac_roman(std::string& out, std::string_view bytes) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 ? kMacRoman[byte - 0x80u] : byte);
  }
}

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) == 0; });
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

void append_utf16(std::string& out, std::string_view bytes) { append_utf16_units(out, bytes, true); }

void append_latin1(std::string& out, std::string_view bytes) {
  if (is_ascii(bytes)) {
    out += bytes;
    return;
  }
  for (const char c : bytes) append_utf8(out, static_cast<unsigned char>(c));
}

bool append_code_page(std::string& out, std::string_view bytes, unsigned code_page) {
  // The second of each is how Excel 2 and 3 numbered it.
  constexpr unsigned kWindows1252Numbers[] = {1252, 0x8001};
  constexpr unsigned kMacRomanNumbers[] = {10000, 0x8000};
  const auto is_one_of = [&](const auto& numbers) {
    return std::find(std::begin(numbers), std::end(numbers), code_page) != std::end(numbers);
  };
  if (is_ascii(bytes)) {
    out += bytes;
    return true;
  }
  if (is_one_of(kWindows1252Numbers)) {
    append_windows_1252(out, bytes);
    return true;
  }
  if (is_one_of(kMacRomanNumbers)) {
    append_mac_roman(out, bytes);
    return true;
  }
  return false;
}

std::string to_utf8(std::string bytes) {
  if (bytes.starts_with(kUtf16LittleMark)) return from_utf16(std::string_view(bytes).substr(2), true);
  if (bytes.starts_with(kUtf16BigMark)) return from_utf16(std::string_view(bytes).substr(2), false);
  if (bytes.starts_with(kUtf8Mark)) bytes.erase(0, kUtf8Mark.size());
  if (is_valid_utf8(bytes)) return bytes;
  std::string out;
  append_windows_1252(out, bytes);
  return out;
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
