#include <algorithm>
#include <vector>

#include "documents/pdf/font_codes.hpp"
#include "documents/template/letters.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kMappingsMax = 70'000;

int hex_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// "<0041>" as bytes, "[" and "]" and words as they stand.
struct CmapToken {
  bool is_bytes = false;
  std::string text;
};

class CmapReader {
 public:
  explicit CmapReader(std::string_view text) : left_(text) {}

  bool next(CmapToken& token) {
    skip_blanks();
    if (left_.empty()) return false;
    token = {};
    if (left_.front() == '<' && !left_.starts_with("<<")) return take_bytes(token), true;
    std::size_t size = 1;
    if (left_.front() != '[' && left_.front() != ']')
      size = std::max<std::size_t>(1, std::min(left_.find_first_of(" \t\r\n\f[]<>", 1), left_.size()));
    token.text = left_.substr(0, size);
    left_.remove_prefix(size);
    return true;
  }

 private:
  void skip_blanks() {
    while (!left_.empty() && (static_cast<unsigned char>(left_.front()) <= ' ' || left_.front() == '%')) {
      left_.remove_prefix(left_.front() == '%' ? std::min(left_.find_first_of("\r\n"), left_.size()) : 1);
    }
  }

  void take_bytes(CmapToken& token) {
    token.is_bytes = true;
    const auto end = std::min(left_.find('>'), left_.size());
    int high = -1;
    for (const char c : left_.substr(1, end == 0 ? 0 : end - 1)) {
      const auto digit = hex_of(c);
      if (digit < 0) continue;
      if (high >= 0) token.text += static_cast<char>(high * 16 + digit);
      high = high >= 0 ? -1 : digit;
    }
    left_.remove_prefix(std::min(end + 1, left_.size()));
  }

  std::string_view left_;
};

unsigned code_of(std::string_view bytes) {
  unsigned code = 0;
  for (const char c : bytes.substr(0, 4)) code = code * 256 + static_cast<unsigned char>(c);
  return code;
}

std::string utf8_of_utf16(std::string_view bytes, unsigned added) {
  std::vector<unsigned> units;
  for (std::size_t at = 0; at + 1 < bytes.size() && units.size() < 64; at += 2) {
    units.push_back(static_cast<unsigned char>(bytes[at]) * 256U + static_cast<unsigned char>(bytes[at + 1]));
  }
  if (bytes.size() == 1) units.push_back(static_cast<unsigned char>(bytes[0]));
  if (!units.empty()) units.back() += added;
  std::string text;
  for (std::size_t at = 0; at < units.size(); ++at) {
    const auto unit = units[at] & 0xFFFFU;
    if (unit >= 0xD800 && unit < 0xDC00 && at + 1 < units.size()) {
      append_utf8(text, 0x10000 + ((unit & 0x3FFU) << 10U) + (units[++at] & 0x3FFU));
    } else if (unit != 0 && (unit < 0xD800 || unit > 0xDFFF)) {
      append_utf8(text, unit);
    }
  }
  return text;
}

}  // namespace

std::unordered_map<unsigned, std::string> to_unicode_map(std::string_view cmap) {
  std::unordered_map<unsigned, std::string> map;
  CmapReader reader(cmap);
  CmapToken token;
  std::vector<CmapToken> row;
  enum { outside, chars, ranges } part = outside;
  bool in_list = false;
  unsigned listed = 0;
  while (reader.next(token) && map.size() < kMappingsMax) {
    if (token.text == "beginbfchar" || token.text == "beginbfrange") {
      part = token.text == "beginbfchar" ? chars : ranges;
      row.clear();
    } else if (token.text == "endbfchar" || token.text == "endbfrange") {
      part = outside;
    } else if (part == ranges && !token.is_bytes && (token.text == "[" || token.text == "]")) {
      in_list = token.text == "[";
      listed = row.empty() ? 0 : code_of(row.front().text);
      if (!in_list) row.clear();
    } else if (part != outside && token.is_bytes && in_list) {
      map[listed++] = utf8_of_utf16(token.text, 0);
    } else if (part != outside && token.is_bytes) {
      row.push_back(token);
      if (part == chars && row.size() == 2) {
        map[code_of(row[0].text)] = utf8_of_utf16(row[1].text, 0);
        row.clear();
      } else if (part == ranges && row.size() == 3) {
        const auto first = code_of(row[0].text);
        const auto last = std::min(code_of(row[1].text), first + 0xFFFFU);
        for (auto code = first; code >= first && code <= last && map.size() < kMappingsMax; ++code)
          map[code] = utf8_of_utf16(row[2].text, code - first);
        row.clear();
      }
    }
  }
  return map;
}

}  // namespace switchyard::documents
