#include "contracting/notes/note.hpp"

#include "contracting/customers/customer.hpp"
#include "contracting/notes/note_store.hpp"
#include "contracting/party_text.hpp"

namespace switchyard::contracting {

Result<Note> add_note(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewNote& asked) {
  std::vector<FieldError> refusals;
  FieldCheck check("", refusals);
  std::string text = check.paragraph("text", asked.text, kNoteSizeMax);
  std::string author = check.text("author", asked.author, kNameSizeMax);
  if (!refusals.empty()) return gathered("note_invalid", "The note cannot be taken.", std::move(refusals));
  const Instant now = desk.clock.now();
  Note note{.id = make_id<NoteTag>(now, desk.random), .partner = actor.partner, .subject = asked.subject, .author = author.empty() ? actor.text : std::move(author),
            .text = std::move(text), .created_at = now};
  insert_note(transaction, note, actor.application);
  return note;
}

}  // namespace switchyard::contracting
