#include "adapters/openssl/key_parts.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/err.h>

#include "adapters/openssl/ed25519_point.hpp"
#include "adapters/openssl/evp_verification.hpp"

namespace switchyard::adapters {

namespace {

Error refused(const char* code, std::string message) { return Error{ErrorKind::invalid, code, std::move(message)}; }

EvpKey key_from(const char* type, OSSL_PARAM* params) {
  EvpKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  must(context && EVP_PKEY_fromdata_init(context.get()) == 1, "EVP_PKEY_fromdata_init");
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params) != 1) return nullptr;
  return EvpKey(key);
}

bool passes_public_check(EVP_PKEY* key) {
  EvpKeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  must(context != nullptr, "EVP_PKEY_CTX_new_from_pkey");
  return EVP_PKEY_public_check(context.get()) == 1;
}

Result<EvpKey> checked_rsa(const RsaParts& parts) {
  if (parts.n.empty() || parts.n.front() == 0 || parts.e.empty() || parts.e.front() == 0) {
    return refused("key_malformed", "The RSA key's n or e is empty or begins with a zero byte.");
  }
  if (parts.n.size() > kRsaBitsMax / 8) {
    return refused("key_size_unsupported", fmt::format("The RSA key is over {} bits; 2048 to 8192 are taken.", kRsaBitsMax));
  }
  const BigNumber n = big_number(parts.n);
  const int bits = BN_num_bits(n.get());
  if (bits < kRsaBitsMin) {
    return refused("key_size_unsupported", fmt::format("The RSA key has {} bits; 2048 to 8192 are taken.", bits));
  }
  if (parts.e.size() > 4) return refused("key_weak", "The RSA key's exponent is over 32 bits.");
  const BigNumber e = big_number(parts.e);
  const BN_ULONG exponent = BN_get_word(e.get());
  if (exponent < 65537 || exponent % 2 == 0) {
    return refused("key_weak", fmt::format("The RSA key's exponent is {}; it must be odd and at least 65537.", exponent));
  }
  if (BN_is_odd(n.get()) == 0) return refused("key_weak", "The RSA key's modulus is even.");
  ParamBuild build(OSSL_PARAM_BLD_new());
  must(build && OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
           OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1,
       "OSSL_PARAM_BLD_push_BN");
  Params params(OSSL_PARAM_BLD_to_param(build.get()));
  EvpKey key = key_from("RSA", params.get());
  if (!key || !passes_public_check(key.get())) return refused("key_weak", "The RSA key's modulus is not one of an RSA key.");
  return key;
}

Result<EvpKey> checked_p256(const P256Parts& parts) {
  if (parts.x.size() != 32 || parts.y.size() != 32) {
    return refused("key_malformed", fmt::format("A P-256 key has x and y of 32 bytes each; these have {} and {}.", parts.x.size(), parts.y.size()));
  }
  const std::string point = "\x04" + parts.x + parts.y;
  ParamBuild build(OSSL_PARAM_BLD_new());
  must(build && OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
           OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) == 1,
       "OSSL_PARAM_BLD_push");
  Params params(OSSL_PARAM_BLD_to_param(build.get()));
  EvpKey key = key_from("EC", params.get());
  if (!key || !passes_public_check(key.get())) return refused("key_malformed", "The key's x and y are not a point on P-256.");
  return key;
}

Result<EvpKey> checked_ed25519(const Ed25519Parts& parts) {
  if (parts.x.size() != 32) {
    return refused("key_malformed", fmt::format("An Ed25519 key has an x of 32 bytes; this one has {}.", parts.x.size()));
  }
  switch (classify_ed25519_point(parts.x)) {
    case Ed25519Point::sound: break;
    case Ed25519Point::low_order: return refused("key_weak", "The Ed25519 key is a point of low order: anybody can sign for it.");
    case Ed25519Point::not_canonical: return refused("key_malformed", "The Ed25519 key is not in its canonical encoding.");
    case Ed25519Point::not_on_curve: return refused("key_malformed", "The Ed25519 key is not a point on the curve.");
  }
  EvpKey key(EVP_PKEY_new_raw_public_key_ex(nullptr, "ED25519", nullptr, octets(parts.x), parts.x.size()));
  if (!key) return refused("key_malformed", "The Ed25519 key was not understood.");
  return key;
}

