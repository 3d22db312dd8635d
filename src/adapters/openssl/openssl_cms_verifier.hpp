// The CmsVerifier port on OpenSSL: a CMS holds where building it again from its certificate, signature and token gives the same bytes,
// and the signature is over the content.
#pragma once

#include "adapters/openssl/seal_certificate.hpp"
#include "documents/seal/seal_port.hpp"

namespace switchyard::adapters {

class OpensslCmsVerifier final : public documents::CmsVerifier {
 public:
  // `trusted_pem` holds the certificates that the reader vouches for, of seals or of those that issued them; may be empty.
  explicit OpensslCmsVerifier(std::string_view trusted_pem = {}) : named_(certificates_from_pem(trusted_pem)) {}

  [[nodiscard]] documents::CmsReading verify(std::string_view cms, std::span<const std::string_view> content) const override;
  [[nodiscard]] std::size_t trusted_count() const { return named_.size(); }

 private:
  std::vector<Certificate> named_;
};

}  // namespace switchyard::adapters
