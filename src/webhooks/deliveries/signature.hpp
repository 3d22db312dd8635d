// Signatures of webhooks as Standard Webhooks has them (standardwebhooks.com, symmetric "v1").
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ports/keyed_digest.hpp"
#include "values/instant.hpp"
#include "values/secret.hpp"

namespace switchyard::webhooks {

inline constexpr std::string_view kSecretPrefix = "whsec_";

struct SignedMessage {
  std::string_view id;    // The event's.
  Instant at;             // Real time, to the second.
  std::string_view body;
};

// "v1,BASE64" for each secret, apart by spaces: the key is what stands in base64 behind the prefix.
[[nodiscard]] std::string signatures_of(const KeyedDigest& digest, const SignedMessage& message, std::span<const Secret* const> secrets);

}  // namespace switchyard::webhooks
