// The mailbox as plain HTML without scripts.
#pragma once

#include <string>
#include <vector>

#include "notices/mail/letter.hpp"

namespace switchyard::notices {

struct MailboxList {
  const std::vector<Letter>& letters;   // The latest first.
  std::string to = {};                  // What was asked for.
  std::string about = {};
  bool has_more = false;
};
[[nodiscard]] std::string mailbox_list_page(const MailboxList& list);
// Text as text with its links; the HTML body in a sandboxed frame of its own.
[[nodiscard]] std::string mailbox_letter_page(const Letter& letter);
[[nodiscard]] std::string mailbox_json(const std::vector<Letter>& letters);

}  // namespace switchyard::notices
