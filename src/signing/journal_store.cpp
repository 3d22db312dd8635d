#include "signing/journal_store.hpp"

#include "signing/envelope_words.hpp"

namespace switchyard::signing {

void insert_correction(SqlTransaction& transaction, const KeptCorrection& correction, Instant now) {
  transaction.execute(
      "INSERT INTO signing_corrections (id, envelope_id, recipient, name, email, title, access_code_sealed, asked_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {correction.id.text(), correction.envelope.text(), correction.recipient, correction.name, correction.email, correction.title,
       correction.access_code_sealed ? SqlValue(Blob{*correction.access_code_sealed}) : SqlValue(nullptr), now.unix_ms()});
}

std::optional<KeptCorrection> find_correction(SqlReader& reader, const CorrectionId& id) {
  std::optional<KeptCorrection> found;
  reader.query("SELECT envelope_id, recipient, name, email, title, access_code_sealed FROM signing_corrections WHERE id = $1 AND applied_at_ms IS NULL", {id.text()},
               [&](const SqlRow& row) {
                 found = KeptCorrection{.id = id, .envelope = EnvelopeId::parse(row.text(0)).value(), .recipient = std::string(row.text(1)), .name = std::string(row.text(2)),
                                        .email = std::string(row.text(3)), .title = std::string(row.text(4))};
                 if (!row.is_null(5)) found->access_code_sealed = std::string(row.blob(5));
               });
  return found;
}

void mark_correction_applied(SqlTransaction& transaction, const CorrectionId& id, Instant now) {
  transaction.execute("UPDATE signing_corrections SET applied_at_ms = $2 WHERE id = $1", {id.text(), now.unix_ms()});
}

bool insert_news(SqlTransaction& transaction, const EnvelopeNews& news, std::string_view recipient, Instant now) {
  const std::string id = news.envelope.text();
  std::int64_t last = 0;
  transaction.query("SELECT COALESCE(MAX(number), 0) FROM signing_news WHERE envelope_id = $1", {id}, [&](const SqlRow& row) { last = row.integer(0); });
  return transaction.execute(
             "INSERT INTO signing_news (envelope_id, number, kind, recipient, at_ms, reason, told_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7) "
             "ON CONFLICT (envelope_id, kind, recipient) DO NOTHING",
             {id, last + 1, text_of(news.kind), recipient, news.at.unix_ms(), news.reason, now.unix_ms()}) == 1;
}

void insert_finished(SqlTransaction& transaction, const EnvelopeId& envelope, std::span<const FinishedDocument> documents, Instant now) {
  for (const FinishedDocument& document : documents) {
    transaction.execute(
        "INSERT INTO signing_finished (envelope_id, kind, file_name, size_bytes, sha256, kept_at_ms) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (envelope_id, kind) DO NOTHING",
        {envelope.text(), text_of(document.kind), document.file_name, static_cast<std::int64_t>(document.bytes.size()), document.sha256, now.unix_ms()});
  }
}

std::vector<FinishedHash> finished_of(SqlReader& reader, const EnvelopeId& envelope) {
  std::vector<FinishedHash> hashes;
  reader.query("SELECT kind, file_name, size_bytes, sha256 FROM signing_finished WHERE envelope_id = $1 ORDER BY kind", {envelope.text()}, [&](const SqlRow& row) {
    hashes.push_back({.kind = row.text(0) == "combined" ? FinishedDocument::Kind::combined : FinishedDocument::Kind::certificate, .file_name = std::string(row.text(1)),
                      .size_bytes = row.integer(2), .sha256 = std::string(row.text(3))});
  });
  return hashes;
}

std::optional<Instant> swept_to(SqlReader& reader, std::string_view provider) {
  std::optional<Instant> found;
  reader.query("SELECT swept_to_ms FROM signing_sweeps WHERE provider = $1", {provider}, [&](const SqlRow& row) { found = Instant::from_unix_ms(row.integer(0)); });
  return found;
}

void set_swept_to(SqlTransaction& transaction, std::string_view provider, Instant instant) {
  transaction.execute("INSERT INTO signing_sweeps (provider, swept_to_ms) VALUES ($1, $2) ON CONFLICT (provider) DO UPDATE SET swept_to_ms = excluded.swept_to_ms",
                      {provider, instant.unix_ms()});
}

}  // namespace switchyard::signing
