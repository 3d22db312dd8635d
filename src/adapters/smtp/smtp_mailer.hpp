// Mailer on libcurl: one SMTP session a letter (RFC 5321), TLS as configured, certificates checked.
#pragma once

#include <cstdint>
#include <string>

#include "ports/clock.hpp"
#include "ports/mail.hpp"
#include "values/secret.hpp"

namespace switchyard::adapters {

enum class SmtpTls : std::uint8_t {
  none,      // For a server on this machine or a trusted network.
  starttls,  // Refused where the server does not offer it.
  tls        // From the first byte (port 465).
};

struct SmtpOptions {
  std::string host;                          // Name or address, no scheme.
  std::int64_t port = 587;
  SmtpTls tls = SmtpTls::starttls;
  std::string user = {};                     // Empty: no authentication.
  Secret password = {};
  MailAddress sender;                        // Of the envelope always, of the letter where it names no other.
  std::string helo_name = {};                // What this machine calls itself; empty: the sender's domain.
  std::string certificate_authorities = {};  // PEM file; empty: the system's.
  Duration connect_timeout = Duration::seconds(10);
  Duration timeout = Duration::seconds(120);   // For the whole session.
};

// mail_refused where the server says 5xx to sender, receiver or content; mail_unreachable for everything else: no answer, 4xx, no TLS, a wrong
// password (an operator mends it, and the letter goes). One receiver refused means that none gets it. Safe to call from many threads.
class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(SmtpOptions options, SecurityClock clock);
  Result<void> send(const Mail& mail, std::string_view message_id) override;

 private:
  SmtpOptions options_;
  const SecurityClock clock_;
};

}  // namespace switchyard::adapters
