#include "pricing/price_cursor.hpp"

#include <algorithm>
#include <cstring>

#include "pricing/book/base32_bytes.hpp"

namespace switchyard::pricing {
namespace {

// In the order of the bytes. `sheet` counts in the shelf, whose stamp's low half follows: entries move from book to book.
struct CursorParts {
  std::uint64_t tag = 0;
  std::uint32_t sheet = 0;
  std::uint32_t ordinal = 0;
  std::uint32_t stamp = 0;
};

std::uint64_t stamp_of(const CursorBinding& binding) {
  if (binding.shelf == nullptr) return 0;
  return binding.shelf->stamp ^ (binding.view == nullptr ? 0 : binding.view->stamp());
}

std::uint64_t tag_of(const CursorBinding& binding, std::uint32_t sheet, std::uint32_t ordinal) {
  std::string text(binding.query);
  const std::uint64_t stamp = stamp_of(binding);
  text.append(reinterpret_cast<const char*>(&stamp), sizeof stamp);
  text.append(reinterpret_cast<const char*>(&sheet), sizeof sheet);
  text.append(reinterpret_cast<const char*>(&ordinal), sizeof ordinal);
  return binding.refs.tag(text);
}

Error refusal(std::string code, std::string message) { return {.kind = ErrorKind::invalid, .code = std::move(code), .message = std::move(message)}; }

}  // namespace

std::string cursor_of(const CursorBinding& binding, const RatePlace& last) {
  ENSURE(binding.shelf != nullptr);
  const auto& entries = binding.shelf->entries;
  const auto sheet = static_cast<std::uint32_t>(std::find(entries.begin(), entries.end(), last.entry) - entries.begin());
  const CursorParts parts{tag_of(binding, sheet, last.ordinal), sheet, last.ordinal, static_cast<std::uint32_t>(stamp_of(binding))};
  TwentyBytes bytes;
  std::memcpy(bytes.data(), &parts, bytes.size());
  std::string text;
  append_base32(text, bytes);
  return text;
}

Result<RatePlace> parse_cursor(const CursorBinding& binding, std::string_view text) {
  const auto bytes = parse_base32(text);
  if (!bytes) return refusal("cursor_invalid", "is not a cursor that an answer gave");
  CursorParts parts;
  std::memcpy(&parts, bytes->data(), bytes->size());
  if (parts.stamp != static_cast<std::uint32_t>(stamp_of(binding))) {
    return refusal("cursor_stale", "is of prices that have changed since; begin again without a cursor");
  }
  const bool is_ours = parts.tag == tag_of(binding, parts.sheet, parts.ordinal);
  if (!is_ours || binding.shelf == nullptr || parts.sheet >= binding.shelf->entries.size()) {
    return refusal("cursor_invalid", "is of another query; send the parameters that gave it, or none");
  }
  return RatePlace{binding.shelf->entries[parts.sheet], parts.ordinal};
}

}  // namespace switchyard::pricing
