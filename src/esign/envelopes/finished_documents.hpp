// What a finished envelope gives: sealed files, made once by a job after completion and kept with their hashes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "esign/envelopes/envelope.hpp"
#include "esign/evidence/completion_facts.hpp"
#include "esign/service.hpp"
#include "outbox/job_runner.hpp"

namespace switchyard::esign {

inline constexpr std::string_view kFinishDocumentsJob = "esign.finish_documents";  // Payload: {"envelopeId": …}.

// The handler of kFinishDocumentsJob. `service` must outlive it. Repeating is harmless: what is stored stays.
[[nodiscard]] outbox::JobHandler documents_finisher(const EsignService& service);

struct DownloadedFile {
  std::string file_name;
  std::string bytes;
  std::string sha256;      // Hex, of the bytes.
};

struct DownloadChoice {
  std::optional<bool> with_certificate = {};  // Of "combined"; not said: the account's setting.
};

// `document_id`: the sender's, "combined" or "certificate". Completed envelopes give what was sealed (DOCUMENT_NOT_READY, unavailable, until the job has
// run); others give the documents stamped with what is signed so far, and a certificate of how it stands. DOCUMENT_DOES_NOT_EXIST.
Result<DownloadedFile> download(const EsignService& service, const Envelope& envelope, std::string_view document_id, const DownloadChoice& choice = {});
// For an archive: each document, then the certificate.
Result<std::vector<DownloadedFile>> download_all(const EsignService& service, const Envelope& envelope);

// Everything that the certificate prints, as it stands.
[[nodiscard]] CompletionFacts completion_facts(SqlReader& reader, const EsignService& service, const Envelope& envelope);

}  // namespace switchyard::esign
