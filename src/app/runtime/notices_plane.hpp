// Letters of one environment: their queue, the way to the mail server, and what signing causes.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "adapters/smtp/smtp_mailer.hpp"
#include "app/config/mail_settings.hpp"
#include "app/installation.hpp"
#include "app/runtime/contracting_plane.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/signing_work.hpp"
#include "app/runtime/workers.hpp"
#include "http/router.hpp"
#include "notices/envelopes/envelope_letters.hpp"
#include "notices/mail/mail_queue.hpp"
#include "signing/signing.hpp"

namespace switchyard::app {

class NoticesPlane {
 public:
  // Contracts are sent through `desk` and letters written about it from now on; null: signing is not configured. Refused as read_mail_settings. All must outlive it.
  static Result<std::unique_ptr<NoticesPlane>> open(Installation& installation, Environment& environment, ContractingPlane& contracting, signing::EnvelopeDesk* desk);
  NoticesPlane(const NoticesPlane&) = delete;
  NoticesPlane& operator=(const NoticesPlane&) = delete;

  [[nodiscard]] MailQueue& mail() { return queue_; }
  // Whom signing tells, and asks for papers.
  [[nodiscard]] signing::SigningNeighbours neighbours();

  // Letters with links are written from now on: the public URL is known. Until then they wait.
  void begin_writing() { may_write_.store(true); }
  // Before they start: the job that sends, and what recurs.
  void work_in(Workers& workers);
  // Of Test alone.
  void add_mailbox_routes(http::Router& router);

 private:
  NoticesPlane(Installation& installation, Environment& environment, ContractingPlane& contracting, MailSettings settings, notices::LetterShelf shelf);
  [[nodiscard]] notices::EnvelopeLetterParts parts();
  void write_about(signing::EnvelopeDesk& desk);

  Installation& installation_;
  Environment& environment_;
  ContractingPlane& contracting_;
  const MailSettings settings_;
  const notices::LetterShelf shelf_;
  notices::OutboxMailQueue queue_;
  std::string host_;                              // Of Message-IDs.
  std::unique_ptr<adapters::SmtpMailer> mailer_;  // Null: no server is configured.
  std::atomic<bool> may_write_{false};
  signing::EnvelopeDesk* inner_desk_ = nullptr;
  std::unique_ptr<notices::LetteredDesk> desk_;
  std::unique_ptr<notices::LetteredListener> listener_;
};

struct NoticesPlanes {
  struct Place {
    Environment& environment;
    ContractingPlane& contracting;
  };
  std::unique_ptr<NoticesPlane> test;
  std::unique_ptr<NoticesPlane> live;

  // Contracts are sent through the desks of `signing`, and letters written about them.
  static Result<NoticesPlanes> open(Installation& installation, const SigningPlanes& signing, const Place& test, const Place& live);
  void work_in(Workers& workers) const;
  void begin_writing() const;
};

}  // namespace switchyard::app
