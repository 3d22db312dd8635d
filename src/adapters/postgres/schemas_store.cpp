#include "adapters/postgres/connection.hpp"
#include "adapters/postgres/postgres.hpp"

namespace switchyard::adapters {
namespace {

constexpr std::string_view kLock = "SELECT pg_advisory_xact_lock(hashtextextended('switchyard schemas', 0))::text";
constexpr std::string_view kHasRole = "SELECT count(*) FROM pg_roles WHERE rolname = $1";
constexpr std::string_view kHasSchema = "SELECT count(*) FROM pg_namespace WHERE nspname = $1";
constexpr std::string_view kIsSuperuser = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user";
constexpr std::string_view kRoleMayUse =
    "SELECT CASE WHEN r.rolsuper OR has_schema_privilege(r.oid, n.oid, 'USAGE') OR has_schema_privilege(r.oid, n.oid, 'CREATE') THEN 1 ELSE 0 END"
    " FROM pg_roles r, pg_namespace n WHERE r.rolname = $1 AND n.nspname = $2";

std::int64_t number(PostgresConnection& connection, std::string_view sql, std::vector<SqlValue> values) {
  std::int64_t number = 0;
  connection.query(sql, values, [&](const SqlRow& row) { number = row.integer(0); });
  return number;
}

struct FreeMemory {
  void operator()(void* memory) const { PQfreemem(memory); }
};

void prepare(PostgresConnection& connection, const PostgresSchema& wanted, const std::string& password) {
  const bool has_role = number(connection, kHasRole, {std::string_view(wanted.role)}) == 1;
  std::string role = (has_role ? "ALTER ROLE " : "CREATE ROLE ") + wanted.role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT";
  if (!password.empty()) {
    const std::unique_ptr<char, FreeMemory> quoted(PQescapeLiteral(connection.handle(), password.data(), password.size()));
    role += " PASSWORD " + std::string(quoted.get());
  }
  if (number(connection, kIsSuperuser, {}) == 1 || !has_role) connection.command(role.c_str());
  if (number(connection, kHasSchema, {std::string_view(wanted.schema)}) == 1) return;
  // Who is no superuser makes a schema only for a role that it belongs to.
  if (number(connection, kIsSuperuser, {}) == 0) connection.command(("GRANT " + wanted.role + " TO CURRENT_USER").c_str());
  connection.command(("CREATE SCHEMA " + wanted.schema + " AUTHORIZATION " + wanted.role).c_str());
  connection.command(("REVOKE ALL ON SCHEMA " + wanted.schema + " FROM PUBLIC").c_str());
}

// For each name the check that connection_parameters makes of a schema's.
ConnectionParameters checked_parameters(const std::string& url, std::span<const PostgresSchema> schemas) {
  for (const PostgresSchema& wanted : schemas) {
    static_cast<void>(connection_parameters({.url = url, .schema = wanted.schema, .role = {}, .log = nullptr}));
    static_cast<void>(connection_parameters({.url = url, .schema = wanted.role, .role = {}, .log = nullptr}));
  }
  return connection_parameters({.url = url, .schema = "pg_catalog", .role = {}, .log = nullptr});
}

}  // namespace

std::vector<PostgresSchema> switchyard_schemas() {
  return {{"control", "switchyard_control"}, {"test", "switchyard_test"}, {"live", "switchyard_live"}};
}

void prepare_postgres(const std::string& url, std::span<const PostgresSchema> schemas) {
  const ConnectionParameters parameters = checked_parameters(url, schemas);
  const auto password = parameters.find("password");
  PostgresConnection connection(parameters);
  connection.command("BEGIN ISOLATION LEVEL READ COMMITTED");
  connection.query(kLock, {}, [](const SqlRow&) {});
  for (const PostgresSchema& wanted : schemas) prepare(connection, wanted, password == parameters.end() ? "" : password->second);
  connection.command("COMMIT");
}

std::vector<std::string> postgres_separation_findings(const std::string& url, std::span<const PostgresSchema> schemas) {
  std::vector<std::string> findings;
  PostgresConnection connection(checked_parameters(url, schemas));
  for (const PostgresSchema& one : schemas) {
    if (number(connection, kHasRole, {std::string_view(one.role)}) == 0) findings.push_back("the role " + one.role + " is missing");
    if (number(connection, kHasSchema, {std::string_view(one.schema)}) == 0) findings.push_back("the schema " + one.schema + " is missing");
    for (const PostgresSchema& other : schemas) {
      if (one.role == other.role) continue;
      if (number(connection, kRoleMayUse, {std::string_view(one.role), std::string_view(other.schema)}) != 0) {
        findings.push_back("the role " + one.role + " can use the schema " + other.schema);
      }
    }
  }
  return findings;
}

}  // namespace switchyard::adapters
