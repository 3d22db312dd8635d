// What a seal asks of cryptography: a key that signs the bytes of a file, and a strict reading of what such a key made. The form is
// CMS (RFC 5652) as PAdES B-B asks (ETSI EN 319 142-1): detached, SHA-256, content type, message digest and signing certificate v2
// signed, no signing time; B-T adds an RFC 3161 token over the signature.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::documents {

struct SealCertificate {
  std::string subject;      // RFC 2253: "CN=Switchyard self-made seal (identity not verified)".
  std::string issuer;
  std::string serial;       // Lower-case hexadecimal.
  std::string sha256;       // Fingerprint, 64 lower-case hexadecimal digits.
  std::string key;          // "RSA 2048", "EC P-256".
  Instant not_before{};
  Instant not_after{};
  bool self_signed = false;  // It vouches for itself: whoever reads it must know its fingerprint from elsewhere.

  bool operator==(const SealCertificate&) const = default;
};

enum class TimeStampWish { none, if_configured };

struct DetachedSeal {
  std::string cms;           // DER.
  bool time_stamped = false;
  std::string note = {};     // Why there is no time stamp although an authority is configured; else empty.
};

// Safe to call from many threads. RSA gives the same bytes for the same content; EC and time stamps do not.
class SealingKey {
 public:
  virtual ~SealingKey() = default;
  // Over the pieces as if they were one. A time-stamp authority that does not answer costs the stamp, never the seal. Throws where
  // the key itself cannot sign.
  [[nodiscard]] virtual DetachedSeal sign(std::span<const std::string_view> content, TimeStampWish time_stamp) const = 0;
  [[nodiscard]] virtual const SealCertificate& certificate() const = 0;
};

// `code` is for programs, `message` a sentence.
struct SealFault {
  std::string code;
  std::string message;

  bool operator==(const SealFault&) const = default;
};

enum class SealTrust {
  unknown,     // Nobody that the reader named vouches for the certificate (self-made, or of a foreign authority).
  pinned,      // It is one of the certificates that the reader named.
  issued       // Issued by one that the reader named.
};

struct SealTimeStamp {
  Instant at{};
  SealCertificate authority;
  SealTrust trust = SealTrust::unknown;
};

struct CmsReading {
  std::vector<SealFault> faults = {};  // Empty: the signature is over this content, and each byte of the CMS is as its maker wrote it.
  std::optional<SealCertificate> certificate = {};
  std::optional<SealTimeStamp> time_stamp = {};
  SealTrust trust = SealTrust::unknown;

  [[nodiscard]] bool sound() const { return faults.empty(); }
};

// Safe to call from many threads; offline, takes any bytes.
class CmsVerifier {
 public:
  virtual ~CmsVerifier() = default;
  // Faults: `cms_malformed` (not DER of exactly this shape: one certificate, one signer, nothing unused), `signature_wrong` (the content
  // or the signature was changed), `time_stamp_wrong`.
  [[nodiscard]] virtual CmsReading verify(std::string_view cms, std::span<const std::string_view> content) const = 0;
};

}  // namespace switchyard::documents
