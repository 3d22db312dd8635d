#include "adapters/docusign/connect_signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "adapters/docusign/base64.hpp"
#include "values/ensure.hpp"

namespace switchyard::adapters {

std::string connect_signature(std::string_view key, std::string_view body) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const auto* made = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(body.data()), body.size(), digest.data(), &size);
  ENSURE(made != nullptr);
  return encode_base64(std::string_view(reinterpret_cast<const char*>(digest.data()), size));
}

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
