#include "contracting/notes/note.hpp"

#include <fmt/format.h>

#include "contracting/column_walk.hpp"
#include "contracting/id_list.hpp"
#include "contracting/notes/note_store.hpp"
#include "contracting/page_store.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::string_view kColumns = "id, partner_id, subject, author, text, created_at_ms";

Note note_of(const SqlRow& row) {
  return {.id = NoteId::parse(row.text(0)).value(),
          .partner = access::PartnerId::parse(row.text(1)).value(),
          .subject = std::string(row.text(2)),
          .author = std::string(row.text(3)),
          .text = std::string(row.text(4)),
          .created_at = Instant::from_unix_ms(row.integer(5))};
}

}  // namespace

void insert_note(SqlTransaction& transaction, const Note& note, const access::ApplicationId& application) {
  const std::string id = note.id.text();
  const std::string partner = note.partner.text();
  const std::string through = application.text();
  transaction.execute("INSERT INTO notes (id, partner_id, application_id, subject, author, text, created_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      {std::string_view(id), std::string_view(partner), std::string_view(through), std::string_view(note.subject), std::string_view(note.author),
                       std::string_view(note.text), note.created_at.unix_ms()});
}

Result<Page<Note>> list_notes(SqlReader& reader, const access::PartnerId& partner, const std::string& subject, const PageWindow& window) {
  static const PagedQuery kQuery(fmt::format("SELECT {} FROM notes WHERE partner_id = $1 AND subject = $2", kColumns), 2);
  const std::string owner = partner.text();
  const std::vector<SqlValue> values = {std::string_view(owner), std::string_view(subject)};
  return read_page<Note>(reader, kQuery, values, window, true, note_of, [](const Note& note) { return std::pair(std::string(), note.id.text()); });
}

std::vector<Note> read_notes_of_subjects(SqlReader& reader, const access::PartnerId& partner, std::span<const std::string> subjects, std::int64_t limit_each) {
  static const IdListQuery kQuery(
      fmt::format("SELECT {0} FROM (SELECT {0}, ROW_NUMBER() OVER (PARTITION BY subject ORDER BY id DESC) AS place FROM notes WHERE partner_id = $1 "
                  "AND subject IN ({{ids}})) ranked WHERE place <= $2 ORDER BY subject, id DESC",
                  kColumns),
      2);
  const std::string owner = partner.text();
  std::vector<Note> notes;
  kQuery.run(reader, {std::string_view(owner), limit_each}, distinct_in_order({subjects.begin(), subjects.end()}),
             [&](const SqlRow& row) { notes.push_back(note_of(row)); });
  return notes;
}

void delete_notes_of(SqlTransaction& transaction, const access::PartnerId& partner, const std::string& subject) {
  const std::string owner = partner.text();
  transaction.execute("DELETE FROM notes WHERE partner_id = $1 AND subject = $2", {std::string_view(owner), std::string_view(subject)});
}

}  // namespace switchyard::contracting
