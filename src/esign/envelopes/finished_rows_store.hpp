// Sealed files of completed envelopes, by name: the sender's document id, "combined", "combined_alone", "certificate".
#pragma once

#include <optional>
#include <string_view>

#include "esign/envelopes/finished_documents.hpp"
#include "esign/evidence/finish_documents.hpp"

namespace switchyard::esign {

// Under the envelope's lock, once.
void write_finished_file(SqlTransaction& transaction, const EnvelopeId& envelope, std::string_view name, const FinishedFile& file);
// The envelope has them all.
void mark_sealed(SqlTransaction& transaction, const EnvelopeId& envelope);
[[nodiscard]] std::optional<FinishedFile> read_finished_file(SqlReader& reader, const EnvelopeId& envelope, std::string_view name);

}  // namespace switchyard::esign
