#include "webhooks/feed/feed_cursor.hpp"

#include <charconv>

namespace switchyard::webhooks {
namespace {
constexpr std::string_view kPrefix = "ec1-";
constexpr int kBase = 36;
}  // namespace

std::string cursor_text(std::int64_t after) {
  char digits[16];
  const auto end = std::to_chars(digits, digits + sizeof(digits), after, kBase).ptr;
  return std::string(kPrefix).append(digits, end);
}

Result<std::int64_t> parse_feed_cursor(std::string_view text) {
  const Error invalid{ErrorKind::invalid, "cursor_invalid", "is not one that this feed gave"};
  if (!text.starts_with(kPrefix)) return invalid;
  std::int64_t after = 0;
  const char* begin = text.data() + kPrefix.size();
  const char* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(begin, end, after, kBase);
  if (failed != std::errc() || stop != end || after < 0 || cursor_text(after) != text) return invalid;
  return after;
}

}  // namespace switchyard::webhooks
