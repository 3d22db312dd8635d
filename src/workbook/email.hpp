// An e-mail as it was sent (RFC 5322 with MIME), for what is attached to it: files, taken out of their encodings.
//
// Bodies, inline pictures and signatures are passed over; of a message that is forwarded inside another the attachments count as well.
// Names of files are decoded (RFC 2231, RFC 2047) and lead nowhere: their last part alone, without control characters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::workbook {

// Each is tested; over one is refused with "email_too_large" and the limit's name.
struct EmailLimits {
  std::size_t size_max = 96u << 20;        // Bytes of the whole e-mail; attachments are a third smaller than they are sent.
  std::size_t part_count_max = 200;        // Parts of all kinds, told by their headers.
  std::size_t depth_max = 10;              // Parts within parts and messages within messages.
  std::size_t attachment_count_max = 50;
};

struct EmailAttachment {
  std::string file_name;  // "attachment" and a number where it has none.
  std::string bytes;
};

struct Email {
  std::string from;        // The first author's address, without a name: "prices@supplier.example".
  std::string subject;
  std::string message_id;  // Without angle brackets; empty where there is none.
  std::optional<Instant> date;
  std::vector<EmailAttachment> attachments;
  // Attached parts that hold no file of their own: a picture, a part of a message that came in pieces. Name and reason.
  struct Ignored {
    std::string file_name;
    std::string reason;
  };
  std::vector<Ignored> ignored;
};

// By its first lines, whatever the name says: header fields, among them From and one that only mail has.
[[nodiscard]] bool looks_like_email(std::string_view bytes);

// Refused: "email_unreadable", "email_too_large". Any thread.
[[nodiscard]] Result<Email> read_email(std::string_view bytes, const EmailLimits& limits = {});

}  // namespace switchyard::workbook
