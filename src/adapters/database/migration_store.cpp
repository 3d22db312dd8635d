#include "adapters/database/migration_store.hpp"

#include <map>
#include <set>

#include "adapters/database/sql_text.hpp"

namespace switchyard::adapters {
namespace {

constexpr std::string_view kCreateTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT NOT NULL PRIMARY KEY, fingerprint BIGINT NOT NULL)";
constexpr std::string_view kSelectAll = "SELECT name, fingerprint FROM schema_migrations";
constexpr std::string_view kSelectOne = "SELECT fingerprint FROM schema_migrations WHERE name = $1";
constexpr std::string_view kInsert = "INSERT INTO schema_migrations (name, fingerprint) VALUES ($1, $2)";

// FNV-1a over the statements: comments and spacing may change, the steps may not.
std::int64_t fingerprint(const Migration& migration) {
  std::uint64_t hash = 14695981039346656037u;
  for (const std::string& statement : statements_of(migration.sql)) {
    for (const char c : statement + ";") hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  }
  return static_cast<std::int64_t>(hash);
}

std::string_view room_of(std::string_view name) { return name.substr(0, name.find('/')); }

std::map<std::string, std::int64_t> applied(SqlReader& reader) {
  std::map<std::string, std::int64_t> applied;
  reader.query(kSelectAll, {}, [&](const SqlRow& row) { applied.emplace(row.text(0), row.integer(1)); });
  return applied;
}

}  // namespace

void create_migration_table(SqlTransaction& transaction) { transaction.execute(kCreateTable, {}); }

void refuse_unknown_migrations(SqlReader& reader, std::span<const Migration> migrations) {
  std::map<std::string_view, std::int64_t> known;
  std::set<std::string_view> rooms;
  for (const Migration& migration : migrations) {
    known.emplace(migration.name, fingerprint(migration));
    rooms.insert(room_of(migration.name));
  }
  for (const auto& [name, print] : applied(reader)) {
    if (!rooms.contains(room_of(name))) continue;
    const auto found = known.find(name);
    if (found == known.end()) throw DatabaseError("the database has the migration " + name + ", which this version does not know: it was made by a newer one");
    if (found->second != print) throw DatabaseError("the migration " + name + " was changed after it had run on this database");
  }
}

bool apply_migration(SqlTransaction& transaction, const Migration& migration) {
  bool ran = false;
  transaction.query(kSelectOne, {migration.name}, [&](const SqlRow&) { ran = true; });
  if (ran) return false;
  for (const std::string& statement : statements_of(migration.sql)) transaction.execute(statement, {});
  transaction.execute(kInsert, {migration.name, fingerprint(migration)});
  return true;
}

std::vector<std::string> pending_migrations(SqlReader& reader, std::span<const Migration> migrations) {
  const auto ran = applied(reader);
  std::vector<std::string> pending;
  for (const Migration& migration : migrations) {
    if (!ran.contains(std::string(migration.name))) pending.emplace_back(migration.name);
  }
  return pending;
}

}  // namespace switchyard::adapters
