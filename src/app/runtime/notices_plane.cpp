#include "app/runtime/notices_plane.hpp"

#include <cstdlib>

#include "notices/mail/mail_sending.hpp"
#include "notices/mail/rest_mailbox.hpp"

namespace switchyard::app {
namespace {

constexpr const char* kPasswordVariable = "SWITCHYARD_MAIL_PASSWORD";

// Less than the workers' interval of looks: at every look.
constexpr Duration kEachLook = Duration::milliseconds(500);

notices::LetterBrand letter_brand(const ContractingPlane& contracting, const std::string& partner) {
  const auto id = access::PartnerId::parse(partner);
  if (!id) return {};
  contracting::PartnerCard card = contracting.partner_card(*id);
  return {.name = std::move(card.name), .email = std::move(card.email), .phone = std::move(card.phone), .address = std::move(card.address),
          .accent_color = std::move(card.accent_color)};
}

std::string domain_of(const std::string& address) { return address.substr(address.rfind('@') + 1); }

}  // namespace

NoticesPlane::NoticesPlane(Installation& installation, Environment& environment, ContractingPlane& contracting, MailSettings settings, notices::LetterShelf shelf)
    : installation_(installation), environment_(environment), contracting_(contracting), settings_(std::move(settings)), shelf_(std::move(shelf)),
      queue_(environment.outbox(), SecurityClock{installation.clock()}, installation.random(), settings_.delivery(environment.name())) {}

Result<std::unique_ptr<NoticesPlane>> NoticesPlane::open(Installation& installation, Environment& environment, ContractingPlane& contracting, signing::EnvelopeDesk* desk) {
  const char* password = std::getenv(kPasswordVariable);
  auto settings = read_mail_settings(installation.settings(), password == nullptr ? "" : password);
  if (!settings) return std::move(settings).error();
  auto shelf = notices::LetterShelf::load();
  if (!shelf) return std::move(shelf).error();
  std::optional<adapters::SmtpOptions> server = std::move(settings->server);
  settings->server.reset();
  std::unique_ptr<NoticesPlane> plane(new NoticesPlane(installation, environment, contracting, *std::move(settings), *std::move(shelf)));
  if (server) {
    plane->host_ = domain_of(server->sender.address);
    plane->mailer_ = std::make_unique<adapters::SmtpMailer>(*std::move(server), SecurityClock{installation.clock()});
  }
  if (desk != nullptr) plane->write_about(*desk);
  return plane;
}

notices::EnvelopeLetterParts NoticesPlane::parts() {
  return {.database = environment_.database(), .clock = environment_.clock(), .mail = queue_, .shelf = shelf_,
          .brand = [&contracting = contracting_](const std::string& partner) { return letter_brand(contracting, partner); }, .log = installation_.log()};
}

void NoticesPlane::write_about(signing::EnvelopeDesk& desk) {
  inner_desk_ = &desk;
  desk_ = std::make_unique<notices::LetteredDesk>(desk, parts());
  listener_ = std::make_unique<notices::LetteredListener>(contracting_.envelope_listener(), desk, parts());
  contracting_.use_signing(desk_.get());
}

signing::SigningNeighbours NoticesPlane::neighbours() {
  return {.listener = listener_ ? static_cast<signing::EnvelopeListener&>(*listener_) : contracting_.envelope_listener(), .papers = contracting_.envelope_papers()};
}

void NoticesPlane::work_in(Workers& workers) {
  const std::string name(text_of(environment_.name()));
  if (mailer_) {
    workers.jobs_of(environment_.name()).handle(std::string(notices::kSendMailJob),
                                notices::mail_sender({.database = environment_.database(), .clock = SecurityClock{installation_.clock()}, .mailer = *mailer_,
                                                      .log = installation_.log(), .metrics = installation_.metrics(), .environment = text_of(environment_.name()), .host = host_}),
                                notices::kMailRetries);
  }
  workers.add_recurring("notices.forget." + name, Duration::hours(1),
                        [this] { notices::forget_old_letters(environment_.database(), SecurityClock{installation_.clock()}); });
  workers.add_recurring("notices.write." + name, kEachLook, [this] {
    if (inner_desk_ != nullptr && may_write_.load()) notices::write_due_letters(parts(), *inner_desk_);
  });
}

void NoticesPlane::add_mailbox_routes(http::Router& router) {
  ENSURE(environment_.name() == EnvironmentName::test);
  notices::add_mailbox_routes(router, environment_.database(), settings_.mailbox);
}

Result<NoticesPlanes> NoticesPlanes::open(Installation& installation, const SigningPlanes& signing, const Place& test, const Place& live) {
  auto test_plane = NoticesPlane::open(installation, test.environment, test.contracting, signing.test->desk());
  if (!test_plane) return std::move(test_plane).error();
  auto live_plane = NoticesPlane::open(installation, live.environment, live.contracting, signing.live->desk());
  if (!live_plane) return std::move(live_plane).error();
  return NoticesPlanes{.test = *std::move(test_plane), .live = *std::move(live_plane)};
}

void NoticesPlanes::work_in(Workers& workers) const {
  for (NoticesPlane* plane : {test.get(), live.get()}) plane->work_in(workers);
}

void NoticesPlanes::begin_writing() const {
  for (NoticesPlane* plane : {test.get(), live.get()}) plane->begin_writing();
}

}  // namespace switchyard::app
