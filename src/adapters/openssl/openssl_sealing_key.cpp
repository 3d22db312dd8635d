#include "adapters/openssl/openssl_sealing_key.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

Error refused(const char* code, std::string message) { return Error{ErrorKind::invalid, code, std::move(message)}; }

class OpensslSealingKey final : public documents::SealingKey {
 public:
  OpensslSealingKey(EvpKey key, SealKeyKind kind, Certificate certificate, std::optional<TimeStampAuthority> authority)
      : key_(std::move(key)), kind_(kind), der_(der_of(*certificate)), described_(describe_certificate(*certificate)), authority_(std::move(authority)) {}

  [[nodiscard]] documents::DetachedSeal sign(std::span<const std::string_view> content, documents::TimeStampWish time_stamp) const override {
    const auto digest = digest_of("SHA256", content);
    CmsParts parts{der_, signature_over(signed_attributes(der_, digest)), std::nullopt};
    documents::DetachedSeal seal;
    if (authority_ && time_stamp == documents::TimeStampWish::if_configured) {
      auto token = request_time_stamp(*authority_, parts.signature);
      if (!token) seal.note = token.error().message;
      if (token) parts.token = *std::move(token);
    }
    seal.time_stamped = parts.token.has_value();
    seal.cms = build_cms(parts, digest, kind_);
    return seal;
  }

  [[nodiscard]] const documents::SealCertificate& certificate() const override { return described_; }

 private:
  [[nodiscard]] std::string signature_over(std::string_view bytes) const {
    const EvpDigestContext context(EVP_MD_CTX_new());
    must(context && EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key_.get(), nullptr) == 1, "EVP_DigestSignInit_ex");
    auto size = static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()));
    std::string signature(size, '\0');
    must(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, octets(bytes), bytes.size()) == 1, "EVP_DigestSign");
    signature.resize(size);
    return signature;
  }

  EvpKey key_;
  SealKeyKind kind_;
  std::string der_;
  documents::SealCertificate described_;
  std::optional<TimeStampAuthority> authority_;
};

int no_passphrase(char*, int, int, void*) { return -1; }

}  // namespace

Result<std::unique_ptr<documents::SealingKey>> open_sealing_key(const SealKeyMaterial& material, std::optional<TimeStampAuthority> authority) {
  const auto pem = material.private_key.reveal();
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  must(bio != nullptr, "BIO_new_mem_buf");
  EvpKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
  auto certificates = certificates_from_pem(material.certificate);
  ERR_clear_error();
  if (!key || certificates.empty()) return refused("seal_key_missing", "The seal needs a private key and its certificate; one of them is missing.");
  const bool fit = X509_check_private_key(certificates.front().get(), key.get()) == 1;
  ERR_clear_error();
  if (!fit) return refused("seal_key_missing", "The certificate of the seal is not that of its private key.");
  const auto kind = seal_key_kind(*key);
  if (!kind) return refused("seal_key_unsupported", "A key that seals documents is RSA of at least 2048 bits, or EC P-256.");
  return std::unique_ptr<documents::SealingKey>(
      std::make_unique<OpensslSealingKey>(std::move(key), *kind, std::move(certificates.front()), std::move(authority)));
}

std::vector<std::string> seal_certificate_warnings(const documents::SealCertificate& certificate, Instant now) {
  std::vector<std::string> warnings;
  if (now >= certificate.not_after) warnings.push_back(fmt::format("The certificate of the seal expired at {}.", certificate.not_after.text()));
  if (now < certificate.not_before) warnings.push_back(fmt::format("The certificate of the seal is valid only from {}.", certificate.not_before.text()));
  const bool ends_soon = now < certificate.not_after && certificate.not_after - now < Duration::hours(30 * 24);
  if (ends_soon) warnings.push_back(fmt::format("The certificate of the seal expires at {}.", certificate.not_after.text()));
  if (certificate.self_signed) {
    warnings.push_back("The certificate of the seal is self-made: readers of PDFs call the signer unknown. A PKCS#12 file of your own takes its place.");
  }
  return warnings;
}

}  // namespace switchyard::adapters
