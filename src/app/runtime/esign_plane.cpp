#include "app/runtime/esign_plane.hpp"

#include "adapters/openssl/openssl_sealing_key.hpp"
#include "app/runtime/installation_key_store.hpp"
#include "esign/ceremony/letter_writer.hpp"
#include "esign/connect/connect_delivery.hpp"
#include "esign/esign.hpp"
#include "esign/rest/envelope_json.hpp"

namespace switchyard::app {
namespace {

constexpr std::string_view kCertificateBegin = "-----BEGIN CERTIFICATE-----";

// Key and certificate as one text: two PEM blocks.
Secret self_made_seal(Installation& installation) {
  const adapters::SealKeyMaterial made = adapters::make_self_made_seal({}, installation.clock().now(), installation.random());
  return Secret(std::string(made.private_key.reveal()) + made.certificate);
}

Result<std::unique_ptr<documents::SealingKey>> open_seal(Installation& installation, const access::Sealer& sealer) {
  auto kept = installation_secret(installation.control(), sealer, installation.clock().now(), "esign.seal", [&installation] { return self_made_seal(installation); });
  if (!kept) return std::move(kept).error();
  const std::string_view text = kept->reveal();
  const auto border = text.find(kCertificateBegin);
  ENSURE(border != std::string_view::npos);
  auto key = adapters::open_sealing_key({.private_key = Secret(std::string(text.substr(0, border))), .certificate = std::string(text.substr(border))});
  if (!key) return std::move(key).error();
  for (const std::string& warning : adapters::seal_certificate_warnings((*key)->certificate(), installation.clock().now())) installation.log().warning(warning);
  return key;
}

}  // namespace

EsignPlane::EsignPlane(Installation& installation, AccessPlane& access, Environment& environment, std::unique_ptr<documents::SealingKey> key)
    : installation_(installation),
      access_(access),
      environment_(environment),
      key_(std::move(key)),
      mail_(environment.outbox(), access.clock, installation.random(), environment.name() == EnvironmentName::test ? notices::MailDelivery::mailbox : notices::MailDelivery::server),
      service_{.database = environment.database(),
               .clock = environment.clock(),
               .security_clock = access.clock,
               .random = installation.random(),
               .outbox = environment.outbox(),
               .jose = access.jose,
               .log = installation.log(),
               .environment = environment.name(),
               .sealing_key = key_.get()},
      ceremony_{.service = service_, .mail = mail_, .public_url = {}} {}

Result<std::unique_ptr<EsignPlane>> EsignPlane::open(Installation& installation, AccessPlane& access, Environment& environment) {
  auto key = open_seal(installation, *access.sealer);
  if (!key) return std::move(key).error();
  return std::unique_ptr<EsignPlane>(new EsignPlane(installation, access, environment, *std::move(key)));
}

void EsignPlane::add_jobs(outbox::JobRunner& runner) {
  runner.handle(std::string(esign::kFinishDocumentsJob), esign::documents_finisher(service_));
  runner.handle(std::string(esign::kBulkSendJob), esign::bulk_sender(service_));
  runner.handle(std::string(esign::kWriteLetterJob), esign::letter_writer(ceremony_));
  runner.handle(std::string(esign::kConnectEventJob), esign::connect_expander(service_));
  runner.handle(std::string(esign::kConnectDeliveryJob),
                esign::connect_deliverer({.service = service_,
                                          .http = http_,
                                          .sealer = *access_.sealer,
                                          .metrics = installation_.metrics(),
                                          .summary = [this](const esign::AccountId& account, const esign::EnvelopeId& envelope, const esign::EventNotification& notification) {
                                            return esign::envelope_summary(service_, account, envelope, notification);
                                          },
                                          .public_url = ceremony_.public_url}));
}

void EsignPlane::tick() {
  static_cast<void>(esign::expire_envelopes(service_));
  static_cast<void>(esign::remind_signers(service_));
}

void EsignPlane::sweep() {
  environment_.database().write([this](SqlTransaction& transaction) { return esign::sweep_tokens(transaction, access_.clock.now()) > 0; });
}

}  // namespace switchyard::app
