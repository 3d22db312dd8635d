#include "values/id.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace switchyard {
namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kTextSize = 26;

Error not_an_id(std::string_view detail) { return {ErrorKind::invalid, "invalid_id", std::string(detail)}; }

}  // namespace

Uuid Uuid::v7(Instant now, std::span<const std::uint8_t, 10> random) {
  Uuid uuid;
  const auto ms = static_cast<std::uint64_t>(now.unix_ms());
  for (std::size_t i = 0; i < 6; ++i) uuid.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  std::copy(random.begin(), random.end(), uuid.bytes.begin() + 6);
  uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0f) | 0x70);  // Version 7.
  uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3f) | 0x80);  // Variant 10.
  return uuid;
}

std::string Uuid::text() const {
  // 130 bits are written, the first two of them 0: character i holds the bits from 5 * i - 2 on.
  std::string text(kTextSize, '0');
  unsigned held = 0;
  int held_bits = 2;
  std::size_t next = 0;
  for (char& c : text) {
    if (held_bits < 5) {
      held = (held << 8) | bytes[next++];
      held_bits += 8;
    }
    held_bits -= 5;
    c = kAlphabet[(held >> held_bits) & 31];
    held &= (1u << held_bits) - 1;
  }
  return text;
}

Result<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != kTextSize) return not_an_id(fmt::format("an id has {} characters after its prefix, not {}", kTextSize, text.size()));
  if (text[0] > '7') return not_an_id("the first character of an id's number is 0 to 7");
  Uuid uuid;
  unsigned held = 0;
  int held_bits = -2;
  std::size_t next = 0;
  for (char c : text) {
    const auto value = kAlphabet.find(c);
    if (value == std::string_view::npos) return not_an_id("an id's number has lower-case letters and digits, without i, l, o and u");
    held = (held << 5) | static_cast<unsigned>(value);
    held_bits += 5;
    if (held_bits < 8) continue;
    held_bits -= 8;
    uuid.bytes[next++] = static_cast<std::uint8_t>(held >> held_bits);
    held &= (1u << held_bits) - 1;
  }
  return uuid;
}

namespace detail {

Result<Uuid> parse_prefixed(std::string_view prefix, std::string_view text) {
  if (text.size() <= prefix.size() || !text.starts_with(prefix) || text[prefix.size()] != '_') {
    return not_an_id(fmt::format("an id that begins with '{}_' was expected, not '{:.40}'", prefix, text));
  }
  return Uuid::parse(text.substr(prefix.size() + 1));
}

}  // namespace detail
}  // namespace switchyard
