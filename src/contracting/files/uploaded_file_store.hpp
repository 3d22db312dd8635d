// The SQL of uploaded files that only this folder and erasure need; what all need is in uploaded_file.hpp.
#pragma once

#include "contracting/files/uploaded_file.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

void insert_file(SqlTransaction& transaction, const UploadedFile& file);
// The tombstone keeps id, partner, purpose, size and dates; name and links go.
void bury_file(SqlTransaction& transaction, const UploadedFile& file, Instant now);
// Whether a file of the partner that is not deleted has these bytes.
[[nodiscard]] bool are_bytes_used(SqlReader& reader, const access::PartnerId& partner, std::string_view sha256);

// Both write the row of these bytes, so that an upload and a removal take turns: before the vault is touched.
void claim_place(SqlTransaction& transaction, const VaultPlace& place);
void release_place(SqlTransaction& transaction, const VaultPlace& place);

}  // namespace switchyard::contracting
