#include "webhooks/deliveries/signature.hpp"

#include "values/base64.hpp"
#include "values/ensure.hpp"

namespace switchyard::webhooks {
std::string signatures_of(const KeyedDigest& digest, const SignedMessage& message, std::span<const Secret* const> secrets) {
  std::string content(message.id);
  content.append(1, '.').append(std::to_string(message.at.unix_ms() / 1'000)).append(1, '.').append(message.body);
  std::string all;
  for (const Secret* secret : secrets) {
    ENSURE(secret->reveal().starts_with(kSecretPrefix));
    const std::string key = decode_base64(secret->reveal().substr(kSecretPrefix.size())).value();
    all.append(all.empty() ? "v1," : " v1,").append(encode_base64(digest.hmac_sha256(key, content)));
  }
  return all;
}

}  // namespace switchyard::webhooks
