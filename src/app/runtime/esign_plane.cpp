#include "app/runtime/esign_plane.hpp"

#include "esign/ceremony/letter_writer.hpp"
#include "esign/ceremony/session_desk.hpp"
#include "esign/connect/connect_delivery.hpp"
#include "esign/esign.hpp"
#include "esign/rest/envelope_json.hpp"
#include "values/ensure.hpp"

namespace switchyard::app {
EsignPlane::EsignPlane(Installation& installation, AccessPlane& access, Environment& environment, const documents::SealingKey& seal)
    : installation_(installation),
      access_(access),
      environment_(environment),
      mail_(environment.outbox(), access.clock, installation.random(), environment.name() == EnvironmentName::test ? notices::MailDelivery::mailbox : notices::MailDelivery::server),
      service_{.database = environment.database(),
               .clock = environment.clock(),
               .security_clock = access.clock,
               .random = installation.random(),
               .outbox = environment.outbox(),
               .jose = access.jose,
               .log = installation.log(),
               .environment = environment.name(),
               .sealing_key = &seal},
      ceremony_{.service = service_, .mail = mail_, .public_url = {}} {}

void EsignPlane::use_addresses(const ServerAddresses& addresses) {
  ceremony_.public_url = addresses.public_url;
  service_.own_urls = addresses.all();
  http_ = std::make_unique<SelfTrustingClient>(addresses);
}

void EsignPlane::add_jobs(outbox::JobRunner& runner) {
  ENSURE(http_ != nullptr);
  runner.handle(std::string(esign::kFinishDocumentsJob), esign::documents_finisher(service_));
  runner.handle(std::string(esign::kBulkSendJob), esign::bulk_sender(service_));
  runner.handle(std::string(esign::kWriteLetterJob), esign::letter_writer(ceremony_));
  runner.handle(std::string(esign::kConnectEventJob), esign::connect_expander(service_));
  runner.handle(std::string(esign::kConnectDeliveryJob),
                esign::connect_deliverer({.service = service_,
                                          .http = *http_,
                                          .sealer = *access_.sealer,
                                          .digest = digest_,
                                          .metrics = installation_.metrics(),
                                          .summary = [this](const esign::AccountId& account, const esign::EnvelopeId& envelope, const esign::EventNotification& notification) {
                                            return esign::envelope_summary(service_, account, envelope, notification);
                                          }}));
}

void EsignPlane::tick() {
  static_cast<void>(esign::expire_envelopes(service_));
  static_cast<void>(esign::remind_signers(service_));
  static_cast<void>(esign::warn_of_expiry(service_));
}

void EsignPlane::sweep() {
  environment_.database().write([this](SqlTransaction& transaction) { return esign::sweep_tokens(transaction, access_.clock.now()) > 0; });
  esign::forget_old_sessions(ceremony_);
}

Result<EsignPlanes> EsignPlanes::open(Installation& installation, AccessPlane& access, Environment& test, Environment& live) {
  EsignPlanes planes;
  planes.http_ = std::make_unique<adapters::CurlHttpClient>();
  const Settings& settings = installation.settings();
  auto seal = open_document_seal({.file = settings.seal_file, .password_file = settings.seal_password_file, .time_stamp_url = settings.seal_time_stamp_url}, installation.control(), *access.sealer, installation.random(), *planes.http_, installation.clock().now());
  if (!seal) return std::move(seal).error();
  for (const std::string& warning : seal->warnings) installation.log().warning(warning);
  planes.seal_ = std::make_unique<DocumentSeal>(*std::move(seal));
  planes.test_ = std::make_unique<EsignPlane>(installation, access, test, *planes.seal_->key);
  planes.live_ = std::make_unique<EsignPlane>(installation, access, live, *planes.seal_->key);
  return planes;
}

void EsignPlanes::use_addresses(const ServerAddresses& addresses) const {
  test_->use_addresses(addresses);
  live_->use_addresses(addresses);
}

void EsignPlanes::add_work(Workers& workers) const {
  for (EsignPlane* plane : {test_.get(), live_.get()}) {
    plane->add_jobs(workers.jobs_of(plane->service().environment));
    workers.add_recurring("esign.tick", Duration::seconds(5), [plane] { plane->tick(); });
    workers.add_recurring("esign.sweep", Duration::minutes(10), [plane] { plane->sweep(); });
  }
}

}  // namespace switchyard::app
