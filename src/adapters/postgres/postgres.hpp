// The Database port over one schema of a PostgreSQL 15 database, reached as the schema's own role.
//
// Writes are SERIALIZABLE and run again on 40001 and 40P01, with pauses that grow, 40 times at most; reads are REPEATABLE READ. A lost
// connection is a DatabaseError for the call it met; the next call connects again. If it is lost during COMMIT the outcome is unknown.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ports/database.hpp"
#include "ports/log.hpp"
#include "values/instant.hpp"

namespace switchyard::adapters {

struct PostgresOptions {
  std::string url;     // postgresql://user[:password]@host:port/name, or postgresql://user@/name?host=/folder/of/the/socket.
  std::string schema;  // Lower-case letters, digits and '_', at most 40.
  std::string role;    // Takes the place of the URL's user, with the URL's password; empty: the URL's user.
  int connections_max = 10;
  Duration wait_for_connection = Duration::seconds(10);  // Then DatabaseError: the pool is too small for the threads.
  Log* log = nullptr;                                    // Hears of lost and found listening connections; may be null, else outlives the database.
};

// Connects once to see that it can. Throws DatabaseError.
std::unique_ptr<Database> open_postgres(const PostgresOptions& options);

// A schema and the role that alone owns and uses it.
struct PostgresSchema {
  std::string schema;
  std::string role;
};

// control, test and live, with the roles switchyard_control, switchyard_test and switchyard_live.
[[nodiscard]] std::vector<PostgresSchema> switchyard_schemas();

// Makes what is missing of roles, schemas and grants, as the URL's user, who must be able to create roles and schemas. The roles log in with the
// URL's password. Safe beside other nodes doing the same. Throws DatabaseError.
void prepare_postgres(const std::string& url, std::span<const PostgresSchema> schemas);

// What is wrong with the separation: a role that can use another's schema, a role or schema that is missing. Empty: all is well.
[[nodiscard]] std::vector<std::string> postgres_separation_findings(const std::string& url, std::span<const PostgresSchema> schemas);

// Brings a file of Database::backup_to back into the schema, which must be empty and of the same name. Throws DatabaseError.
void restore_postgres(const PostgresOptions& options, const std::string& file);

}  // namespace switchyard::adapters
