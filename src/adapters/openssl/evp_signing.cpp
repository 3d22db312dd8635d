#include "adapters/openssl/evp_signing.hpp"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "adapters/openssl/evp_verification.hpp"
#include "adapters/openssl/key_import.hpp"

namespace switchyard::adapters {

namespace {

using access::JwsAlgorithm;

Error refused(const char* code, std::string message) { return Error{ErrorKind::invalid, code, std::move(message)}; }

// DER to r and s of 32 bytes each.
std::string raw_of(std::string_view der) {
  const unsigned char* at = octets(der);
  EcdsaSignature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  must(signature != nullptr, "d2i_ECDSA_SIG");
  std::string raw(64, '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(raw.data());
  must(BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes, 32) == 32 && BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes + 32, 32) == 32,
       "BN_bn2binpad");
  return raw;
}

EvpKey generate_key(JwsAlgorithm algorithm) {
  switch (algorithm) {
    case JwsAlgorithm::rs256:
    case JwsAlgorithm::ps256: return EvpKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(kRsaBitsMin)));
    case JwsAlgorithm::es256: return EvpKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    case JwsAlgorithm::eddsa: return EvpKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  }
  return nullptr;
}

// Refuses to ask anybody for a passphrase.
int no_passphrase(char*, int, int, void*) { return -1; }

Result<EvpKey> key_from_pem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  must(bio != nullptr, "BIO_new_mem_buf");
  EvpKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
  if (!key) return refused("key_malformed", "The file holds no unencrypted private key in PEM.");
  return key;
}

Result<EvpKey> fromdata(const char* type, OSSL_PARAM_BLD* build) {
  Params params(OSSL_PARAM_BLD_to_param(build));
  EvpKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  must(context && params && EVP_PKEY_fromdata_init(context.get()) == 1, "EVP_PKEY_fromdata_init");
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, params.get()) != 1) return refused("key_malformed", "The private JWK was not understood.");
  return EvpKey(key);
}

Result<EvpKey> rsa_private(const RsaParts& parts, const StrictJson& jwk) {
  constexpr std::array<std::pair<const char*, const char*>, 6> kMembers = {{{"d", OSSL_PKEY_PARAM_RSA_D},
                                                                            {"p", OSSL_PKEY_PARAM_RSA_FACTOR1},
                                                                            {"q", OSSL_PKEY_PARAM_RSA_FACTOR2},
                                                                            {"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
                                                                            {"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2},
                                                                            {"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1}}};
  std::vector<BigNumber> numbers;  // Read only when the parameters are made of the build.
  ParamBuild build(OSSL_PARAM_BLD_new());
  const auto push = [&](const char* name, std::string_view bytes) {
    numbers.push_back(big_number(bytes));
    must(OSSL_PARAM_BLD_push_BN(build.get(), name, numbers.back().get()) == 1, "OSSL_PARAM_BLD_push_BN");
  };
  push(OSSL_PKEY_PARAM_RSA_N, parts.n);
  push(OSSL_PKEY_PARAM_RSA_E, parts.e);
  for (const auto& [member, name] : kMembers) {
    auto bytes = jwk_bytes(jwk, member);
    if (!bytes) return std::move(bytes).error();
    push(name, *bytes);
  }
  return fromdata("RSA", build.get());
}

Result<EvpKey> private_from_parts(const KeyParts& parts, const StrictJson& jwk) {
  if (const auto* rsa = std::get_if<RsaParts>(&parts)) return rsa_private(*rsa, jwk);
  auto d = jwk_bytes(jwk, "d");
  if (!d) return std::move(d).error();
  if (d->size() != 32) return refused("key_malformed", "The private JWK's d is not of 32 bytes.");
  if (std::holds_alternative<Ed25519Parts>(parts)) {
    return EvpKey(EVP_PKEY_new_raw_private_key_ex(nullptr, "ED25519", nullptr, octets(*d), d->size()));
  }
  const auto& p256 = std::get<P256Parts>(parts);
  const std::string point = "\x04" + p256.x + p256.y;
  const BigNumber number = big_number(*d);
  ParamBuild build(OSSL_PARAM_BLD_new());
  must(build && OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
           OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) == 1 &&
           OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get()) == 1,
       "OSSL_PARAM_BLD_push");
  return fromdata("EC", build.get());
}

Result<std::unique_ptr<access::SigningKey>> wrap(EvpKey key, std::string kid, std::optional<JwsAlgorithm> algorithm) {
  if (!key) return refused("key_malformed", "The private key was not understood.");
  auto parts = parts_of(*key);
  if (!parts) return std::move(parts).error();
  auto imported = import_parts(*parts, std::move(kid), algorithm);
  if (!imported) return std::move(imported).error();
  return std::unique_ptr<access::SigningKey>(std::make_unique<EvpSigningKey>(std::move(key), *std::move(imported)));
}

Result<std::unique_ptr<access::SigningKey>> from_jwk(std::string_view text, std::optional<JwsAlgorithm> algorithm) {
  auto jwk = parse_strict_json(text);
  if (!jwk) return refused("key_malformed", std::move(jwk).error().message);
  auto reading = read_jwk(*jwk, algorithm, "sign");
  if (!reading) return std::move(reading).error();
  auto key = private_from_parts(reading->parts, *jwk);
  if (!key) return std::move(key).error();
  return wrap(*std::move(key), std::move(reading->kid), reading->algorithm);
}

}  // namespace

EvpSigningKey::EvpSigningKey(EvpKey key, access::PublicKey public_key) : key_(std::move(key)), public_key_(std::move(public_key)) {}

std::string EvpSigningKey::sign(std::string_view signing_input) const {
  ERR_clear_error();
  EvpDigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* key_context = nullptr;
  must(context && EVP_DigestSignInit_ex(context.get(), &key_context, digest_name(algorithm()), nullptr, nullptr, key_.get(), nullptr) == 1,
       "EVP_DigestSignInit_ex");
  must(set_padding(key_context, algorithm()), "EVP_PKEY_CTX_set_rsa_padding");
  std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()));
  std::string signature(size, '\0');
  must(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, octets(signing_input), signing_input.size()) == 1,
       "EVP_DigestSign");
  signature.resize(size);
  return algorithm() == JwsAlgorithm::es256 ? raw_of(signature) : signature;
}

Secret EvpSigningKey::private_pem() const {
  const Bio bio(BIO_new(BIO_s_secmem()));
  must(bio && PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1, "PEM_write_bio_PKCS8PrivateKey");
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return Secret(std::string(text, static_cast<std::size_t>(size)));
}

std::unique_ptr<access::SigningKey> generate_signing_key(JwsAlgorithm algorithm) {
  auto key = wrap(generate_key(algorithm), {}, algorithm);
  must(key.has_value(), "EVP_PKEY_Q_keygen");
  return *std::move(key);
}

Result<std::unique_ptr<access::SigningKey>> import_private_key(std::string_view text, std::optional<JwsAlgorithm> algorithm) {
  if (text.size() > access::kKeyTextSizeMax) return refused("key_too_large", "The private key's text is over 16 KiB.");
  if (text.starts_with('{')) return from_jwk(text, algorithm);
  ERR_clear_error();
  auto key = key_from_pem(text);
  ERR_clear_error();
  if (!key) return std::move(key).error();
  return wrap(*std::move(key), {}, algorithm);
}

}  // namespace switchyard::adapters
