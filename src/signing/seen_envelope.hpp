// What a provider said is written down and told on, in one transaction.
#pragma once

#include "signing/envelope_progress.hpp"
#include "signing/signing.hpp"

namespace switchyard::signing {

// Moves our envelope by what was seen, tells the listener what is new and asks for the documents of a finished one. An Error is the listener's.
Result<void> write_seen(SqlTransaction& transaction, const SigningParts& parts, EnvelopeListener& listener, const EnvelopeId& id, const ProviderEnvelope& seen);

// It ends without ever having been made at the provider. Nothing where it has ended or was made.
Result<void> write_unsent_end(SqlTransaction& transaction, const SigningParts& parts, EnvelopeListener& listener, const EnvelopeId& id, EnvelopeState state,
                              const std::string& reason);

}  // namespace switchyard::signing
