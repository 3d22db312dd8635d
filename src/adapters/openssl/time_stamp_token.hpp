// The parts of a time-stamp token, and the one shape of it that is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/openssl/seal_certificate.hpp"

namespace switchyard::adapters {

struct TokenParts {
  std::string info;               // TSTInfo, DER.
  std::string certificate;        // Of the signer, DER.
  std::string signed_attributes;  // As a DER SET.
  std::string signature;
  std::string digest;             // "SHA256", "SHA384", "SHA512".
};

// Of any token with one signer, named by issuer and serial number, whose certificate is in it. RSA with PKCS#1 v1.5 or ECDSA alone.
[[nodiscard]] std::optional<TokenParts> take_token_apart(std::string_view token);

// In the one shape; empty where the certificate is not readable or its key is none that seals have.
[[nodiscard]] std::string build_token(const TokenParts& parts);

// Whether the signer signed these parts: digest, signature, and that the signed attributes name the certificate and the content.
[[nodiscard]] bool token_holds(const TokenParts& parts);

}  // namespace switchyard::adapters
