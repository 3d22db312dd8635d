// The certificate of completion as a PDF, in our print look.
#pragma once

#include <string>
#include <string_view>

#include "documents/render.hpp"
#include "documents/seal/seal_port.hpp"
#include "esign/evidence/completion_facts.hpp"
#include "esign/evidence/evidence_chain.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

// What only the finished documents tell.
struct CertificateBasis {
  int source_pages = 0;
  int signatures = 0;             // Marks of the documents.
  int initials = 0;
  std::string stamped_sha256;
};

// Of facts, chain and the seal that will be put on it. Refused as documents::render and picture_of.
Result<documents::RenderedPdf> render_certificate(const CompletionFacts& facts, const CertificateBasis& basis, const EvidenceChain& chain,
                                                  const documents::SealCertificate& seal);

}  // namespace switchyard::esign
