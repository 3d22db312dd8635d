// A letter as bytes for a mail server: RFC 5322 and MIME, lines ended by CRLF, nothing but ASCII in headers and encoded text in bodies.
#pragma once

#include <string>
#include <string_view>

#include "ports/mail.hpp"
#include "values/instant.hpp"

namespace switchyard::adapters {

struct MimeHead {
  MailAddress from;              // As it is to stand in the letter.
  std::string_view message_id;   // "job_…@host", without angle brackets.
  Instant date;
};

// multipart/mixed of attachments around multipart/alternative of both bodies; simpler where parts are missing. Any text is safe in any field: what is
// not printable ASCII is encoded (RFC 2047, 2231). Safe to call from many threads.
[[nodiscard]] std::string mime_message(const Mail& mail, const MimeHead& head);

}  // namespace switchyard::adapters
