// Views as they are kept. Instants are real time.
#pragma once

#include <optional>
#include <string_view>

#include "esign/ceremony/view.hpp"
#include "ports/database.hpp"

namespace switchyard::esign {

void insert_view(SqlTransaction& transaction, const View& view);
[[nodiscard]] std::optional<View> find_view(SqlReader& reader, std::string_view token_sha256);
// True for the one who opens it; false where it was opened or revoked before.
bool mark_view_opened(SqlTransaction& transaction, std::string_view token_sha256, Instant at);
// All of a recipient; with letters or without.
void revoke_views(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& recipient, bool with_letters, Instant at);
void delete_views_expired_before(SqlTransaction& transaction, Instant at);

}  // namespace switchyard::esign
