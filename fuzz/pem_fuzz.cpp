// Any text as a PEM: refused, or a public key that is taken as a JWK too. A first byte of 'D' gives the rest as DER.
// links: adapters_openssl
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "adapters/openssl/openssl_jose.hpp"

using namespace switchyard;
using namespace switchyard::access;

namespace {

// The same bytes as a PEM body, so that the fuzzer need not learn base 64.
std::string armoured(std::string_view der) {
  std::string body = encode_base64url(der);
  for (char& c : body) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (body.size() % 4 != 0) body.push_back('=');
  return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const adapters::OpensslJose jose;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  (void)jose.import_private(text, {});
  const auto key = text.starts_with('D') ? jose.import_pem(armoured(text.substr(1)), {}) : jose.import_pem(text, {});
  if (!key) return 0;
  const auto as_jwk = jose.import_jwk(key->jwk, {});
  if (!as_jwk || as_jwk->thumbprint != key->thumbprint) std::abort();
  return 0;
}
