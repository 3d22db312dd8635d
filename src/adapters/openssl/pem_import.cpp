#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include <algorithm>
#include <string>

#include "adapters/openssl/key_import.hpp"

namespace switchyard::adapters {

namespace {

constexpr std::string_view kBegin = "-----BEGIN PUBLIC KEY-----";
constexpr std::string_view kEnd = "-----END PUBLIC KEY-----";
constexpr std::string_view kWhite = " \t\r\n";

Error refused(const char* code, std::string message) { return Error{ErrorKind::invalid, code, std::move(message)}; }

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhite) - first + 1);
}

// RFC 7468: base 64 in lines, padded, unused bits zero; told by the strict decoder of base64url.
std::optional<std::string> decode_body(std::string_view body) {
  std::string text;
  for (const char character : body) {
    if (character == '\n' || character == '\r') continue;
    if (character == '-' || character == '_') return std::nullopt;
    text.push_back(character == '+' ? '-' : character == '/' ? '_' : character);
  }
  if (text.size() % 4 != 0) return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.pop_back();
  return access::decode_base64url(text);
}

Result<std::string> der_of_pem(std::string_view pem) {
  const std::string_view text = trimmed(pem);
  if (text.find("PRIVATE KEY-----") != std::string_view::npos) {
    return refused("key_is_private", "The PEM holds a private key. Send the public key alone, and take this one out of use.");
  }
  if (!text.starts_with(kBegin) || !text.ends_with(kEnd)) {
    return refused("key_malformed", "A PEM must be one \"BEGIN PUBLIC KEY\" block and nothing else: no certificate, no \"RSA PUBLIC KEY\", no text around.");
  }
  const std::string_view body = text.substr(kBegin.size(), text.size() - kBegin.size() - kEnd.size());
  if (!body.starts_with('\n') && !body.starts_with("\r\n")) return refused("key_malformed", "The PEM's first line does not end after its dashes.");
  auto der = decode_body(body);
  if (!der) return refused("key_malformed", "The PEM's body is not one block of base 64.");
  return *std::move(der);
}

// True where OpenSSL writes the key with the very bytes that were read: no BER, nothing left over, no odd parameters.
bool writes_same(EVP_PKEY* key, std::string_view der) {
  unsigned char* again = nullptr;
  const int size = i2d_PUBKEY(key, &again);
  if (size <= 0) return false;
  const bool same = std::string_view(reinterpret_cast<const char*>(again), static_cast<std::size_t>(size)) == der;
  OPENSSL_free(again);
  return same;
}

Result<KeyParts> parts_of_der(std::string_view der) {
  const unsigned char* at = octets(der);
  EvpKey key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
  if (!key) return refused("key_malformed", "The PEM's bytes are not a public key that is known here; RSA, P-256 and Ed25519 are taken.");
  auto parts = parts_of(*key);
  if (!parts) return parts;
  if (at != octets(der) + der.size() || !writes_same(key.get(), der)) {
    return refused("key_malformed", "The PEM's bytes are not the one DER form of its key, or something follows it.");
  }
  return parts;
}

}  // namespace

Result<access::PublicKey> import_pem(std::string_view pem, std::optional<access::JwsAlgorithm> algorithm) {
  if (pem.size() > access::kKeyTextSizeMax) {
    return refused("key_too_large", fmt::format("The PEM has {} bytes; at most {} are taken.", pem.size(), access::kKeyTextSizeMax));
  }
  auto der = der_of_pem(pem);
  if (!der) return std::move(der).error();
  ERR_clear_error();
  auto parts = parts_of_der(*der);
  ERR_clear_error();
  if (!parts) return std::move(parts).error();
  return import_parts(*parts, {}, algorithm);
}

}  // namespace switchyard::adapters
