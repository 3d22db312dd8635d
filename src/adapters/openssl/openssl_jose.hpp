// The Jose port on OpenSSL 3. Stateless; one object serves the process.
#pragma once

#include "access/jose_port.hpp"

namespace switchyard::adapters {

class OpensslJose final : public access::Jose {
 public:
  [[nodiscard]] Result<access::PublicKey> import_jwk(std::string_view json, std::optional<access::JwsAlgorithm> algorithm) const override;
  [[nodiscard]] Result<access::PublicKey> import_pem(std::string_view pem, std::optional<access::JwsAlgorithm> algorithm) const override;
  [[nodiscard]] Result<access::UnverifiedJws> parse(std::string_view token) const override;
  [[nodiscard]] Result<access::Claims> parse_claims(std::string_view payload) const override;
  [[nodiscard]] std::unique_ptr<access::SigningKey> generate(access::JwsAlgorithm algorithm) const override;
  [[nodiscard]] Result<std::unique_ptr<access::SigningKey>> import_private(std::string_view text,
                                                                           std::optional<access::JwsAlgorithm> algorithm) const override;
  [[nodiscard]] access::Digest sha256(std::string_view bytes) const override;
};

}  // namespace switchyard::adapters
