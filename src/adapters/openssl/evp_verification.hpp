// Verifies one signature over received bytes with one checked key and its one algorithm.
#pragma once

#include "access/jose_port.hpp"
#include "adapters/openssl/openssl_handles.hpp"

namespace switchyard::adapters {

// The key is only read; each call has a context of its own.
class EvpVerificationKey final : public access::VerificationKey {
 public:
  EvpVerificationKey(EvpKey key, access::JwsAlgorithm algorithm);
  [[nodiscard]] access::JwsAlgorithm algorithm() const override { return algorithm_; }
  [[nodiscard]] bool verify(std::string_view signing_input, std::string_view signature) const override;

 private:
  EvpKey key_;
  access::JwsAlgorithm algorithm_;
  std::size_t signature_size_;
};

// "SHA256" where the algorithm takes a digest apart, null for EdDSA; and RSA-PSS set up with a salt of 32 and MGF1-SHA256.
[[nodiscard]] const char* digest_name(access::JwsAlgorithm algorithm);
[[nodiscard]] bool set_padding(EVP_PKEY_CTX* context, access::JwsAlgorithm algorithm);

}  // namespace switchyard::adapters
