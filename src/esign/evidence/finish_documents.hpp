// From an envelope's documents and what was signed to its finished files: stamped, put together, certified, sealed. Pure: no database,
// no clock. Called once, by the job after completion; the bytes are stored and served from there, since a seal is never made again.
#pragma once

#include <string>
#include <vector>

#include "documents/seal/seal_port.hpp"
#include "esign/evidence/completion_facts.hpp"
#include "esign/evidence/marks.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

struct EnvelopeDocument {
  std::string document_id;   // The sender's: "1".
  std::string name;
  std::string bytes;         // PDF as it was uploaded.
  std::vector<Mark> marks = {};
};

struct FinishedFile {
  std::string bytes;
  std::string sha256 = {};
  int pages = 0;
};

// Stamped, with the envelope's id at the head of each page; not sealed: for looking at an envelope that is under way.
struct StampedEnvelope {
  FinishedFile combined;
  std::vector<FinishedFile> documents;  // One for each, in order.
};

struct FinishedEnvelope {
  FinishedFile combined;                 // Documents, certificate, evidence.jsonl attached: what everyone gets.
  FinishedFile combined_alone;           // Documents without the certificate.
  FinishedFile certificate;              // Alone, evidence.jsonl attached.
  std::vector<FinishedFile> documents;   // One for each, in order.
  std::string stamped_sha256;            // Of the documents before certificate and seal, as the certificate prints it.
  std::string evidence_head;
  bool time_stamped = false;             // The combined file alone asks for a time stamp.
  std::string note = {};                 // Why not, where an authority is configured.
};

// Refused as documents::place and combine; the document is named in the field ("/documents/0"). `language` is that of the header's words.
Result<StampedEnvelope> stamp_documents(std::string_view envelope_id, std::string_view language,
                                        const std::vector<EnvelopeDocument>& documents, Instant at);

// `evidence` are the lines of the envelope's chain so far, without line breaks; it must be sound (`evidence_broken`). Each file has a
// seal of its own over the whole of it. Refused as stamp_documents, render and seal_pdf.
Result<FinishedEnvelope> finish_documents(const std::vector<EnvelopeDocument>& documents, const CompletionFacts& facts,
                                          const std::vector<std::string>& evidence, const documents::SealingKey& key);

// The certificate alone, for envelopes that are declined, voided or still under way: sealed, with the chain attached. `stamped` is what
// it counts the pages of.
Result<FinishedFile> certify(const StampedEnvelope& stamped, const CompletionFacts& facts, const std::vector<std::string>& evidence,
                             const documents::SealingKey& key);

}  // namespace switchyard::esign
