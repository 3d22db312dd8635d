// Any text as a JWK: refused, or a key whose canonical form is taken again as the same key.
// links: adapters_openssl
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/openssl/openssl_jose.hpp"

using namespace switchyard;
using namespace switchyard::access;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const adapters::OpensslJose jose;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  (void)jose.import_private(text, {});
  const auto key = jose.import_jwk(text, {});
  if (!key) return 0;
  const auto again = jose.import_jwk(key->jwk, key->algorithm);
  if (!again || again->jwk != key->jwk || again->thumbprint != key->thumbprint || again->kid != key->kid) std::abort();
  if (key->kid.empty() || key->kid.size() > kKidSizeMax) std::abort();
  if (key->key->verify("x", "y")) std::abort();
  return 0;
}
