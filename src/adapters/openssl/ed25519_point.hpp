// What OpenSSL does not ask of an Ed25519 public key: that it is a point in canonical form (RFC 8032 section 5.1.3) and not one
// of the eight of low order, for which signatures can be made without any private key.
#pragma once

#include <cstdint>
#include <string_view>

namespace switchyard::adapters {

enum class Ed25519Point : std::uint8_t { sound, not_canonical, not_on_curve, low_order };

// `encoded` is 32 bytes (ENSURE).
[[nodiscard]] Ed25519Point classify_ed25519_point(std::string_view encoded);

}  // namespace switchyard::adapters
