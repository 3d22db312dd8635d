// What was sent, what was heard of it, who signed, and which files came of it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "contracting/contracts/contract.hpp"
#include "ports/database.hpp"
#include "signing/envelope_listener_port.hpp"

namespace switchyard::contracting {

void insert_sent_envelope(SqlTransaction& transaction, const signing::EnvelopeId& id, const signing::EnvelopeSubject& subject, bool has_authorizations, Instant at);
// Letters of authorization were signed with it.
[[nodiscard]] bool had_authorizations(SqlReader& reader, const signing::EnvelopeId& id);

[[nodiscard]] bool was_heard(SqlReader& reader, const signing::EnvelopeNews& news);
void insert_news(SqlTransaction& transaction, const signing::EnvelopeNews& news, Instant heard_at, std::string_view effect);

// A finished document that was kept.
struct SignedDocument {
  std::string subject;                  // ctr_… or aut_…
  signing::EnvelopePurpose purpose = signing::EnvelopePurpose::agreement;
  std::int64_t document_version = 1;
  signing::FinishedDocument::Kind kind = signing::FinishedDocument::Kind::combined;
  std::string sha256 = {};
  FileId file;
};
void insert_signed_document(SqlTransaction& transaction, const SignedDocument& document, Instant kept_at);
// By subject, version and kind: the combined one first.
[[nodiscard]] std::vector<SignedDocument> signed_documents_of(SqlReader& reader, std::span<const std::string> subjects);
// The signed papers themselves; nothing before they came.
[[nodiscard]] std::optional<FileId> find_signed_paper(SqlReader& reader, const signing::EnvelopeSubject& subject);

// The signed papers are the evidence of the acceptance that has none yet.
void set_acceptance_evidence(SqlTransaction& transaction, const ContractId& contract, std::int64_t document_version, const FileId& file);

}  // namespace switchyard::contracting
