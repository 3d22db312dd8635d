// All SQL about letters.
#pragma once

#include "notices/mail/letter.hpp"
#include "ports/database.hpp"

namespace switchyard::notices {

struct NewLetter {
  const LetterId& id;
  const Mail& mail;
  std::string_view dedupe_key;
  LetterState state = LetterState::queued;
  Instant now;
};

// False if its dedupe key is taken; nothing is written then.
[[nodiscard]] bool insert_letter(SqlTransaction& transaction, const NewLetter& letter);

[[nodiscard]] std::optional<Letter> find_letter(SqlReader& reader, const LetterId& id);
// The bytes of the attachment of that place in the letter, from 0.
[[nodiscard]] std::string read_attachment(SqlReader& reader, const LetterId& id, std::int64_t ordinal);

struct LetterFilter {
  std::string_view subject_id = {};   // Empty: any.
  std::string_view address = {};      // One of its receivers; empty: any.
  std::string_view before = {};       // Letters older than the one of this id; empty: from the latest.
  int limit = 50;
};
// The latest first, without bodies.
[[nodiscard]] std::vector<Letter> list_letters(SqlReader& reader, const LetterFilter& filter);

struct Settlement {
  LetterState state = LetterState::sent;   // sent or refused.
  std::string_view reason = {};
  Instant at;
};
// Of a queued one; its bodies and attachments are removed. False if it was settled already.
bool settle_letter(SqlTransaction& transaction, const LetterId& id, const Settlement& settlement);

// Removes letters that were settled before an instant, attachments too; returns how many.
std::int64_t forget_letters(SqlTransaction& transaction, Instant before, int limit);

}  // namespace switchyard::notices
