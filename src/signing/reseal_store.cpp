#include <vector>

#include <fmt/format.h>

#include "signing/reseal.hpp"

namespace switchyard::signing {
namespace {

struct SealedRow {
  std::string first_key;
  std::string second_key;
  std::string place;
  std::string sealed;
};

// One kind of sealed text: how its rows are read (two keys, then the bytes) and written, and where it was sealed for.
struct SealedKind {
  std::string_view select;
  std::string_view update;
  std::string_view place;  // With the third column for {}.
};

constexpr SealedKind kKinds[] = {
    {"SELECT provider, 'private_key', provider, private_key_sealed FROM signing_service_accounts",
     "UPDATE signing_service_accounts SET private_key_sealed = $3 WHERE provider = $1 AND $2 = 'private_key'", "signing_service_accounts/{}/private_key"},
    {"SELECT provider, 'connect_key', provider, connect_key_sealed FROM signing_service_accounts",
     "UPDATE signing_service_accounts SET connect_key_sealed = $3 WHERE provider = $1 AND $2 = 'connect_key'", "signing_service_accounts/{}/connect_key"},
    {"SELECT envelope_id, recipient, envelope_id || '/' || recipient, access_code_sealed FROM signing_signers WHERE access_code_sealed IS NOT NULL",
     "UPDATE signing_signers SET access_code_sealed = $3 WHERE envelope_id = $1 AND recipient = $2", "signing_signers/{}/access_code"},
    {"SELECT id, recipient, envelope_id || '/' || recipient, access_code_sealed FROM signing_corrections WHERE access_code_sealed IS NOT NULL",
     "UPDATE signing_corrections SET access_code_sealed = $3 WHERE id = $1 AND recipient = $2", "signing_signers/{}/access_code"},
};

Result<std::int64_t> reseal(SqlTransaction& transaction, const access::Sealer& sealer, const SealedKind& kind) {
  std::vector<SealedRow> rows;
  transaction.query(kind.select, {}, [&](const SqlRow& row) {
    rows.push_back({std::string(row.text(0)), std::string(row.text(1)), fmt::format(fmt::runtime(kind.place), row.text(2)), std::string(row.blob(3))});
  });
  std::int64_t changed = 0;
  for (const SealedRow& row : rows) {
    if (sealer.is_current(row.sealed)) continue;
    auto opened = sealer.open(row.sealed, row.place);
    if (!opened) return std::move(opened).error();
    const std::string again = sealer.seal(opened->reveal(), row.place);
    transaction.execute(kind.update, {row.first_key, row.second_key, Blob{again}});
    ++changed;
  }
  return changed;
}

}  // namespace

Result<std::int64_t> reseal_signing_secrets(SqlTransaction& transaction, const access::Sealer& sealer) {
  std::int64_t changed = 0;
  for (const SealedKind& kind : kKinds) {
    auto some = reseal(transaction, sealer, kind);
    if (!some) return some;
    changed += *some;
  }
  return changed;
}

}  // namespace switchyard::signing
