// Whether a finished file is what was signed: judged offline from the file alone, told in sentences.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/seal/seal.hpp"
#include "esign/evidence/evidence_chain.hpp"

namespace switchyard::esign {

enum class EvidenceVerdict { holds, wrong };

struct EvidenceFinding {
  bool is_fault = false;  // Else a note: true and worth knowing, but no reason to doubt the file.
  std::string code;       // "seal_partial", "certificate_self_made", …
  std::string message;    // A sentence.
};

struct EvidenceReport {
  EvidenceVerdict verdict = EvidenceVerdict::wrong;
  documents::SealReport seal;
  std::optional<EvidenceChain> chain = {};  // Where the file has one and it holds.
  std::string envelope_id = {};             // As the sealed file says.
  std::string kind = {};                    // "combined", "documents", "certificate", "document".
  std::vector<EvidenceFinding> findings = {};

  [[nodiscard]] bool holds() const { return verdict == EvidenceVerdict::holds; }
};

// A document as its owner has it, to be compared with the hashes of the chain.
struct OriginalFile {
  std::string name;
  std::string_view bytes;
};

// Seal, coverage, certificate, chain, and whether the hash that the certificate prints is the chain's. `now` judges the certificate's
// validity where no time stamp does. Takes any bytes.
EvidenceReport verify_evidence(std::string_view pdf, const documents::CmsVerifier& verifier, Instant now,
                               std::span<const OriginalFile> originals = {});

// As `switchyard evidence verify` and POST /evidence/verify print it: {"verdict","envelopeId","sha256","seal":{…},"chain":{…},"findings":[…]}.
std::string evidence_json(const EvidenceReport& report, std::string_view file_name);

}  // namespace switchyard::esign
