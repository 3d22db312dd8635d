// Envelopes as they are kept. Whoever asks for an account names it, so that no query can forget its owner; what has no account asks for the
// service's own parts (ceremony, Connect, jobs). All SQL about envelopes is here and in its neighbours *_store.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "esign/envelopes/envelope.hpp"
#include "ports/database.hpp"

namespace switchyard::esign {

// With recipients, tabs, documents without bytes, custom fields. Nothing where it is another account's, or deleted.
[[nodiscard]] std::optional<Envelope> find_envelope(SqlReader& reader, const AccountId& account, const EnvelopeId& id);
[[nodiscard]] std::optional<Envelope> find_envelope_of_any_account(SqlReader& reader, const EnvelopeId& id);
// The same under the envelope's lock, which each act takes first and holds until its transaction ends.
[[nodiscard]] std::optional<Envelope> lock_envelope(SqlTransaction& transaction, const EnvelopeId& id);

// As it came; by the sender's document id.
[[nodiscard]] std::optional<std::string> document_bytes(SqlReader& reader, const EnvelopeId& envelope, std::string_view document_id);

}  // namespace switchyard::esign
