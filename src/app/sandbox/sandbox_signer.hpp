// Signs at the built-in service as a person would, without a browser: every signer in his turn opens, consents, reads, adopts a typed name, fills what must be
// filled and finishes. The service writes its evidence, seals and tells of it as ever; the session is called "test-call" there.
#pragma once

#include <string>
#include <string_view>

#include "esign/envelopes/envelope.hpp"
#include "esign/service.hpp"
#include "signing/envelope.hpp"

namespace switchyard::app {

// The service's envelope of one that signing sent. Refused as envelope_not_found, envelope_ended, envelope_not_ready (503: the job has not made it yet), and
// signing_elsewhere where another provider has it.
Result<esign::Envelope> envelope_at_service(SqlReader& reader, const std::optional<signing::Envelope>& sent);

// All who sign, each when it is his turn, in the caller's transaction. Refused as the acts of signers are: price_expired, envelope_voided …
Result<void> sign_as_everybody(SqlTransaction& transaction, const esign::EsignService& service, const esign::EnvelopeId& envelope);

// The first whose turn it is.
Result<void> decline_as_next(SqlTransaction& transaction, const esign::EsignService& service, const esign::EnvelopeId& envelope, std::string_view reason);

// What the sender may do: the service no longer knows until when the price holds, as a provider elsewhere does not. In a transaction of its own; bears repeating.
Result<void> forget_price_end(const esign::EsignService& service, const esign::Envelope& envelope);

}  // namespace switchyard::app
