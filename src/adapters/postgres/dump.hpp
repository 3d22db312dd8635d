// Backup of one schema by PostgreSQL's own pg_dump and pg_restore (Debian: postgresql-client-15), found on the PATH.
#pragma once

#include "adapters/postgres/connection.hpp"

namespace switchyard::adapters {

// A consistent snapshot in pg_dump's custom format, synced to disk; `file` must not exist. Throws DatabaseError.
void dump_schema(const ConnectionParameters& parameters, const std::string& schema, const std::string& file);

// In one transaction: all of it or nothing. The schema must be there and hold none of the file's tables. Throws DatabaseError.
void restore_schema(const ConnectionParameters& parameters, const std::string& schema, const std::string& file);

}  // namespace switchyard::adapters
