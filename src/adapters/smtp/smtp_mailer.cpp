#include "adapters/smtp/smtp_mailer.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>

#include "adapters/smtp/mime_message.hpp"

namespace switchyard::adapters {
namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using ReceiverList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

constexpr std::size_t kServerWordsMax = 300;

// What the callbacks read and fill.
struct Session {
  std::string_view unsent;
  bool has_asked = false;       // MAIL FROM went out: from then on a 5xx is about this letter.
  std::string server_words;     // The last line of a refusal.
};

void start_once() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::size_t give_bytes(char* into, std::size_t size, std::size_t count, void* from) {
  auto& session = *static_cast<Session*>(from);
  const std::size_t taken = std::min(size * count, session.unsent.size());
  std::memcpy(into, session.unsent.data(), taken);
  session.unsent.remove_prefix(taken);
  return taken;
}

// Looks at the conversation, never at what a password is sent with.
int look_on(CURL*, curl_infotype type, char* bytes, std::size_t size, void* into) {
  auto& session = *static_cast<Session*>(into);
  const std::string_view line(bytes, size);
  if (type == CURLINFO_HEADER_OUT && line.starts_with("MAIL FROM")) session.has_asked = true;
  if (type == CURLINFO_HEADER_IN && !line.empty() && (line.front() == '4' || line.front() == '5')) {
    session.server_words = line.substr(0, std::min(line.find_first_of("\r\n"), kServerWordsMax));
  }
  return 0;
}

std::string domain_of(const std::string& address) { return address.substr(address.rfind('@') + 1); }

std::string url_of(const SmtpOptions& options) {
  const std::string helo = options.helo_name.empty() ? domain_of(options.sender.address) : options.helo_name;
  const bool is_ipv6 = options.host.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}/{}", options.tls == SmtpTls::tls ? "smtps" : "smtp", is_ipv6 ? "[" : "", options.host, is_ipv6 ? "]" : "", options.port, helo);
}

void set_security(CURL* curl, const SmtpOptions& options) {
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  if (options.tls == SmtpTls::starttls) curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options.certificate_authorities.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.certificate_authorities.c_str());
  if (options.user.empty()) return;
  curl_easy_setopt(curl, CURLOPT_USERNAME, options.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, std::string(options.password.reveal()).c_str());
}

void set_session(CURL* curl, const SmtpOptions& options, Session& session) {
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_bytes);
  curl_easy_setopt(curl, CURLOPT_READDATA, &session);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, look_on);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &session);
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.ms));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.ms));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
}

// Codes that say "who are you" (RFC 4954): ours to mend, not the letter's fault.
bool is_about_login(long code) { return code == 530 || code == 534 || code == 535 || code == 538; }

Result<void> outcome_of(CURLcode outcome, long code, const Session& session, const SmtpOptions& options) {
  if (outcome == CURLE_OK) return {};
  const std::string words = session.server_words.empty() ? curl_easy_strerror(outcome) : session.server_words;
  const std::string place = fmt::format("{}:{}", options.host, options.port);
  if (session.has_asked && code >= 500 && code < 600 && !is_about_login(code)) {
    return Error{ErrorKind::unprocessable, "mail_refused", fmt::format("{} refused the letter: {}", place, words)};
  }
  return Error{ErrorKind::unavailable, "mail_unreachable", fmt::format("{} did not take the letter: {}", place, words)};
}

}  // namespace

SmtpMailer::SmtpMailer(SmtpOptions options, SecurityClock clock) : options_(std::move(options)), clock_(clock) { start_once(); }

Result<void> SmtpMailer::send(const Mail& mail, std::string_view message_id) {
  MailAddress from = mail.from;
  if (from.address.empty()) from.address = options_.sender.address;
  if (from.name.empty()) from.name = options_.sender.name;
  const std::string message = mime_message(mail, {.from = from, .message_id = message_id, .date = clock_.now()});

  const Handle curl(curl_easy_init(), &curl_easy_cleanup);
  ENSURE(curl != nullptr);
  ReceiverList receivers(nullptr, &curl_slist_free_all);
  for (const MailAddress& receiver : mail.to) receivers.reset(curl_slist_append(receivers.release(), fmt::format("<{}>", receiver.address).c_str()));
  Session session{.unsent = message, .server_words = {}};
  set_security(curl.get(), options_);
  set_session(curl.get(), options_, session);
  curl_easy_setopt(curl.get(), CURLOPT_URL, url_of(options_).c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, fmt::format("<{}>", options_.sender.address).c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, receivers.get());
  const CURLcode outcome = curl_easy_perform(curl.get());
  long code = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &code);
  return outcome_of(outcome, code, session, options_);
}

}  // namespace switchyard::adapters
