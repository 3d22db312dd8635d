#include "adapters/openssl/evp_verification.hpp"

#include <openssl/err.h>
#include <openssl/rsa.h>

#include <string>

namespace switchyard::adapters {

namespace {

using access::JwsAlgorithm;

// r and s as RFC 7518 section 3.4 has them, to the DER that OpenSSL wants; empty where that fails.
std::string der_of(std::string_view raw) {
  EcdsaSignature signature(ECDSA_SIG_new());
  must(signature != nullptr, "ECDSA_SIG_new");
  BigNumber r = big_number(raw.substr(0, 32));
  BigNumber s = big_number(raw.substr(32));
  must(ECDSA_SIG_set0(signature.get(), r.release(), s.release()) == 1, "ECDSA_SIG_set0");
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(signature.get(), &der);
  must(size > 0, "i2d_ECDSA_SIG");
  std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return bytes;
}

bool evp_verifies(EVP_PKEY* key, JwsAlgorithm algorithm, std::string_view signing_input, std::string_view signature) {
  EvpDigestContext context(EVP_MD_CTX_new());
  must(context != nullptr, "EVP_MD_CTX_new");
  EVP_PKEY_CTX* key_context = nullptr;
  must(EVP_DigestVerifyInit_ex(context.get(), &key_context, digest_name(algorithm), nullptr, nullptr, key, nullptr) == 1,
       "EVP_DigestVerifyInit_ex");
  must(set_padding(key_context, algorithm), "EVP_PKEY_CTX_set_rsa_padding");
  return EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(signing_input), signing_input.size()) == 1;
}

}  // namespace

const char* digest_name(JwsAlgorithm algorithm) { return algorithm == JwsAlgorithm::eddsa ? nullptr : "SHA256"; }

bool set_padding(EVP_PKEY_CTX* context, JwsAlgorithm algorithm) {
  if (algorithm == JwsAlgorithm::rs256) return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0;
  if (algorithm != JwsAlgorithm::ps256) return true;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) > 0 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md_name(context, "SHA256", nullptr) > 0;
}

EvpVerificationKey::EvpVerificationKey(EvpKey key, JwsAlgorithm algorithm)
    : key_(std::move(key)),
      algorithm_(algorithm),
      signature_size_(algorithm == JwsAlgorithm::rs256 || algorithm == JwsAlgorithm::ps256
                          ? static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()))
                          : 64) {}

bool EvpVerificationKey::verify(std::string_view signing_input, std::string_view signature) const {
  if (signature.size() != signature_size_) return false;
  ERR_clear_error();
  const bool verified = algorithm_ == JwsAlgorithm::es256 ? evp_verifies(key_.get(), algorithm_, signing_input, der_of(signature))
                                                          : evp_verifies(key_.get(), algorithm_, signing_input, signature);
  ERR_clear_error();
  return verified;
}

}  // namespace switchyard::adapters
