#include "esign/envelopes/file_parts_store.hpp"

namespace switchyard::esign {

void write_file(SqlTransaction& transaction, std::string_view owner, std::string_view bytes) {
  delete_file(transaction, owner);
  std::int64_t part = 0;
  do {
    const auto piece = bytes.substr(0, kFilePartSize);
    transaction.execute("INSERT INTO esign_file_parts (owner, part, bytes) VALUES ($1, $2, $3)", {owner, part++, Blob{piece}});
    bytes.remove_prefix(piece.size());
  } while (!bytes.empty());
}

void delete_file(SqlTransaction& transaction, std::string_view owner) {
  transaction.execute("DELETE FROM esign_file_parts WHERE owner = $1", {owner});
}

std::optional<std::string> read_file(SqlReader& reader, std::string_view owner) {
  std::optional<std::string> bytes;
  reader.query("SELECT bytes FROM esign_file_parts WHERE owner = $1 ORDER BY part", {owner}, [&](const SqlRow& row) {
    if (!bytes) bytes.emplace();
    bytes->append(row.blob(0));
  });
  return bytes;
}

}  // namespace switchyard::esign
