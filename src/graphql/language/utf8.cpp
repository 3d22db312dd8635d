#include "graphql/language/utf8.hpp"

namespace switchyard::graphql {

namespace {

// What the first byte says: how many follow, its own bits, and the least code that may be written so.
struct Lead {
  std::size_t followers;
  std::uint32_t bits;
  std::uint32_t code_min;
};

Lead read_lead(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {2, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {3, byte & 0x07u, 0x10000};
  return {0, 0, 0};
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) return {first, 1};
  const Lead lead = read_lead(first);
  if (lead.followers == 0 || text.size() - offset <= lead.followers) return {};
  std::uint32_t code = lead.bits;
  for (std::size_t i = 1; i <= lead.followers; ++i) {
    const auto byte = static_cast<unsigned char>(text[offset + i]);
    if ((byte & 0xC0u) != 0x80u) return {};
    code = (code << 6) | (byte & 0x3Fu);
  }
  if (code < lead.code_min || code > 0x10FFFF) return {};
  return {code, lead.followers + 1};
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0 | (code >> 6));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
  }
  put(0x80 | (code & 0x3F));
}

std::size_t utf16_size(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    units += point.code >= 0x10000 ? 2 : 1;
    at += point.size_bytes == 0 ? 1 : point.size_bytes;
  }
  return units;
}

std::string_view utf16_prefix(std::string_view text, std::size_t units) {
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = code_point_at(text, at);
    const std::size_t width = point.code >= 0x10000 ? 2 : 1;
    if (width > units) break;
    units -= width;
    at += point.size_bytes == 0 ? 1 : point.size_bytes;
  }
  return text.substr(0, at);
}

}  // namespace switchyard::graphql
