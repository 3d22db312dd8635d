// A Maildir (cr.yp.to/proto/maildir.html) to which suppliers mail their sheets. Only senders that are known are read, and what a
// sender's mail holds must be of its supplier: anybody can write to an address.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "ports/log.hpp"
#include "pricing/intake/folder_channel.hpp"

namespace switchyard::pricing {

// "prices@harborlight.example" or "@harborlight.example" -> the supplier's code.
using MailSenders = std::map<std::string, std::string>;
// From texts such as "prices@harborlight.example=harborlight"; refused with "mail_sender_malformed".
[[nodiscard]] Result<MailSenders> parse_mail_senders(const std::vector<std::string>& texts);

// Who a mail says it is from, and its own name; nothing where the bytes are no mail.
struct MailHead {
  std::string sender;      // The address alone, lower case.
  std::string message_id;
};
using ReadMailHead = std::function<std::optional<MailHead>(std::string_view bytes)>;
[[nodiscard]] std::optional<MailHead> mail_head_of(std::string_view bytes);

// For one thread. A mail is seen ("S" in its name, in cur/) once it was taken in or refused; after a crash it is taken up again,
// and the sheets that it gave before are known by their hash.
class MailboxChannel {
 public:
  MailboxChannel(std::filesystem::path folder, MailSenders senders, ReadMailHead read_head, FolderChannel::TakeIn take_in, FolderChannel::Refuse refuse, Log& log);

  // Reads what is new; gives how many mails. Throws what the database throws: the mail then waits.
  std::size_t look();

 private:
  void take(const std::filesystem::path& mail);

  const std::filesystem::path folder_;
  const MailSenders senders_;
  const ReadMailHead read_head_;
  const FolderChannel::TakeIn take_in_;
  const FolderChannel::Refuse refuse_;
  Log& log_;
};

}  // namespace switchyard::pricing
