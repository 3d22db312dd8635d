#include "esign/envelopes/finished_rows_store.hpp"

#include "esign/envelopes/file_parts_store.hpp"

namespace switchyard::esign {
namespace {

std::string owner_of(const EnvelopeId& envelope, std::string_view name) { return "finished/" + envelope.text() + "/" + std::string(name); }

}  // namespace

void write_finished_file(SqlTransaction& transaction, const EnvelopeId& envelope, std::string_view name, const FinishedFile& file) {
  write_file(transaction, owner_of(envelope, name), file.bytes);
  transaction.execute("INSERT INTO esign_finished_files (envelope_id, name, pages, size_bytes, sha256) VALUES ($1, $2, $3, $4, $5)",
                      {std::string_view(envelope.text()), name, static_cast<std::int64_t>(file.pages), static_cast<std::int64_t>(file.bytes.size()),
                       std::string_view(file.sha256)});
}

void mark_sealed(SqlTransaction& transaction, const EnvelopeId& envelope) {
  transaction.execute("UPDATE esign_envelopes SET is_sealed = 1 WHERE id = $1", {std::string_view(envelope.text())});
}

std::optional<FinishedFile> read_finished_file(SqlReader& reader, const EnvelopeId& envelope, std::string_view name) {
  std::optional<FinishedFile> found;
  reader.query("SELECT pages, sha256 FROM esign_finished_files WHERE envelope_id = $1 AND name = $2", {std::string_view(envelope.text()), name},
               [&](const SqlRow& row) { found = FinishedFile{.bytes = {}, .sha256 = std::string(row.text(1)), .pages = static_cast<int>(row.integer(0))}; });
  if (found) found->bytes = read_file(reader, owner_of(envelope, name)).value_or("");
  return found;
}

}  // namespace switchyard::esign
