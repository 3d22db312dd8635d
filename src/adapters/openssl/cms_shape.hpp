// The one shape that our CMS have: everything but certificate, signature and time-stamp token follows from these and the content's
// digest, so a CMS is sound only where building it again gives the same bytes. RFC 5652, RFC 5035, ETSI EN 319 122-1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace switchyard::adapters {

enum class SealKeyKind { rsa, ec };

struct CmsParts {
  std::string certificate;            // DER.
  std::string signature;
  std::optional<std::string> token;   // DER of the RFC 3161 token.
};

// What is signed: a DER SET of content type, message digest and signing certificate v2. Empty where the certificate is not readable.
[[nodiscard]] std::string signed_attributes(std::string_view certificate, std::string_view digest);

// Empty where the certificate is not readable.
[[nodiscard]] std::string build_cms(const CmsParts& parts, std::string_view digest, SealKeyKind kind);

// Finds the three parts; says nothing of the rest, which build_cms() judges.
[[nodiscard]] std::optional<CmsParts> take_cms_apart(std::string_view cms);

// Issuer and serial number of a certificate, each as DER.
struct IssuerSerial {
  std::string issuer;
  std::string serial;
};
[[nodiscard]] std::optional<IssuerSerial> issuer_serial(std::string_view certificate);

// An algorithm identifier without parameters; `with_null` has a NULL.
[[nodiscard]] std::string algorithm(std::string_view object, bool with_null = false);
// The signature algorithm that stands for the kind of key and digest ("SHA256", "SHA384", "SHA512").
[[nodiscard]] std::string signature_algorithm(SealKeyKind kind, std::string_view digest_name);

// Object identifiers as DER.
namespace oid {
extern const std::string_view data, signed_data, content_type, message_digest, signing_certificate, signing_certificate_v2, time_stamp_token, tst_info,
    sha1, sha256, sha384, sha512;
}

}  // namespace switchyard::adapters
