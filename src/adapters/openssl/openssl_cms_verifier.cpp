#include "adapters/openssl/openssl_cms_verifier.hpp"

#include "adapters/openssl/time_stamp.hpp"

namespace switchyard::adapters {
namespace {

documents::CmsReading faulty(const char* code, std::string message) {
  documents::CmsReading reading;
  reading.faults.push_back({code, std::move(message)});
  return reading;
}

}  // namespace

documents::CmsReading OpensslCmsVerifier::verify(std::string_view cms, std::span<const std::string_view> content) const {
  const auto parts = take_cms_apart(cms);
  if (!parts) return faulty("cms_malformed", "The signature is not in the form that seals have: one signer, one certificate, nothing unused.");
  const auto certificate = certificate_from_der(parts->certificate);
  EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
  const auto kind = key != nullptr ? seal_key_kind(*key) : std::nullopt;
  if (!kind) return faulty("cms_malformed", "The certificate in the seal cannot be read, or has a key that seals do not have.");
  const auto digest = digest_of("SHA256", content);
  // Built over this content: a seal over another differs in its message digest alone.
  if (build_cms(*parts, digest, *kind) != cms) {
    return faulty("signature_wrong", "The file was changed after it was sealed: its content is not what the signature is over.");
  }
  if (!signature_holds(*key, "SHA256", signed_attributes(parts->certificate, digest), parts->signature)) {
    return faulty("signature_wrong", "The signature in the seal was changed, or was not made with the key of its certificate.");
  }
  documents::CmsReading reading;
  reading.certificate = describe_certificate(*certificate);
  reading.trust = trust_in(*certificate, named_);
  if (!parts->token) return reading;
  auto stamp = verify_time_stamp(*parts->token, parts->signature, named_);
  if (!stamp) reading.faults.push_back({stamp.error().code, stamp.error().message});
  if (stamp) reading.time_stamp = *std::move(stamp);
  return reading;
}

}  // namespace switchyard::adapters
