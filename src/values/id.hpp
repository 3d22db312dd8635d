// Identifiers: a UUIDv7 (RFC 9562) behind a prefix that tells what it names: "sht_01jd5ezg8vf3k9x7q2mhc4w6tn".
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard {

// The 128 bits of an id, without its type. Orders by time of making.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  // 48 bits of Unix milliseconds, then 74 of `random` (10 bytes are used), as RFC 9562 section 5.7.
  static Uuid v7(Instant now, std::span<const std::uint8_t, 10> random);
  // 26 characters of Crockford's base 32 in lower case, the first of them at most '7'.
  [[nodiscard]] std::string text() const;
  static Result<Uuid> parse(std::string_view text);

  auto operator<=>(const Uuid&) const = default;
};

namespace detail {
Result<Uuid> parse_prefixed(std::string_view prefix, std::string_view text);
}

// Tag is a struct with `static constexpr std::string_view kPrefix`, three or four lower-case letters.
template <class Tag>
class Id {
 public:
  static constexpr std::string_view kPrefix = Tag::kPrefix;

  explicit Id(Uuid uuid) : uuid_(uuid) {}

  // Only the canonical text, lower case and whole, is taken; the error says which prefix was expected.
  static Result<Id> parse(std::string_view text) {
    auto uuid = detail::parse_prefixed(kPrefix, text);
    if (!uuid) return std::move(uuid).error();
    return Id(*uuid);
  }

  [[nodiscard]] std::string text() const { return std::string(kPrefix) + "_" + uuid_.text(); }
  [[nodiscard]] const Uuid& uuid() const { return uuid_; }

  auto operator<=>(const Id&) const = default;

 private:
  Uuid uuid_;
};

}  // namespace switchyard
