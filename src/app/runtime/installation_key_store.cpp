#include "app/runtime/installation_key_store.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace switchyard::app {
namespace {

constexpr std::array kMigrations = {Migration{.name = "app/0001_installation_keys", .sql = R"sql(
CREATE TABLE installation_keys (
  purpose TEXT PRIMARY KEY,
  sealed BYTEA NOT NULL,
  created_at_ms BIGINT NOT NULL
);
)sql"}};

constexpr std::string_view kInsert =
    "INSERT INTO installation_keys (purpose, sealed, created_at_ms) VALUES ($1, $2, $3) ON CONFLICT (purpose) DO NOTHING";
constexpr std::string_view kSelectOne = "SELECT sealed FROM installation_keys WHERE purpose = $1";
constexpr std::string_view kSelectAll = "SELECT purpose, sealed FROM installation_keys ORDER BY purpose";
constexpr std::string_view kUpdate = "UPDATE installation_keys SET sealed = $2 WHERE purpose = $1";

std::string place_of(std::string_view purpose) { return fmt::format("installation_keys/{}", purpose); }

}  // namespace

std::span<const Migration> installation_key_migrations() { return kMigrations; }

Result<Secret> installation_key(Database& control, const access::Sealer& sealer, Random& random, Instant now, std::string_view purpose) {
  return installation_secret(control, sealer, now, purpose, [&] {
    std::array<std::uint8_t, kInstallationKeySize> bytes;
    random.fill(bytes);
    return Secret(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  });
}

Result<Secret> installation_secret(Database& control, const access::Sealer& sealer, Instant now, std::string_view purpose, const std::function<Secret()>& make) {
  std::optional<std::string> sealed;
  const auto look = [&](SqlReader& reader) {
    reader.query(kSelectOne, {purpose}, [&](const SqlRow& row) { sealed = std::string(row.blob(0)); });
  };
  control.read(look);
  if (!sealed) {
    const std::string fresh = sealer.seal(make().reveal(), place_of(purpose));
    control.write([&](SqlTransaction& transaction) {
      transaction.execute(kInsert, {purpose, Blob{fresh}, now.unix_ms()});
      look(transaction);
      return true;
    });
  }
  return sealer.open(*sealed, place_of(purpose));
}

Result<std::int64_t> reseal_installation_keys(SqlTransaction& transaction, const access::Sealer& sealer) {
  std::vector<std::pair<std::string, std::string>> keys;
  transaction.query(kSelectAll, {}, [&](const SqlRow& row) { keys.emplace_back(row.text(0), row.blob(1)); });
  std::int64_t changed = 0;
  for (const auto& [purpose, sealed] : keys) {
    if (sealer.is_current(sealed)) continue;
    auto opened = sealer.open(sealed, place_of(purpose));
    if (!opened) return std::move(opened).error();
    const std::string again = sealer.seal(opened->reveal(), place_of(purpose));
    transaction.execute(kUpdate, {purpose, Blob{again}});
    ++changed;
  }
  return changed;
}

bool answers(Database& database) {
  try {
    database.read([](SqlReader& reader) { reader.query("SELECT 1", {}, [](const SqlRow&) {}); });
    return true;
  } catch (const DatabaseError&) {
    return false;
  }
}

}  // namespace switchyard::app
