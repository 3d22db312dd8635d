#include "adapters/openssl/openssl_keyed_digest.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "values/ensure.hpp"

namespace switchyard::adapters {

std::string OpensslKeyedDigest::hmac_sha256(std::string_view key, std::string_view message) const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  ENSURE(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, message.size(), mac.data(), &size) != nullptr);
  return {reinterpret_cast<const char*>(mac.data()), size};
}

}  // namespace switchyard::adapters
