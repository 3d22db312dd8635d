// Certificates as a reader of seals needs them: in words, and whether anyone vouches for them.
#pragma once

#include <string_view>
#include <vector>

#include "adapters/openssl/cms_shape.hpp"
#include "adapters/openssl/openssl_handles.hpp"
#include "documents/seal/seal_port.hpp"

namespace switchyard::adapters {

// Null where it is not one certificate in DER, whole.
[[nodiscard]] Certificate certificate_from_der(std::string_view der);
[[nodiscard]] std::string der_of(X509& certificate);
[[nodiscard]] documents::SealCertificate describe_certificate(X509& certificate);

// RSA of 2048 bits and more, or P-256; nothing else makes or checks seals.
[[nodiscard]] std::optional<SealKeyKind> seal_key_kind(const EVP_PKEY& key);

// Every certificate of a PEM text; those that are not readable are left out.
[[nodiscard]] std::vector<Certificate> certificates_from_pem(std::string_view pem);

// Validity in time is not looked at: the reader is told it apart.
[[nodiscard]] documents::SealTrust trust_in(X509& certificate, const std::vector<Certificate>& named);

[[nodiscard]] std::string lower_hex(std::string_view bytes);

// Digest of pieces as if they were one: "SHA256".
[[nodiscard]] std::string digest_of(const char* name, std::span<const std::string_view> pieces);
// Whether the key signed these bytes with that digest (PKCS#1 v1.5 or ECDSA).
[[nodiscard]] bool signature_holds(EVP_PKEY& key, const char* digest, std::string_view bytes, std::string_view signature);

}  // namespace switchyard::adapters
