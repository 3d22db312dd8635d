#include "esign/envelopes/finished_documents.hpp"

#include <boost/json.hpp>

#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/envelope_marks.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/envelopes/finished_rows_store.hpp"
#include "esign/envelopes/letters.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/events/audit_events.hpp"

namespace switchyard::esign {
namespace {

// Everything that the seal needs, in one read.
struct Papers {
  std::optional<Envelope> envelope;
  std::vector<EnvelopeDocument> documents;
  CompletionFacts facts;
  std::vector<std::string> lines;
};

Papers read_papers(const EsignService& service, const EnvelopeId& id) {
  Papers papers;
  service.database.read([&](SqlReader& reader) {
    papers = {};
    papers.envelope = find_envelope_of_any_account(reader, id);
    if (!papers.envelope) return;
    papers.documents = marked_documents(reader, *papers.envelope);
    papers.facts = completion_facts(reader, service, *papers.envelope);
    papers.lines = evidence_lines(reader, id);
  });
  return papers;
}

Result<EnvelopeId> envelope_named_in(std::string_view payload) {
  boost::system::error_code wrong;
  const auto parsed = boost::json::parse(boost::json::string_view(payload.data(), payload.size()), wrong);
  const auto* id = !wrong && parsed.is_object() ? parsed.as_object().if_contains("envelopeId") : nullptr;
  const auto guid = id != nullptr && id->is_string() ? EnvelopeId::parse(id->as_string()) : std::nullopt;
  if (!guid) return Error{ErrorKind::invalid, "job_payload_invalid", "the payload names no envelope", {}};
  return *guid;
}

void ask_for_completed_letters(SqlTransaction& transaction, const EsignService& service, const Envelope& envelope) {
  const Instant at = *envelope.completed_at;
  for (const Recipient& one : envelope.recipients) {
    if (one.is_mailed() && !one.email.empty()) {
      ask_for_letter(transaction, service, {.purpose = LetterPurpose::completed, .envelope = envelope.id, .recipient = one.guid, .at = at});
    }
  }
  ask_for_letter(transaction, service, {.purpose = LetterPurpose::completed, .envelope = envelope.id, .recipient = {}, .at = at});
}

outbox::JobEffect keep(const EsignService& service, const Envelope& envelope, FinishedEnvelope finished) {
  return [&service, id = envelope.id, finished = std::move(finished)](SqlTransaction& transaction) -> Result<void> {
    const auto kept = lock_envelope(transaction, id);
    if (!kept || kept->is_sealed) return {};
    write_finished_file(transaction, id, "combined", finished.combined);
    write_finished_file(transaction, id, "combined_alone", finished.combined_alone);
    write_finished_file(transaction, id, "certificate", finished.certificate);
    for (std::size_t at = 0; at < finished.documents.size(); ++at) {
      write_finished_file(transaction, id, kept->documents[at].document_id, finished.documents[at]);
    }
    mark_sealed(transaction, id);
    ask_for_completed_letters(transaction, service, *kept);
    return {};
  };
}

Result<outbox::JobEffect> finish(const EsignService& service, const outbox::Job& job) {
  const auto id = envelope_named_in(job.payload);
  if (!id) return id.error();
  const Papers papers = read_papers(service, *id);
  if (!papers.envelope || papers.envelope->status != EnvelopeStatus::completed || papers.envelope->is_sealed) return outbox::JobEffect();
  if (service.sealing_key == nullptr) {
    return Error{ErrorKind::unavailable, "sealing_key_missing", "there is no key to seal with: envelopes are completed and wait for it", {}};
  }
  auto finished = finish_documents(papers.documents, papers.facts, papers.lines, *service.sealing_key);
  if (!finished) return finished.error();
  if (!finished->note.empty()) service.log.warning("sealed without a time stamp", {{"envelope.id", id->text()}, {"reason", finished->note}});
  return keep(service, *papers.envelope, std::move(finished).value());
}

std::string name_of(const Envelope& envelope, std::string_view document_id) {
  if (document_id == "combined") return "combined.pdf";
  if (document_id == "certificate") return "Summary.pdf";
  const Document* document = envelope.document(document_id);
  std::string name = document == nullptr ? std::string(document_id) : document->name;
  if (!name.ends_with(".pdf")) name += ".pdf";
  return name;
}

DownloadedFile downloaded(const EsignService& service, const Envelope& envelope, std::string_view document_id, FinishedFile file) {
  if (file.sha256.empty()) file.sha256 = sha256_hex(service.jose, file.bytes);
  return {.file_name = name_of(envelope, document_id), .bytes = std::move(file.bytes), .sha256 = std::move(file.sha256)};
}

bool wants_certificate(const EsignService& service, const Envelope& envelope, const DownloadChoice& choice) {
  if (choice.with_certificate) return *choice.with_certificate;
  std::optional<Account> account;
  service.database.read([&](SqlReader& reader) { account = find_account(reader, envelope.account); });
  return !account || account->settings.is_certificate_in_combined;
}

Result<DownloadedFile> sealed(const EsignService& service, const Envelope& envelope, std::string_view document_id, const DownloadChoice& choice) {
  if (!envelope.is_sealed) return esign_refusal("DOCUMENT_NOT_READY");
  const bool alone = document_id == "combined" && !wants_certificate(service, envelope, choice);
  std::optional<FinishedFile> file;
  service.database.read([&](SqlReader& reader) { file = read_finished_file(reader, envelope.id, alone ? "combined_alone" : document_id); });
  if (!file) return esign_refusal("DOCUMENT_DOES_NOT_EXIST");
  return downloaded(service, envelope, document_id, std::move(*file));
}

Result<DownloadedFile> as_it_stands(const EsignService& service, const Envelope& envelope, std::string_view document_id) {
  const Papers papers = read_papers(service, envelope.id);
  if (!papers.envelope || papers.documents.empty()) return esign_refusal("DOCUMENT_DOES_NOT_EXIST");
  auto stamped = stamp_documents(envelope.id.text(), papers.facts.language, papers.documents, service.clock.now());
  if (!stamped) return stamped.error();
  if (document_id == "combined") return downloaded(service, envelope, document_id, std::move(stamped->combined));
  if (document_id == "certificate") {
    if (service.sealing_key == nullptr) return esign_refusal("DOCUMENT_NOT_READY", "There is no key to seal the certificate with.");
    auto certificate = certify(*stamped, papers.facts, papers.lines, *service.sealing_key);
    if (!certificate) return certificate.error();
    return downloaded(service, envelope, document_id, std::move(certificate).value());
  }
  for (std::size_t at = 0; at < papers.documents.size(); ++at) {
    if (papers.documents[at].document_id == document_id) return downloaded(service, envelope, document_id, std::move(stamped->documents[at]));
  }
  return esign_refusal("DOCUMENT_DOES_NOT_EXIST");
}

}  // namespace

outbox::JobHandler documents_finisher(const EsignService& service) {
  return [&service](const outbox::Job& job) { return finish(service, job); };
}

Result<DownloadedFile> download(const EsignService& service, const Envelope& envelope, std::string_view document_id, const DownloadChoice& choice) {
  const bool is_known = document_id == "combined" || document_id == "certificate" || envelope.document(document_id) != nullptr;
  if (!is_known) return esign_refusal("DOCUMENT_DOES_NOT_EXIST");
  if (envelope.status == EnvelopeStatus::completed) return sealed(service, envelope, document_id, choice);
  return as_it_stands(service, envelope, document_id);
}

Result<std::vector<DownloadedFile>> download_all(const EsignService& service, const Envelope& envelope) {
  std::vector<DownloadedFile> files;
  for (const Document& one : envelope.documents) {
    auto file = download(service, envelope, one.document_id);
    if (!file) return file.error();
    files.push_back(std::move(file).value());
  }
  auto certificate = download(service, envelope, "certificate");
  if (!certificate) return certificate.error();
  files.push_back(std::move(certificate).value());
  return files;
}

}  // namespace switchyard::esign
