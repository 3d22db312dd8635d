// The SQL of authorizations that use cases alone need; reads for all are in authorization.hpp.
#pragma once

#include "contracting/authorizations/authorization.hpp"

namespace switchyard::contracting {

void insert_authorization(SqlTransaction& transaction, const Authorization& authorization, const access::ApplicationId& application);
// Writes the revocation; false where the stored version is not one less.
[[nodiscard]] bool update_revocation(SqlTransaction& transaction, const Authorization& authorization);
// Writes signature, signed_at and reason; false where the stored version is not one less.
[[nodiscard]] bool update_signature(SqlTransaction& transaction, const Authorization& authorization);
// The signed letter, where it has none yet.
void set_authorization_document(SqlTransaction& transaction, const AuthorizationId& id, const FileId& file);
// The same of those that were signed with a contract.
void set_letters_document(SqlTransaction& transaction, const CustomerId& customer, std::string_view document_reference, const FileId& file);
// Not revoked, over by `now`, and not told of; the longest over first. Of all partners.
[[nodiscard]] std::vector<Authorization> list_ended_authorizations(SqlReader& reader, Instant now, std::int64_t limit);
// False where that was done meanwhile.
[[nodiscard]] bool mark_expiry_told(SqlTransaction& transaction, const AuthorizationId& id);
// Takes names and references out; the dates stay.
void blank_authorizations_of(SqlTransaction& transaction, const CustomerId& customer, Instant now);

}  // namespace switchyard::contracting
