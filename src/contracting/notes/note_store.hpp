// The SQL of notes that use cases alone need; reads are in note.hpp.
#pragma once

#include "contracting/notes/note.hpp"

namespace switchyard::contracting {

void insert_note(SqlTransaction& transaction, const Note& note, const access::ApplicationId& application);
void delete_notes_of(SqlTransaction& transaction, const access::PartnerId& partner, const std::string& subject);

}  // namespace switchyard::contracting
