// The signing service of both environments: what its routes and jobs work with.
#pragma once

#include <memory>

#include "adapters/curl/curl_http_client.hpp"
#include "adapters/openssl/openssl_keyed_digest.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/document_seal.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/server_addresses.hpp"
#include "app/runtime/workers.hpp"
#include "esign/ceremony/ceremony.hpp"
#include "esign/service.hpp"
#include "notices/mail/mail_queue.hpp"
#include "outbox/job_runner.hpp"

namespace switchyard::app {

class EsignPlane {
 public:
  // `seal` signs finished files. All outlive it.
  EsignPlane(Installation& installation, AccessPlane& access, Environment& environment, const documents::SealingKey& seal);
  EsignPlane(const EsignPlane&) = delete;
  EsignPlane& operator=(const EsignPlane&) = delete;

  // Base of every link, and who is told without suspicion. Before anything is served or done by a job.
  void use_addresses(const ServerAddresses& addresses);

  [[nodiscard]] const esign::EsignService& service() const { return service_; }
  [[nodiscard]] const esign::Ceremony& ceremony() const { return ceremony_; }
  [[nodiscard]] MailQueue& mail() { return mail_; }
  // The handlers of this environment's jobs, before the runner starts and once the addresses are known.
  void add_jobs(outbox::JobRunner& runner);
  // What happens by time alone: envelopes expire, signers are reminded.
  void tick();
  // Tokens over their time go, and views and sessions long past it.
  void sweep();

 private:
  Installation& installation_;
  AccessPlane& access_;
  Environment& environment_;
  const adapters::OpensslKeyedDigest digest_;
  std::unique_ptr<HttpClient> http_;    // To listeners; null until the addresses are known.
  notices::OutboxMailQueue mail_;
  esign::EsignService service_;
  esign::Ceremony ceremony_;
};

class EsignPlanes {
 public:
  // Opens the document seal, one for both. Refused as open_document_seal.
  static Result<EsignPlanes> open(Installation& installation, AccessPlane& access, Environment& test, Environment& live);

  [[nodiscard]] EsignPlane& at(EnvironmentName name) const { return name == EnvironmentName::test ? *test_ : *live_; }
  [[nodiscard]] const DocumentSeal& seal() const { return *seal_; }
  void use_addresses(const ServerAddresses& addresses) const;
  // Handlers of jobs and what recurs: before the workers start and once the addresses are known.
  void add_work(Workers& workers) const;

 private:
  std::unique_ptr<adapters::CurlHttpClient> http_;  // To a time-stamp authority.
  std::unique_ptr<DocumentSeal> seal_;
  std::unique_ptr<EsignPlane> test_;
  std::unique_ptr<EsignPlane> live_;
};

}  // namespace switchyard::app
