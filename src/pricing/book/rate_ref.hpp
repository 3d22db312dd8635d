// The reference that a partner may quote to an operator: it names a rate and tells nothing of it, and a made-up one is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pricing/book/rate_id.hpp"
#include "pricing/book/sip_hash.hpp"
#include "values/secret.hpp"

namespace switchyard::pricing {

// A sheet, shortened, and a row in it: as much as a reference holds.
struct RateMark {
  std::uint64_t sheet_mark = 0;
  std::uint32_t ordinal = 0;
  bool operator==(const RateMark&) const = default;
};
[[nodiscard]] std::uint64_t sheet_mark_of(const SheetId& sheet);

// Holds an environment's key. Safe from many threads.
class RateRefs {
 public:
  static constexpr std::size_t kKeySize = 32;
  // `key` is 32 random bytes that stay the same for the life of the environment; another size is refused.
  static Result<RateRefs> with_key(const Secret& key);

  static constexpr std::size_t kTextSize = 36;
  using Text = std::array<char, kTextSize>;
  // "ref_" and 32 characters. The same rate always has the same.
  void put(Text& text, const RateMark& mark) const;
  void append(std::string& out, const RateMark& mark) const;
  // Refused with "rate_ref_invalid" unless this key made it.
  [[nodiscard]] Result<RateMark> open(std::string_view text) const;
  // A tag of other texts that only this installation makes (cursors, ETags).
  [[nodiscard]] std::uint64_t tag(std::string_view bytes) const { return sip_hash(tag_key_, bytes); }

 private:
  RateRefs(const SipKey& tag_key, const SipKey& veil_key) : tag_key_(tag_key), veil_key_(veil_key) {}
  [[nodiscard]] std::uint64_t tag_of(const RateMark& mark) const;
  // Hides a mark under a key stream that its tag chooses, and takes the veil off again.
  [[nodiscard]] RateMark veiled(const RateMark& mark, std::uint64_t tag) const;

  SipKey tag_key_;
  SipKey veil_key_;
};

}  // namespace switchyard::pricing
