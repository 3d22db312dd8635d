// Any bytes as a compact JWS: refused, or taken apart into what encodes to the same bytes; its claims refused or read; no key verifies it.
// links: adapters_openssl
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/openssl/openssl_jose.hpp"

using namespace switchyard;
using namespace switchyard::access;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const adapters::OpensslJose jose;
  static const auto rsa = jose.generate(JwsAlgorithm::rs256)->public_key();
  static const auto pss = jose.generate(JwsAlgorithm::ps256)->public_key();
  static const auto p256 = jose.generate(JwsAlgorithm::es256)->public_key();
  static const auto ed25519 = jose.generate(JwsAlgorithm::eddsa)->public_key();
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  (void)jose.parse_claims(text);
  const auto jws = jose.parse(text);
  if (!jws) return 0;
  if (size > kTokenSizeMax) std::abort();
  const std::string again = std::string(jws->signing_input) + "." + encode_base64url(jws->signature);
  if (again != text || !jws->signing_input.ends_with("." + encode_base64url(jws->payload))) std::abort();
  (void)jose.parse_claims(jws->payload);
  for (const auto* key : {&rsa, &pss, &p256, &ed25519}) {
    if (key->key->verify(jws->signing_input, jws->signature)) std::abort();
  }
  return 0;
}
