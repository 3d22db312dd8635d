#include "contracting/envelopes/sent_envelope_store.hpp"

#include "contracting/envelopes/signing_words.hpp"
#include "contracting/id_list.hpp"

namespace switchyard::contracting {
namespace {

using signing::EnvelopePurpose;
using signing::FinishedDocument;

EnvelopePurpose purpose_of(std::string_view word) {
  for (const EnvelopePurpose purpose : {EnvelopePurpose::authorization, EnvelopePurpose::countersignature}) {
    if (word_of(purpose) == word) return purpose;
  }
  return EnvelopePurpose::agreement;
}

}  // namespace

void insert_sent_envelope(SqlTransaction& transaction, const signing::EnvelopeId& id, const signing::EnvelopeSubject& subject, bool has_authorizations, Instant at) {
  const std::string key = id.text();
  transaction.execute("INSERT INTO sent_envelopes (envelope_id, purpose, subject, document_version, has_authorizations, sent_at_ms) VALUES ($1, $2, $3, $4, $5, $6)",
                      {std::string_view(key), word_of(subject.purpose), std::string_view(subject.id), subject.document_version, std::int64_t{has_authorizations}, at.unix_ms()});
}

bool had_authorizations(SqlReader& reader, const signing::EnvelopeId& id) {
  const std::string key = id.text();
  bool had = false;
  reader.query("SELECT has_authorizations FROM sent_envelopes WHERE envelope_id = $1", {std::string_view(key)}, [&](const SqlRow& row) { had = row.integer(0) != 0; });
  return had;
}

bool was_heard(SqlReader& reader, const signing::EnvelopeNews& news) {
  const std::string key = news.envelope.text();
  bool found = false;
  reader.query("SELECT 1 FROM envelope_news WHERE envelope_id = $1 AND kind = $2 AND role = $3 AND at_ms = $4",
               {std::string_view(key), word_of(news.kind), word_of(news.role), news.at.unix_ms()}, [&](const SqlRow&) { found = true; });
  return found;
}

void insert_news(SqlTransaction& transaction, const signing::EnvelopeNews& news, Instant heard_at, std::string_view effect) {
  const std::string key = news.envelope.text();
  transaction.execute("INSERT INTO envelope_news (envelope_id, kind, role, at_ms, subject, document_version, heard_at_ms, effect) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
                      "ON CONFLICT (envelope_id, kind, role, at_ms) DO NOTHING",
                      {std::string_view(key), word_of(news.kind), word_of(news.role), news.at.unix_ms(), std::string_view(news.subject.id), news.subject.document_version,
                       heard_at.unix_ms(), effect});
}

void insert_signed_document(SqlTransaction& transaction, const SignedDocument& document, Instant kept_at) {
  const std::string file = document.file.text();
  transaction.execute("INSERT INTO signed_documents (subject, purpose, document_version, kind, sha256, file_id, kept_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      {std::string_view(document.subject), word_of(document.purpose), document.document_version, word_of(document.kind), std::string_view(document.sha256),
                       std::string_view(file), kept_at.unix_ms()});
}

std::vector<SignedDocument> signed_documents_of(SqlReader& reader, std::span<const std::string> subjects) {
  static const IdListQuery kQuery("SELECT subject, purpose, document_version, kind, sha256, file_id FROM signed_documents WHERE subject IN ({ids}) "
                                  "ORDER BY subject, document_version, purpose, kind DESC, kept_at_ms, file_id", 0);
  std::vector<SignedDocument> documents;
  kQuery.run(reader, {}, distinct_in_order({subjects.begin(), subjects.end()}), [&](const SqlRow& row) {
    documents.push_back({.subject = std::string(row.text(0)),
                         .purpose = purpose_of(row.text(1)),
                         .document_version = row.integer(2),
                         .kind = row.text(3) == "combined" ? FinishedDocument::Kind::combined : FinishedDocument::Kind::certificate,
                         .sha256 = std::string(row.text(4)),
                         .file = FileId::parse(row.text(5)).value()});
  });
  return documents;
}

std::optional<FileId> find_signed_paper(SqlReader& reader, const signing::EnvelopeSubject& subject) {
  std::optional<FileId> found;
  for (const SignedDocument& document : signed_documents_of(reader, std::span(&subject.id, 1))) {
    const bool is_it = document.purpose == subject.purpose && document.document_version == subject.document_version && document.kind == FinishedDocument::Kind::combined;
    if (is_it && !found) found = document.file;
  }
  return found;
}

void set_acceptance_evidence(SqlTransaction& transaction, const ContractId& contract, std::int64_t document_version, const FileId& file) {
  const std::string id = contract.text();
  const std::string evidence = file.text();
  transaction.execute("UPDATE contract_acceptances SET evidence_file_id = $3 WHERE contract_id = $1 AND document_version = $2 AND method = 'envelope' AND evidence_file_id IS NULL",
                      {std::string_view(id), document_version, std::string_view(evidence)});
}

}  // namespace switchyard::contracting
