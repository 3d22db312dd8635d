// The numbers of a public key, and the one gate through which every key of a partner goes, JWK and PEM alike (jose_port.hpp).
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "access/jose_port.hpp"
#include "adapters/openssl/openssl_handles.hpp"
#include "values/result.hpp"

namespace switchyard::adapters {

// Big-endian bytes as RFC 7518 and 8037 carry them.
struct RsaParts {
  std::string n;
  std::string e;
};
struct P256Parts {
  std::string x;
  std::string y;
};
struct Ed25519Parts {
  std::string x;
};
using KeyParts = std::variant<RsaParts, P256Parts, Ed25519Parts>;

inline constexpr int kRsaBitsMin = 2048;
inline constexpr int kRsaBitsMax = 8192;

// RSA: 2048 to 8192 bits looked at before anything costly, e odd, at least 65537 and at most 32 bits, no leading zeros, a
// composite modulus. P-256: 32 bytes each, a point on the curve. Ed25519: 32 bytes, canonical, on the curve, not of low order.
Result<EvpKey> checked_key(const KeyParts& parts);

// RFC 7638 section 3: the members that a thumbprint is of, in order, without white space.
[[nodiscard]] std::string thumbprint_json(const KeyParts& parts);
// Those, and alg, kid and use.
[[nodiscard]] std::string canonical_jwk(const KeyParts& parts, access::JwsAlgorithm algorithm, std::string_view kid);

[[nodiscard]] access::JwsAlgorithm default_algorithm(const KeyParts& parts);
[[nodiscard]] bool algorithm_fits(access::JwsAlgorithm algorithm, const KeyParts& parts);

// From an OpenSSL key; only RSA (not RSA-PSS), P-256 and Ed25519 have parts: else `key_type_unsupported`.
Result<KeyParts> parts_of(const EVP_PKEY& key);

// Checks and wraps: what both importers end with. `kid` empty: the thumbprint.
Result<access::PublicKey> import_parts(const KeyParts& parts, std::string kid, std::optional<access::JwsAlgorithm> named);

[[nodiscard]] access::Digest sha256_of(std::string_view bytes);

}  // namespace switchyard::adapters
