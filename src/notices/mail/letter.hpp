// A letter as it is kept: what was to be said to whom, and what became of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/mail.hpp"
#include "values/id.hpp"
#include "values/instant.hpp"

namespace switchyard::notices {

struct LetterTag { static constexpr std::string_view kPrefix = "ltr"; };
using LetterId = Id<LetterTag>;

enum class LetterState : std::uint8_t {
  queued,   // A job will hand it to the mail server.
  sent,     // The server took it; its bodies and attachments are gone.
  refused,  // It will never go, and `reason` says why; its bodies and attachments are gone.
  kept      // It lies in the mailbox page's list, and goes nowhere.
};
[[nodiscard]] std::string_view text_of(LetterState state);
[[nodiscard]] std::optional<LetterState> parse_letter_state(std::string_view text);

struct KeptAttachment {
  std::string file_name;
  std::string content_type;
  std::int64_t size_bytes = 0;
};

struct Letter {
  LetterId id;
  LetterState state = LetterState::queued;
  Mail mail;                                      // Without the attachments' bytes.
  std::vector<KeptAttachment> attachments = {};
  std::string reason = {};
  Instant created_at{};                           // Real time.
  std::optional<Instant> settled_at = {};         // When its state became its last.
};

}  // namespace switchyard::notices
