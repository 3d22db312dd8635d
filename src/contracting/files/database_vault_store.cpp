#include "contracting/files/database_vault.hpp"

namespace switchyard::contracting {

void DatabaseVault::put(SqlTransaction& transaction, const VaultPlace& place, std::string_view bytes) {
  const std::string partner = place.partner.text();
  bool known = false;
  transaction.query("SELECT 1 FROM uploaded_file_parts WHERE partner_id = $1 AND sha256 = $2 AND part = 0", {std::string_view(partner), std::string_view(place.sha256)},
                    [&](const SqlRow&) { known = true; });
  if (known) return;
  std::vector<std::vector<SqlValue>> rows;
  for (std::size_t at = 0; at < bytes.size(); at += kPartSizeMax) {
    rows.push_back({std::string_view(partner), std::string_view(place.sha256), static_cast<std::int64_t>(rows.size()), Blob{bytes.substr(at, kPartSizeMax)}});
  }
  transaction.execute_many("INSERT INTO uploaded_file_parts (partner_id, sha256, part, bytes) VALUES ($1, $2, $3, $4)", rows);
}

std::optional<std::string> DatabaseVault::read_part(SqlReader& reader, const VaultPlace& place, std::int64_t part) {
  const std::string partner = place.partner.text();
  std::optional<std::string> bytes;
  reader.query("SELECT bytes FROM uploaded_file_parts WHERE partner_id = $1 AND sha256 = $2 AND part = $3",
               {std::string_view(partner), std::string_view(place.sha256), part}, [&](const SqlRow& row) { bytes = row.blob(0); });
  return bytes;
}

void DatabaseVault::remove(SqlTransaction& transaction, const VaultPlace& place) {
  const std::string partner = place.partner.text();
  transaction.execute("DELETE FROM uploaded_file_parts WHERE partner_id = $1 AND sha256 = $2", {std::string_view(partner), std::string_view(place.sha256)});
}

}  // namespace switchyard::contracting
