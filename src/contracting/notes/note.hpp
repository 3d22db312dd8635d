// What people write about a customer or a contract, for their colleagues.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "contracting/actor.hpp"
#include "contracting/ids.hpp"
#include "contracting/page.hpp"
#include "contracting/party_desk.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kNoteSizeMax = 4000;  // Bytes of UTF-8.

struct Note {
  NoteId id;
  access::PartnerId partner;
  std::string subject;   // Id of the customer or contract.
  std::string author;    // As histories name actors, or a name that the partner gives.
  std::string text;
  Instant created_at{};
};

struct NewNote {
  std::string subject;      // The caller has seen that it is the partner's.
  std::string author = {};  // Empty: the actor's.
  std::string text;
};

// `note_invalid` with fields "/text", "/author".
[[nodiscard]] Result<Note> add_note(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewNote& note);
// The newest first.
[[nodiscard]] Result<Page<Note>> list_notes(SqlReader& reader, const access::PartnerId& partner, const std::string& subject, const PageWindow& window);
// The newest `limit_each` of each subject. One statement up to a thousand subjects.
[[nodiscard]] std::vector<Note> read_notes_of_subjects(SqlReader& reader, const access::PartnerId& partner, std::span<const std::string> subjects, std::int64_t limit_each);

}  // namespace switchyard::contracting
