#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "adapters/openssl/key_import.hpp"

namespace switchyard::adapters {

namespace {

using access::JwsAlgorithm;
using Kind = StrictJson::Kind;

Error refused(const char* code, std::string message) { return Error{ErrorKind::invalid, code, std::move(message)}; }

// RFC 7518 sections 6.2.2, 6.3.2, 6.4: no public key has these.
constexpr std::array<std::string_view, 8> kPrivateMembers = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"};

// Null where absent; an Error where it is there and no text.
Result<const std::string*> optional_text(const StrictJson& jwk, const char* name) {
  const StrictJson* member = jwk.find(name);
  if (member == nullptr) return nullptr;
  if (member->kind != Kind::text) return refused("key_malformed", fmt::format("The JWK's {} is not a text.", name));
  return &member->text;
}

Result<std::string> kid_of(const StrictJson& jwk) {
  auto kid = optional_text(jwk, "kid");
  if (!kid) return std::move(kid).error();
  if (*kid == nullptr) return std::string();
  const bool visible = std::all_of((*kid)->begin(), (*kid)->end(), [](char c) { return c > ' ' && c < 0x7f; });
  if ((*kid)->empty() || (*kid)->size() > access::kKidSizeMax || !visible) {
    return refused("key_malformed", fmt::format("The JWK's kid is not 1 to {} visible ASCII characters.", access::kKidSizeMax));
  }
  return **kid;
}

Result<void> check_use(const StrictJson& jwk, std::string_view key_operation) {
  auto use = optional_text(jwk, "use");
  if (!use) return std::move(use).error();
  if (*use != nullptr && **use != "sig") return refused("key_use_refused", "The JWK's use is not \"sig\".");
  const StrictJson* operations = jwk.find("key_ops");
  if (operations == nullptr) return {};
  const auto is_wanted = [&](const StrictJson& item) { return item.kind == Kind::text && item.text == key_operation; };
  if (operations->kind != Kind::list || std::none_of(operations->items.begin(), operations->items.end(), is_wanted)) {
    return refused("key_use_refused", fmt::format("The JWK's key_ops do not hold \"{}\".", key_operation));
  }
  return {};
}

Result<std::optional<JwsAlgorithm>> algorithm_of(const StrictJson& jwk, std::optional<JwsAlgorithm> named) {
  auto text = optional_text(jwk, "alg");
  if (!text) return std::move(text).error();
  if (*text == nullptr) return named;
  auto own = access::parse_jws_algorithm(**text);
  if (!own) return refused("algorithm_unsupported", "The JWK's alg is none of RS256, PS256, ES256 and EdDSA.");
  if (named && *named != *own) {
    return refused("algorithm_mismatch", fmt::format("The JWK says {}, the request {}.", access::text_of(*own), access::text_of(*named)));
  }
  return std::optional<JwsAlgorithm>(*own);
}

Result<KeyParts> curve_parts(const StrictJson& jwk, std::string_view kty) {
  auto curve = optional_text(jwk, "crv");
  if (!curve) return std::move(curve).error();
  const std::string_view wanted = kty == "EC" ? "P-256" : "Ed25519";
  if (*curve == nullptr || **curve != wanted) {
    return refused("key_type_unsupported", fmt::format("A JWK of kty {} must be of the curve {}.", kty, wanted));
  }
  auto x = jwk_bytes(jwk, "x");
  if (!x) return std::move(x).error();
  if (kty == "OKP") return KeyParts(Ed25519Parts{*std::move(x)});
  auto y = jwk_bytes(jwk, "y");
  if (!y) return std::move(y).error();
  return KeyParts(P256Parts{*std::move(x), *std::move(y)});
}

Result<KeyParts> jwk_parts(const StrictJson& jwk) {
  auto kty = optional_text(jwk, "kty");
  if (!kty) return std::move(kty).error();
  if (*kty == nullptr) return refused("key_malformed", "The JWK has no kty.");
  if (**kty == "EC" || **kty == "OKP") return curve_parts(jwk, **kty);
  if (**kty == "oct") return refused("key_type_unsupported", "The JWK is a shared secret (oct); register a public key.");
  if (**kty != "RSA") return refused("key_type_unsupported", "The JWK's kty is none of RSA, EC and OKP.");
  auto n = jwk_bytes(jwk, "n");
  if (!n) return std::move(n).error();
  auto e = jwk_bytes(jwk, "e");
  if (!e) return std::move(e).error();
  return KeyParts(RsaParts{*std::move(n), *std::move(e)});
}

}  // namespace

Result<std::string> jwk_bytes(const StrictJson& jwk, const char* name) {
  const StrictJson* member = jwk.find(name);
  if (member == nullptr || member->kind != Kind::text) return refused("key_malformed", fmt::format("The JWK has no text {}.", name));
  auto bytes = access::decode_base64url(member->text);
  if (!bytes) return refused("key_malformed", fmt::format("The JWK's {} is not base64url without padding.", name));
  return *std::move(bytes);
}

Result<JwkReading> read_jwk(const StrictJson& jwk, std::optional<JwsAlgorithm> named, std::string_view key_operation) {
  auto use = check_use(jwk, key_operation);
  if (!use) return std::move(use).error();
  auto kid = kid_of(jwk);
  if (!kid) return std::move(kid).error();
  auto parts = jwk_parts(jwk);
  if (!parts) return std::move(parts).error();
  auto algorithm = algorithm_of(jwk, named);
  if (!algorithm) return std::move(algorithm).error();
  return JwkReading{*std::move(parts), *std::move(kid), *algorithm};
}

Result<access::PublicKey> import_jwk(std::string_view json, std::optional<JwsAlgorithm> algorithm) {
  if (json.size() > access::kKeyTextSizeMax) {
    return refused("key_too_large", fmt::format("The JWK has {} bytes; at most {} are taken.", json.size(), access::kKeyTextSizeMax));
  }
  auto jwk = parse_strict_json(json);
  if (!jwk) return refused("key_malformed", std::move(jwk).error().message);
  if (jwk->kind != Kind::object) return refused("key_malformed", "The JWK is not a JSON object.");
  for (const std::string_view name : kPrivateMembers) {
    if (jwk->find(name) != nullptr && name != "k") {
      return refused("key_is_private", fmt::format("The JWK holds the private member \"{}\". Send the public key alone, and take this one out of use.", name));
    }
  }
  auto reading = read_jwk(*jwk, algorithm, "verify");
  if (!reading) return std::move(reading).error();
  if (jwk->find("k") != nullptr) return refused("key_is_private", "The JWK holds the secret member \"k\".");
  return import_parts(reading->parts, std::move(reading->kid), reading->algorithm);
}

}  // namespace switchyard::adapters
