// What is drawn on an envelope's pages as it stands: what signers who are done have signed and filled, and what the sender fixed.
#pragma once

#include <map>
#include <vector>

#include "esign/envelopes/signer_acts.hpp"
#include "esign/evidence/finish_documents.hpp"

namespace switchyard::esign {

// Documents with their bytes and marks, in order.
[[nodiscard]] std::vector<EnvelopeDocument> marked_documents(SqlReader& reader, const Envelope& envelope);

// Pure. A text that does not fit its box even in small print is cut there; it stands in full in the certificate.
[[nodiscard]] std::vector<Mark> marks_of(const Envelope& envelope, std::string_view document_id, const std::map<RecipientGuid, AdoptedSignature>& adopted);

}  // namespace switchyard::esign
