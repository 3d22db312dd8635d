#include "app/config/mail_settings.hpp"

#include <charconv>

#include <fmt/format.h>

#include "app/commands/file_text.hpp"
#include "notices/mail/mail_check.hpp"

namespace switchyard::app {
namespace {

constexpr std::size_t kPasswordSizeMax = 4096;
constexpr std::int64_t kPort = 587;
constexpr std::int64_t kTlsPort = 465;

Error wrong(std::string_view key, std::string_view why) { return {ErrorKind::invalid, "setting_invalid", fmt::format("mail.{}: {}", key, why)}; }

// "Switchyard <sign@example.com>" or "sign@example.com".
Result<MailAddress> sender_of(const std::string& text) {
  MailAddress sender{.address = text};
  if (const auto open = text.rfind('<'); open != std::string::npos && text.back() == '>') {
    sender.address = text.substr(open + 1, text.size() - open - 2);
    sender.name = text.substr(0, open);
    while (!sender.name.empty() && (sender.name.back() == ' ' || sender.name.back() == '"')) sender.name.pop_back();
    if (sender.name.starts_with('"')) sender.name.erase(0, 1);
  }
  if (!notices::is_mail_address(sender.address)) return wrong("from", "an address such as \"Signing <sign@example.com>\"; with smtp_url it is needed");
  return sender;
}

struct Place {
  std::string host;
  std::int64_t port = kPort;
  bool is_tls = false;
};

// smtp://HOST[:PORT], smtps://HOST[:PORT]; IPv6 in brackets.
Result<Place> place_of(std::string_view url) {
  const Error refused = wrong("smtp_url", "smtp://HOST:PORT or smtps://HOST:PORT, without user and path");
  Place place;
  if (url.starts_with("smtps://")) place = {.host = {}, .port = kTlsPort, .is_tls = true};
  else if (!url.starts_with("smtp://")) return refused;
  url.remove_prefix(place.is_tls ? 8 : 7);
  if (url.ends_with('/')) url.remove_suffix(1);
  const auto bracket = url.starts_with('[') ? url.find(']') : 0;
  if (bracket == url.npos) return refused;
  const auto colon = url.find(':', bracket);
  if (colon != url.npos) {
    const char* end = url.data() + url.size();
    if (std::from_chars(url.data() + colon + 1, end, place.port).ptr != end || place.port < 1 || place.port > 65535) return refused;
  }
  place.host = url.substr(0, colon);
  if (place.host.starts_with('[')) place.host = place.host.substr(1, place.host.size() - 2);
  const bool is_sound = !place.host.empty() && place.host.find_first_of("/@?# \t") == std::string::npos;
  if (!is_sound) return refused;
  return place;
}

Result<adapters::SmtpTls> tls_of(const std::string& word, bool is_tls) {
  if (is_tls || word == "tls") return adapters::SmtpTls::tls;
  if (word == "starttls") return adapters::SmtpTls::starttls;
  if (word == "none") return adapters::SmtpTls::none;
  return wrong("tls", "starttls, tls or none");
}

Result<Secret> password_of(const Settings& settings, std::string_view variable) {
  if (!variable.empty()) return Secret(std::string(variable));
  if (settings.mail_password_file.empty()) return Secret();
  auto text = read_file_text(settings.mail_password_file, kPasswordSizeMax);
  if (!text) return std::move(text).error();
  while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
  return Secret(*std::move(text));
}

Result<adapters::SmtpOptions> server_of(const Settings& settings, std::string_view variable) {
  auto place = place_of(settings.mail_smtp_url);
  if (!place) return std::move(place).error();
  auto tls = tls_of(settings.mail_tls, place->is_tls);
  if (!tls) return std::move(tls).error();
  auto sender = sender_of(settings.mail_from);
  if (!sender) return std::move(sender).error();
  auto password = password_of(settings, variable);
  if (!password) return std::move(password).error();
  adapters::SmtpOptions options;
  options.host = place->host;
  options.port = place->port;
  options.tls = *tls;
  options.user = settings.mail_user;
  options.password = *std::move(password);
  options.sender = *std::move(sender);
  options.certificate_authorities = settings.mail_certificate_authorities;
  return options;
}

}  // namespace

Result<MailSettings> read_mail_settings(const Settings& settings, std::string_view password_variable) {
  MailSettings mail;
  if (settings.mail_test == "server") mail.test_delivery = notices::MailDelivery::server;
  else if (settings.mail_test != "mailbox") return wrong("test", "mailbox or server");
  if (settings.mail_mailbox == "off") mail.mailbox = notices::MailboxAccess::off;
  else if (settings.mail_mailbox == "open") mail.mailbox = notices::MailboxAccess::open;
  else if (settings.mail_mailbox != "loopback") return wrong("mailbox", "loopback, open or off");
  if (settings.mail_smtp_url.empty()) {
    if (mail.test_delivery == notices::MailDelivery::server) return wrong("test", "\"server\" needs mail.smtp_url");
    return mail;
  }
  auto server = server_of(settings, password_variable);
  if (!server) return std::move(server).error();
  mail.server = *std::move(server);
  return mail;
}

}  // namespace switchyard::app
