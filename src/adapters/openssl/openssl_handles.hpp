// Owners for OpenSSL's objects, and the exception for what it cannot do for its own reasons (out of memory, no provider).
#pragma once

#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>
#include <string_view>

namespace switchyard::adapters {

template <auto Free>
struct FreeWith {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};

using EvpKey = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using EvpKeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using EvpDigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using EvpDigest = std::unique_ptr<EVP_MD, FreeWith<EVP_MD_free>>;
using BigNumber = std::unique_ptr<BIGNUM, FreeWith<BN_clear_free>>;
using BigNumberContext = std::unique_ptr<BN_CTX, FreeWith<BN_CTX_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>>;
using ParamBuild = std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>>;
using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;

class OpensslFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

inline const unsigned char* octets(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

inline void must(bool done, const char* what) {
  if (!done) throw OpensslFailure(what);
}

inline BigNumber big_number(std::string_view big_endian) {
  BigNumber number(BN_bin2bn(octets(big_endian), static_cast<int>(big_endian.size()), nullptr));
  must(number != nullptr, "BN_bin2bn");
  return number;
}

}  // namespace switchyard::adapters
