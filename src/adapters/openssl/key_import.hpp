// A partner's public key, as JWK or PEM, to a checked key (every rule: jose_port.hpp and key_parts.hpp).
#pragma once

#include "access/jose_port.hpp"
#include "adapters/openssl/key_parts.hpp"
#include "adapters/openssl/strict_json.hpp"

namespace switchyard::adapters {

Result<access::PublicKey> import_jwk(std::string_view json, std::optional<access::JwsAlgorithm> algorithm);
Result<access::PublicKey> import_pem(std::string_view pem, std::optional<access::JwsAlgorithm> algorithm);

// The public members of a JWK object, and its kid and alg; private ones are not looked at.
struct JwkReading {
  KeyParts parts;
  std::string kid;  // Empty where absent.
  std::optional<access::JwsAlgorithm> algorithm;
};
Result<JwkReading> read_jwk(const StrictJson& jwk, std::optional<access::JwsAlgorithm> algorithm, std::string_view key_operation);

// One text member in canonical base64url; `key_malformed` where absent or otherwise.
Result<std::string> jwk_bytes(const StrictJson& jwk, const char* name);

}  // namespace switchyard::adapters
