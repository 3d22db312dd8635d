#include "pricing/sheets/sheet_removal_store.hpp"

#include <string>

#include "pricing/quotes/layout_text_store.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::string_view kListEnded =
    "SELECT id FROM sheets WHERE received_by = $1 AND ($2 = '' OR supplier = $2) AND sellable_until_at_ms < $3 ORDER BY sellable_until_at_ms, id LIMIT $4";

constexpr std::string_view kRemoveFile =
    "DELETE FROM sheet_files WHERE sha256 = (SELECT sha256 FROM sheets WHERE id = $1) "
    "AND NOT EXISTS (SELECT 1 FROM sheets other WHERE other.sha256 = sheet_files.sha256 AND other.id <> $1) "
    "AND NOT EXISTS (SELECT 1 FROM quote_lines WHERE quote_lines.file_sha256 = sheet_files.sha256)";

}  // namespace

std::vector<SheetId> list_ended_sheets(SqlReader& reader, const EndedSheets& ended) {
  std::vector<SheetId> ids;
  reader.query(kListEnded, {ended.received_by, ended.supplier, ended.before.unix_ms(), ended.limit}, [&](const SqlRow& row) {
    if (const auto id = SheetId::parse(row.text(0))) ids.push_back(*id);
  });
  return ids;
}

void remove_sheets(SqlTransaction& transaction, const std::vector<SheetId>& ids) {
  for (const SheetId& id : ids) {
    const std::string text = id.text();
    const std::string_view key = text;
    transaction.execute(kRemoveFile, {key});
    transaction.execute("DELETE FROM sheet_compiled WHERE sheet_id = $1", {key});
    transaction.execute("DELETE FROM sheet_former_forms WHERE sheet_id = $1", {key});
    transaction.execute("DELETE FROM sheet_held_rates WHERE sheet_id = $1", {key});
    transaction.execute("DELETE FROM sheet_holds WHERE sheet_id = $1", {key});
    transaction.execute("DELETE FROM sheet_aliases WHERE sheet_id = $1", {key});
    transaction.execute("DELETE FROM sheet_transitions WHERE sheet_id = $1", {key});
    transaction.execute("DELETE FROM sheet_scope_values WHERE sheet_id = $1", {key});
    forget_layout_of(transaction, key);
    transaction.execute("DELETE FROM sheets WHERE id = $1", {key});
  }
}

}  // namespace switchyard::pricing
