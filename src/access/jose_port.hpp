// What access/ needs of cryptography: public keys checked at import, compact JWS (RFC 7515) taken apart and verified, signing,
// SHA-256. Four algorithms and nothing else: there is no way to say "none" or an HMAC in these types.
// Sources: RFC 7515, 7517, 7518, 7638, 8037, 8725, 9864. Everything is safe to call from many threads.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "values/result.hpp"
#include "values/secret.hpp"

namespace switchyard::access {

inline constexpr std::size_t kTokenSizeMax = 16 * 1024;      // Bytes of a whole compact JWS.
inline constexpr std::size_t kJoseHeaderSizeMax = 4 * 1024;  // Bytes of its decoded header.
inline constexpr std::size_t kKeyTextSizeMax = 16 * 1024;    // Bytes of a JWK or PEM.
inline constexpr std::size_t kKidSizeMax = 128;              // Characters of a key id, visible ASCII.
inline constexpr std::size_t kJsonDepthMax = 8;

enum class JwsAlgorithm : std::uint8_t { rs256, ps256, es256, eddsa };
[[nodiscard]] std::string_view text_of(JwsAlgorithm algorithm);  // "RS256", "PS256", "ES256", "EdDSA".
// Exactly these names, and "Ed25519" for EdDSA (RFC 9864); else `algorithm_unsupported`.
Result<JwsAlgorithm> parse_jws_algorithm(std::string_view text);

// RFC 4648 section 5 without padding.
[[nodiscard]] std::string encode_base64url(std::string_view bytes);
// Nothing but the one text that encode_base64url gives: no padding, no line breaks, unused bits zero.
[[nodiscard]] std::optional<std::string> decode_base64url(std::string_view text);

using Digest = std::array<std::uint8_t, 32>;
[[nodiscard]] std::string_view bytes_of(const Digest& digest);

// A public key with the one algorithm that it is bound to.
class VerificationKey {
 public:
  virtual ~VerificationKey() = default;
  [[nodiscard]] virtual JwsAlgorithm algorithm() const = 0;
  // False for a wrong signature and for one of a wrong length.
  [[nodiscard]] virtual bool verify(std::string_view signing_input, std::string_view signature) const = 0;
};

struct PublicKey {
  std::string kid;         // The JWK's own, else the thumbprint.
  bool kid_given = false;  // Whether the JWK had one.
  bool algorithm_given = false;  // Whether the JWK or the caller named the algorithm; else it is the key type's default.
  JwsAlgorithm algorithm = JwsAlgorithm::es256;
  std::string jwk;         // Public members alone, with alg, kid and use, in order of name.
  std::string thumbprint;  // RFC 7638, SHA-256, base64url.
  std::shared_ptr<const VerificationKey> key;
};

class SigningKey {
 public:
  virtual ~SigningKey() = default;
  [[nodiscard]] virtual JwsAlgorithm algorithm() const = 0;
  [[nodiscard]] virtual std::string sign(std::string_view signing_input) const = 0;
  // The public half, its kid the thumbprint.
  [[nodiscard]] virtual PublicKey public_key() const = 0;
  // PKCS#8 PEM, unencrypted: to be sealed by the caller.
  [[nodiscard]] virtual Secret private_pem() const = 0;
};

struct JoseHeader {
  std::string algorithm;           // As sent: not yet known to be one of ours.
  std::optional<std::string> kid;  // At most kKidSizeMax.
  std::optional<std::string> typ;
};

// A compact JWS taken apart. Nothing of it is to be believed before `VerificationKey::verify(signing_input, signature)`.
struct UnverifiedJws {
  JoseHeader header;
  std::string payload;
  std::string_view signing_input;  // Into the token given: the received bytes, never re-encoded.
  std::string signature;
};

// A claim that is neither text, whole number, truth nor list of texts: present, and of no use.
struct OtherJson {
  bool operator==(const OtherJson&) const = default;
};

class Claims {
 public:
  using Value = std::variant<std::string, std::int64_t, bool, std::vector<std::string>, OtherJson>;
  explicit Claims(std::vector<std::pair<std::string, Value>> members = {}) : members_(std::move(members)) {}

  // Null where absent.
  [[nodiscard]] const Value* find(std::string_view name) const;
  // Null where absent or of another type.
  [[nodiscard]] const std::string* text(std::string_view name) const;
  [[nodiscard]] const std::int64_t* integer(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, Value>> members_;
};

class Jose {
 public:
  virtual ~Jose() = default;

  // `algorithm` binds a key that does not say; where the JWK says another, `algorithm_mismatch`. Where nobody says: RS256,
  // ES256 or EdDSA by type. Refusals: key_too_large, key_malformed, key_is_private, key_type_unsupported,
  // key_size_unsupported, key_weak, key_use_refused, algorithm_unsupported, algorithm_mismatch.
  [[nodiscard]] virtual Result<PublicKey> import_jwk(std::string_view json, std::optional<JwsAlgorithm> algorithm) const = 0;
  // Exactly one "PUBLIC KEY" block (SPKI) and nothing around it but white space.
  [[nodiscard]] virtual Result<PublicKey> import_pem(std::string_view pem, std::optional<JwsAlgorithm> algorithm) const = 0;

  // Refused as jws_too_large, jws_malformed or jws_header_refused; the message says what is wrong and never quotes a payload.
  [[nodiscard]] virtual Result<UnverifiedJws> parse(std::string_view token) const = 0;
  // `claims_malformed` unless an object in strict JSON: valid UTF-8, no NUL, no BOM, no member twice, depth at most kJsonDepthMax.
  [[nodiscard]] virtual Result<Claims> parse_claims(std::string_view payload) const = 0;

  [[nodiscard]] virtual std::unique_ptr<SigningKey> generate(JwsAlgorithm algorithm) const = 0;
  // An unencrypted PEM ("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY") or a private JWK; `key_malformed` and as import_jwk.
  [[nodiscard]] virtual Result<std::unique_ptr<SigningKey>> import_private(std::string_view text,
                                                                           std::optional<JwsAlgorithm> algorithm) const = 0;

  [[nodiscard]] virtual Digest sha256(std::string_view bytes) const = 0;
};

// header.payload.signature over the two JSON texts.
[[nodiscard]] std::string sign_compact(const SigningKey& key, std::string_view header_json, std::string_view payload_json);

}  // namespace switchyard::access
