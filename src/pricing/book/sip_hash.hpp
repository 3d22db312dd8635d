// SipHash-2-4 (Aumasson and Bernstein, 2012): a fast keyed hash whose results tell nothing of the key. For tags of short texts
// that only this installation makes and checks, not for signatures.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace switchyard::pricing {

using SipKey = std::array<std::uint64_t, 2>;

// The hash under way: words, then the last one.
class SipState {
 public:
  explicit SipState(const SipKey& key)
      : v0_(key[0] ^ 0x736f6d6570736575ULL), v1_(key[1] ^ 0x646f72616e646f6dULL), v2_(key[0] ^ 0x6c7967656e657261ULL), v3_(key[1] ^ 0x7465646279746573ULL) {}

  void take(std::uint64_t word) {
    v3_ ^= word;
    round();
    round();
    v0_ ^= word;
  }
  // `rest` holds the bytes after the last whole word; `size` is that of everything, in bytes.
  [[nodiscard]] std::uint64_t end(std::uint64_t rest, std::size_t size) {
    take(rest | (static_cast<std::uint64_t>(size) << 56U));
    v2_ ^= 0xff;
    for (int i = 0; i < 4; ++i) round();
    return v0_ ^ v1_ ^ v2_ ^ v3_;
  }

 private:
  void round() {
    v0_ += v1_;
    v1_ = std::rotl(v1_, 13) ^ v0_;
    v0_ = std::rotl(v0_, 32);
    v2_ += v3_;
    v3_ = std::rotl(v3_, 16) ^ v2_;
    v0_ += v3_;
    v3_ = std::rotl(v3_, 21) ^ v0_;
    v2_ += v1_;
    v1_ = std::rotl(v1_, 17) ^ v2_;
    v2_ = std::rotl(v2_, 32);
  }

  std::uint64_t v0_, v1_, v2_, v3_;
};

[[nodiscard]] std::uint64_t sip_hash(const SipKey& key, std::string_view bytes);

// Of the words' bytes.
template <std::size_t kCount>
[[nodiscard]] inline std::uint64_t sip_hash(const SipKey& key, const std::array<std::uint64_t, kCount>& words) {
  SipState state(key);
  for (const std::uint64_t word : words) state.take(word);
  return state.end(0, sizeof words);
}

}  // namespace switchyard::pricing
