#include <algorithm>
#include <vector>

#include "pricing/known/known_sheet_store.hpp"
#include "pricing/sheets/sheet_bytes_store.hpp"

namespace switchyard::pricing {
namespace {

std::vector<std::vector<SqlValue>> parts_of(std::string_view key, std::string_view bytes) {
  std::vector<std::vector<SqlValue>> rows;
  for (std::size_t at = 0; at < bytes.size() || rows.empty(); at += kBytesPartSizeMax) {
    rows.push_back({key, static_cast<std::int64_t>(rows.size()), Blob{bytes.substr(at, kBytesPartSizeMax)}});
  }
  return rows;
}

std::optional<std::string> joined(SqlReader& reader, std::string_view sql, std::string_view key) {
  std::optional<std::string> bytes;
  reader.query(sql, {key}, [&](const SqlRow& row) {
    if (!bytes) bytes.emplace();
    bytes->append(row.blob(0));
  });
  return bytes;
}

}  // namespace

void keep_file(SqlTransaction& transaction, std::string_view sha256, std::string_view bytes) {
  bool known = false;
  transaction.query("SELECT 1 FROM sheet_files WHERE sha256 = $1 AND part = 0", {sha256}, [&](const SqlRow&) { known = true; });
  if (known) return;
  transaction.execute_many("INSERT INTO sheet_files (sha256, part, bytes) VALUES ($1, $2, $3)", parts_of(sha256, bytes));
}

std::optional<std::string> read_file(SqlReader& reader, std::string_view sha256) {
  return joined(reader, "SELECT bytes FROM sheet_files WHERE sha256 = $1 ORDER BY part", sha256);
}

void keep_compiled(SqlTransaction& transaction, const SheetId& id, std::string_view bytes, Instant at) {
  keep_former_form(transaction, id, at);
  const std::string text = id.text();
  transaction.execute("DELETE FROM sheet_compiled WHERE sheet_id = $1", {std::string_view(text)});
  transaction.execute_many("INSERT INTO sheet_compiled (sheet_id, part, bytes) VALUES ($1, $2, $3)", parts_of(text, bytes));
}

std::optional<std::string> read_compiled(SqlReader& reader, const SheetId& id) {
  const std::string text = id.text();
  return joined(reader, "SELECT bytes FROM sheet_compiled WHERE sheet_id = $1 ORDER BY part", text);
}

}  // namespace switchyard::pricing
