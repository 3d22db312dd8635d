#include "pricing/quotes/layout_text_store.hpp"

namespace switchyard::pricing {

void keep_layout_text(SqlTransaction& transaction, const SheetId& sheet, std::string_view sha256, const KeptLayout& layout) {
  const std::string id = sheet.text();
  transaction.execute("INSERT INTO layout_texts (sha256, layout, yaml) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING",
                      {sha256, std::string_view(layout.name), std::string_view(layout.yaml)});
  transaction.execute("INSERT INTO sheet_layout_texts (sheet_id, layout_sha256) VALUES ($1, $2)", {std::string_view(id), sha256});
}

std::string layout_sha256_of(SqlReader& reader, std::string_view sheet_id) {
  std::string sha256;
  reader.query("SELECT layout_sha256 FROM sheet_layout_texts WHERE sheet_id = $1", {sheet_id}, [&](const SqlRow& row) { sha256 = row.text(0); });
  return sha256;
}

std::optional<KeptLayout> read_layout_text(SqlReader& reader, std::string_view sha256) {
  std::optional<KeptLayout> layout;
  reader.query("SELECT layout, yaml FROM layout_texts WHERE sha256 = $1", {sha256},
               [&](const SqlRow& row) { layout = KeptLayout{std::string(row.text(0)), std::string(row.text(1))}; });
  return layout;
}

void forget_layout_of(SqlTransaction& transaction, std::string_view sheet_id) {
  transaction.execute("DELETE FROM sheet_layout_texts WHERE sheet_id = $1", {sheet_id});
}

}  // namespace switchyard::pricing
