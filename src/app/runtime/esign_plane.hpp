// The signing service of one environment: what its routes and jobs work with.
#pragma once

#include <memory>
#include <string>

#include "adapters/curl/curl_http_client.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/environment.hpp"
#include "documents/seal/seal_port.hpp"
#include "esign/ceremony/ceremony.hpp"
#include "esign/service.hpp"
#include "notices/mail/mail_queue.hpp"
#include "outbox/job_runner.hpp"

namespace switchyard::app {

class EsignPlane {
 public:
  // Opens the sealing key, made where there is none: kept sealed in control, one for both environments. Refused where it cannot be opened.
  static Result<std::unique_ptr<EsignPlane>> open(Installation& installation, AccessPlane& access, Environment& environment);
  EsignPlane(const EsignPlane&) = delete;
  EsignPlane& operator=(const EsignPlane&) = delete;

  // Base of every link, without a slash at its end. Before anything is served; jobs write no letter before.
  void use_public_url(std::string url) { ceremony_.public_url = std::move(url); }

  [[nodiscard]] const esign::EsignService& service() const { return service_; }
  [[nodiscard]] const esign::Ceremony& ceremony() const { return ceremony_; }
  [[nodiscard]] MailQueue& mail() { return mail_; }
  // The handlers of this environment's jobs, before the runner starts.
  void add_jobs(outbox::JobRunner& runner);
  // What happens by time alone: envelopes expire, signers are reminded.
  void tick();
  // Tokens over their time go.
  void sweep();

 private:
  EsignPlane(Installation& installation, AccessPlane& access, Environment& environment, std::unique_ptr<documents::SealingKey> key);

  Installation& installation_;
  AccessPlane& access_;
  Environment& environment_;
  const std::unique_ptr<documents::SealingKey> key_;
  adapters::CurlHttpClient http_;
  notices::OutboxMailQueue mail_;
  const esign::EsignService service_;
  esign::Ceremony ceremony_;
};

}  // namespace switchyard::app
