#include "adapters/docusign/connect_signature.hpp"

#include <openssl/crypto.h>

#include "adapters/openssl/openssl_keyed_digest.hpp"
#include "values/base64.hpp"

namespace switchyard::adapters {

std::string connect_signature(std::string_view key, std::string_view body) { return encode_base64(OpensslKeyedDigest().hmac_sha256(key, body)); }

bool is_signed_by_one(const std::vector<Secret>& keys, std::string_view body, std::span<const std::string> signatures) {
  bool is_signed = false;
  for (const Secret& key : keys) {
    const std::string expected = connect_signature(key.reveal(), body);
    for (const std::string& each : signatures) {
      is_signed |= each.size() == expected.size() && CRYPTO_memcmp(each.data(), expected.data(), expected.size()) == 0;
    }
  }
  return is_signed;
}

}  // namespace switchyard::adapters