struct CheckKey {
  Result<EvpKey> operator()(const RsaParts& parts) const { return checked_rsa(parts); }
  Result<EvpKey> operator()(const P256Parts& parts) const { return checked_p256(parts); }
  Result<EvpKey> operator()(const Ed25519Parts& parts) const { return checked_ed25519(parts); }
};

Result<std::string> number_of(const EVP_PKEY& key, const char* name) {
  BIGNUM* number = nullptr;
  if (EVP_PKEY_get_bn_param(&key, name, &number) != 1) return refused("key_malformed", "The key was not understood.");
  const BigNumber owned(number);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
  BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
  return bytes;
}

Result<KeyParts> rsa_parts_of(const EVP_PKEY& key) {
  auto n = number_of(key, OSSL_PKEY_PARAM_RSA_N);
  if (!n) return std::move(n).error();
  auto e = number_of(key, OSSL_PKEY_PARAM_RSA_E);
  if (!e) return std::move(e).error();
  return KeyParts(RsaParts{*std::move(n), *std::move(e)});
}

Result<KeyParts> p256_parts_of(const EVP_PKEY& key) {
  char group[32] = {};
  char encoding[32] = {};
  if (EVP_PKEY_get_utf8_string_param(&key, OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group, nullptr) != 1 ||
      std::string_view(group) != "prime256v1") {
    return refused("key_type_unsupported", fmt::format("The key is of the curve {}; of the elliptic curves P-256 and Ed25519 are taken.",
                                                       group[0] == 0 ? "(unnamed)" : group));
  }
  if (EVP_PKEY_get_utf8_string_param(&key, OSSL_PKEY_PARAM_EC_ENCODING, encoding, sizeof encoding, nullptr) != 1 ||
      std::string_view(encoding) != "named_curve") {
    return refused("key_type_unsupported", "The key spells its curve out; P-256 is taken by name alone.");
  }
  const auto padded = [](std::string bytes) { return std::string(32 - std::min<std::size_t>(32, bytes.size()), '\0') + bytes; };
  auto x = number_of(key, OSSL_PKEY_PARAM_EC_PUB_X);
  if (!x) return std::move(x).error();
  auto y = number_of(key, OSSL_PKEY_PARAM_EC_PUB_Y);
  if (!y) return std::move(y).error();
  return KeyParts(P256Parts{padded(*std::move(x)), padded(*std::move(y))});
}

}  // namespace

Result<EvpKey> checked_key(const KeyParts& parts) {
  ERR_clear_error();
  auto key = std::visit(CheckKey{}, parts);
  ERR_clear_error();
  return key;
}

std::string thumbprint_json(const KeyParts& parts) {
  const auto text = [](const std::string& bytes) { return access::encode_base64url(bytes); };
  if (const auto* rsa = std::get_if<RsaParts>(&parts)) return fmt::format(R"({{"e":"{}","kty":"RSA","n":"{}"}})", text(rsa->e), text(rsa->n));
  if (const auto* p256 = std::get_if<P256Parts>(&parts)) {
    return fmt::format(R"({{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}})", text(p256->x), text(p256->y));
  }
  return fmt::format(R"({{"crv":"Ed25519","kty":"OKP","x":"{}"}})", text(std::get<Ed25519Parts>(parts).x));
}

