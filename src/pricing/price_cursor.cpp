#include "pricing/price_cursor.hpp"

#include <cstring>

#include "pricing/book/base32_bytes.hpp"

namespace switchyard::pricing {
namespace {

// In the order of the bytes: the tag, the place, the revision's low half.
struct CursorParts {
  std::uint64_t tag = 0;
  std::uint32_t entry = 0;
  std::uint32_t ordinal = 0;
  std::uint32_t revision = 0;
};

std::uint64_t tag_of(const CursorBinding& binding, const RatePlace& place) {
  std::string text(binding.query);
  text.append(reinterpret_cast<const char*>(&binding.revision), sizeof binding.revision);
  text.append(reinterpret_cast<const char*>(&place.entry), sizeof place.entry);
  text.append(reinterpret_cast<const char*>(&place.ordinal), sizeof place.ordinal);
  return binding.refs.tag(text);
}

Error refusal(std::string code, std::string message) { return {.kind = ErrorKind::invalid, .code = std::move(code), .message = std::move(message)}; }

}  // namespace

std::string cursor_of(const CursorBinding& binding, const RatePlace& last) {
  const CursorParts parts{tag_of(binding, last), last.entry, last.ordinal, static_cast<std::uint32_t>(binding.revision)};
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
  if (parts.revision != static_cast<std::uint32_t>(binding.revision)) {
    return refusal("cursor_stale", "is of prices that have changed since; begin again without a cursor");
  }
  const RatePlace place{parts.entry, parts.ordinal};
  if (parts.tag != tag_of(binding, place)) return refusal("cursor_invalid", "is of another query; send the parameters that gave it, or none");
  return place;
}

}  // namespace switchyard::pricing
