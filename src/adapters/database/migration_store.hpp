// The table of the migrations that ran, the same on both engines.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ports/database.hpp"

namespace switchyard::adapters {

// schema_migrations, if it is not there.
void create_migration_table(SqlTransaction& transaction);

// Throws DatabaseError if a room of the list has run a step that the list does not have (the database was made by a newer
// Switchyard), or one whose text has been changed since. Rooms that are not in the list are not looked at.
void refuse_unknown_migrations(SqlReader& reader, std::span<const Migration> migrations);

// Runs the step and writes it down; false if it had run already.
bool apply_migration(SqlTransaction& transaction, const Migration& migration);

// Names of the list that have not run. The table must be there.
std::vector<std::string> pending_migrations(SqlReader& reader, std::span<const Migration> migrations);

}  // namespace switchyard::adapters