std::string canonical_jwk(const KeyParts& parts, access::JwsAlgorithm algorithm, std::string_view kid) {
  const auto text = [](const std::string& bytes) { return access::encode_base64url(bytes); };
  std::string escaped;  // A kid is visible ASCII.
  for (const char character : kid) {
    if (character == '"' || character == '\\') escaped.push_back('\\');
    escaped.push_back(character);
  }
  const auto alg = access::text_of(algorithm);
  if (const auto* rsa = std::get_if<RsaParts>(&parts)) {
    return fmt::format(R"({{"alg":"{}","e":"{}","kid":"{}","kty":"RSA","n":"{}","use":"sig"}})", alg, text(rsa->e), escaped, text(rsa->n));
  }
  if (const auto* p256 = std::get_if<P256Parts>(&parts)) {
    return fmt::format(R"({{"alg":"{}","crv":"P-256","kid":"{}","kty":"EC","use":"sig","x":"{}","y":"{}"}})", alg, escaped, text(p256->x),
                       text(p256->y));
  }
  return fmt::format(R"({{"alg":"{}","crv":"Ed25519","kid":"{}","kty":"OKP","use":"sig","x":"{}"}})", alg, escaped,
                     text(std::get<Ed25519Parts>(parts).x));
}

access::JwsAlgorithm default_algorithm(const KeyParts& parts) {
  if (std::holds_alternative<RsaParts>(parts)) return access::JwsAlgorithm::rs256;
  return std::holds_alternative<P256Parts>(parts) ? access::JwsAlgorithm::es256 : access::JwsAlgorithm::eddsa;
}

bool algorithm_fits(access::JwsAlgorithm algorithm, const KeyParts& parts) {
  switch (algorithm) {
    case access::JwsAlgorithm::rs256:
    case access::JwsAlgorithm::ps256: return std::holds_alternative<RsaParts>(parts);
    case access::JwsAlgorithm::es256: return std::holds_alternative<P256Parts>(parts);
    case access::JwsAlgorithm::eddsa: return std::holds_alternative<Ed25519Parts>(parts);
  }
  return false;
}

Result<KeyParts> parts_of(const EVP_PKEY& key) {
  if (EVP_PKEY_is_a(&key, "RSA") == 1) return rsa_parts_of(key);
  if (EVP_PKEY_is_a(&key, "EC") == 1) return p256_parts_of(key);
  if (EVP_PKEY_is_a(&key, "ED25519") == 1) {
    std::string x(32, '\0');
    std::size_t size = x.size();
    must(EVP_PKEY_get_raw_public_key(&key, reinterpret_cast<unsigned char*>(x.data()), &size) == 1, "EVP_PKEY_get_raw_public_key");
    return KeyParts(Ed25519Parts{std::move(x)});
  }
  const char* name = EVP_PKEY_get0_type_name(&key);
  return refused("key_type_unsupported", fmt::format("The key is of type {}; RSA, P-256 and Ed25519 are taken.", name == nullptr ? "?" : name));
}

Result<access::PublicKey> import_parts(const KeyParts& parts, std::string kid, std::optional<access::JwsAlgorithm> named) {
  const access::JwsAlgorithm algorithm = named.value_or(default_algorithm(parts));
  if (!algorithm_fits(algorithm, parts)) {
    return refused("algorithm_mismatch", fmt::format("{} does not go with this type of key; {} would.", access::text_of(algorithm),
                                                     access::text_of(default_algorithm(parts))));
  }
  auto key = checked_key(parts);
  if (!key) return std::move(key).error();
  access::PublicKey imported;
  imported.thumbprint = access::encode_base64url(access::bytes_of(sha256_of(thumbprint_json(parts))));
  imported.kid_given = !kid.empty();
  imported.algorithm_given = named.has_value();
  imported.kid = kid.empty() ? imported.thumbprint : std::move(kid);
  imported.algorithm = algorithm;
  imported.jwk = canonical_jwk(parts, algorithm, imported.kid);
  imported.key = std::make_shared<EvpVerificationKey>(*std::move(key), algorithm);
  return imported;
}

}  // namespace switchyard::adapters
