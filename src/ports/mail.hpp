// E-mail: what a letter is, the queue that takes it in the transaction which causes it, and the way out of the house.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ports/database.hpp"
#include "values/result.hpp"

namespace switchyard {

struct MailAddress {
  std::string name = {};          // May be empty; any text without line breaks.
  std::string address;            // "ana@example.com"
};

struct MailAttachment {
  std::string file_name;
  std::string content_type;       // "application/pdf"
  std::string bytes;
};

// UTF-8 throughout. Both bodies say the same; a letter without HTML is plain.
struct Mail {
  MailAddress from = {};          // An empty address: the installation's own sender (setting mail.from); the name is kept.
  std::vector<MailAddress> to;    // 1 to 20.
  std::string reply_to = {};      // An address; empty: none.
  std::string subject;            // At most 200 characters, no line break.
  std::string text;
  std::string html = {};
  std::vector<MailAttachment> attachments = {};  // 20 MB together at most.
  std::string language = "en";
  std::string category;           // What it is, for the log, metrics and the mailbox page: "signing_invitation".
  std::string subject_id = {};    // What it speaks of: "ctr_…", an envelope's GUID. Letters of a subject can be found by it.
};

// Takes letters into the outbox; they go after the commit, at least once. `dedupe_key` ("invitation:env_…:1"): a second letter with it is not taken.
// Safe to call from many threads.
class MailQueue {
 public:
  virtual ~MailQueue() = default;
  // Refused as mail_invalid, with the field; nothing is written then.
  virtual Result<void> enqueue(SqlTransaction& transaction, const Mail& mail, std::string_view dedupe_key) = 0;
};

// Hands a letter to a mail server. Blocks its thread.
class Mailer {
 public:
  virtual ~Mailer() = default;
  // Refused as mail_unreachable (unavailable: try again) or mail_refused (unprocessable: the server will never take it; its words are in the message).
  // `message_id` makes a repeated letter recognisable: "job_…@host".
  virtual Result<void> send(const Mail& mail, std::string_view message_id) = 0;
};

}  // namespace switchyard
