// Private keys: the server's own, and a partner's in `switchyard token`.
#pragma once

#include "access/jose_port.hpp"
#include "adapters/openssl/openssl_handles.hpp"

namespace switchyard::adapters {

class EvpSigningKey final : public access::SigningKey {
 public:
  EvpSigningKey(EvpKey key, access::PublicKey public_key);
  [[nodiscard]] access::JwsAlgorithm algorithm() const override { return public_key_.algorithm; }
  [[nodiscard]] std::string sign(std::string_view signing_input) const override;
  [[nodiscard]] access::PublicKey public_key() const override { return public_key_; }
  [[nodiscard]] Secret private_pem() const override;

 private:
  EvpKey key_;
  access::PublicKey public_key_;
};

// RSA keys of 2048 bits.
[[nodiscard]] std::unique_ptr<access::SigningKey> generate_signing_key(access::JwsAlgorithm algorithm);
Result<std::unique_ptr<access::SigningKey>> import_private_key(std::string_view text, std::optional<access::JwsAlgorithm> algorithm);

}  // namespace switchyard::adapters
