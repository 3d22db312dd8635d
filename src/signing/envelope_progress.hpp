// How what a provider says moves an envelope: forwards alone. Pure; safe to call from many threads.
#pragma once

#include <string>
#include <vector>

#include "signing/envelope_listener_port.hpp"
#include "signing/envelope_store.hpp"
#include "signing/provider_port.hpp"

namespace switchyard::signing {

// One piece of news and whom of the signers it is about (KeptSigner::recipient; empty: the envelope).
struct RecipientNews {
  std::string recipient;
  EnvelopeNews news;
};

// Takes over what `seen` knows and `kept` does not, however late or often it comes: an ended envelope stays as it ended, a signer who has signed
// stays signed. Gives all news that the envelope now has had, in their order; who has told some before leaves them out. `now` is business time.
std::vector<RecipientNews> advance(KeptEnvelope& kept, const ProviderEnvelope& seen, Instant now);

// It ends here, without the provider (never made there): voided or failed.
RecipientNews end_unsent(KeptEnvelope& kept, EnvelopeState state, std::string reason, Instant now);

}  // namespace switchyard::signing
