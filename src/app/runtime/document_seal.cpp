#include "app/runtime/document_seal.hpp"

#include "adapters/openssl/openssl_cms_verifier.hpp"
#include "adapters/openssl/openssl_sealing_key.hpp"
#include "app/commands/file_text.hpp"
#include "app/runtime/installation_key_store.hpp"

namespace switchyard::app {
namespace {

constexpr std::string_view kPurpose = "document_seal";
constexpr std::string_view kCertificateBegin = "-----BEGIN CERTIFICATE-----";
constexpr std::size_t kPasswordSizeMax = 1'024;

Result<adapters::SealKeyMaterial> material_of_file(const DocumentSealSettings& settings) {
  const auto file = read_file_text(settings.file, adapters::kPkcs12SizeMax);
  if (!file) return file.error();
  std::string line;
  if (!settings.password_file.empty()) {
    auto text = read_file_text(settings.password_file, kPasswordSizeMax);
    if (!text) return std::move(text).error();
    line = text->substr(0, text->find_first_of("\r\n"));
  }
  return adapters::read_pkcs12(*file, Secret(std::move(line)));
}

// Key and certificate in one text, as it is kept.
Result<adapters::SealKeyMaterial> own_material(Database& control, const access::Sealer& sealer, Random& random, Instant now) {
  const auto make = [&] {
    const auto made = adapters::make_self_made_seal({}, now, random);
    return Secret(std::string(made.private_key.reveal()) + made.certificate);
  };
  const auto kept = installation_secret(control, sealer, now, kPurpose, make);
  if (!kept) return kept.error();
  const auto text = kept->reveal();
  const auto at = text.find(kCertificateBegin);
  if (at == std::string_view::npos) return Error{ErrorKind::invalid, "seal_broken", "The kept document seal has no certificate.", {}};
  return adapters::SealKeyMaterial{Secret(std::string(text.substr(0, at))), std::string(text.substr(at))};
}

}  // namespace

Result<DocumentSeal> open_document_seal(const DocumentSealSettings& settings, Database& control, const access::Sealer& sealer, Random& random, HttpClient& http,
                                        Instant now) {
  const auto material = settings.file.empty() ? own_material(control, sealer, random, now) : material_of_file(settings);
  if (!material) return material.error();
  std::optional<adapters::TimeStampAuthority> authority;
  if (!settings.time_stamp_url.empty()) authority = adapters::TimeStampAuthority{settings.time_stamp_url, &http, &random};
  auto key = adapters::open_sealing_key(*material, std::move(authority));
  if (!key) return std::move(key).error();
  DocumentSeal seal;
  seal.key = *std::move(key);
  seal.verifier = std::make_unique<adapters::OpensslCmsVerifier>(material->certificate);
  seal.warnings = adapters::seal_certificate_warnings(seal.key->certificate(), now);
  return seal;
}

}  // namespace switchyard::app
