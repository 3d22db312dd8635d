#include "contracting/page.hpp"

#include <array>

#include <fmt/format.h>

namespace switchyard::contracting {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr char kApart = '\x1f';

// Base64url without padding (RFC 4648 section 5).
std::string encoded(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<std::uint8_t>(c);
    for (held += 8; held >= 6; held -= 6) text += kAlphabet[(bits >> (held - 6)) & 63u];
  }
  if (held > 0) text += kAlphabet[(bits << (6 - held)) & 63u];
  return text;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>((bits >> held) & 255u);
  }
  return bytes;
}

Error cursor_invalid() { return {ErrorKind::invalid, "cursor_invalid", "The cursor is none that a page of this list gave."}; }

Result<std::optional<PageCursor>> cursor_at(const std::string& text, std::string_view name) {
  if (text.empty()) return std::optional<PageCursor>();
  auto cursor = parse_cursor(text);
  if (!cursor) return at_field(std::move(cursor).error(), std::string(name));
  return std::optional(std::move(*cursor));
}

}  // namespace

std::string cursor_text(const PageCursor& cursor) { return encoded(cursor.id + kApart + cursor.sort_value); }

Result<PageCursor> parse_cursor(std::string_view text) {
  if (text.size() > kCursorSizeMax) return cursor_invalid();
  const auto plain = decoded(text);
  if (!plain || plain->find('\0') != std::string::npos || encoded(*plain) != text) return cursor_invalid();
  const std::size_t apart = plain->find(kApart);
  if (apart == std::string::npos || apart == 0) return cursor_invalid();
  return PageCursor{.sort_value = plain->substr(apart + 1), .id = plain->substr(0, apart)};
}

Result<PageWindow> parse_page(const PageRequest& request) {
  if (request.first && request.last) return invalid_field("last", "first_and_last", "a page is walked from one end: give first or last");
  const auto size = request.first ? request.first : request.last;
  if (size && (*size < 0 || *size > kPageSizeMax)) {
    return invalid_field(request.first ? "first" : "last", "page_size_out_of_range", fmt::format("must be 0 to {}", kPageSizeMax));
  }
  auto after = cursor_at(request.after, "after");
  if (!after) return std::move(after).error();
  auto before = cursor_at(request.before, "before");
  if (!before) return std::move(before).error();
  return PageWindow{.size = size.value_or(kPageSizeDefault), .backward = request.last.has_value(), .after = std::move(*after), .before = std::move(*before)};
}

}  // namespace switchyard::contracting
