// An envelope with everything that a finished one may have. For tests.
#pragma once

#include <string>
#include <vector>

#include "esign/evidence/finish_documents.hpp"

namespace switchyard::esign {

struct EnvelopeFake {
  std::vector<EnvelopeDocument> documents;
  CompletionFacts facts;
  std::vector<std::string> evidence;
};

// Two signers (one drew, one typed), a copy, fields, a disclosure; a document of five pages and, if wanted, a second of one.
[[nodiscard]] EnvelopeFake envelope_fake(bool two_documents = false);

// A Markdown body as a PDF.
[[nodiscard]] std::string paper_fake(std::string_view body);

}  // namespace switchyard::esign
