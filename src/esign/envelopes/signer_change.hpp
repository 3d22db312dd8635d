// What the acts of signers share: the lock, whether he may act now, and who writes.
#pragma once

#include "esign/envelopes/envelope_change.hpp"
#include "esign/envelopes/signer_acts.hpp"

namespace switchyard::esign {

struct ActingSigner {
  Envelope envelope;
  std::size_t position = 0;  // Of him among its recipients.

  [[nodiscard]] Recipient& signer() { return envelope.recipients[position]; }
};

// Under the envelope's lock, refused as signer_acts.hpp says of all acts.
Result<ActingSigner> lock_for_signer(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who);
[[nodiscard]] EnvelopeChange change_by_signer(SqlTransaction& transaction, const EsignService& service, ActingSigner& acting, const SignerPresence& who);

// As lock_for_signer, but one who has finished already is given too.
Result<ActingSigner> lock_for_finish(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who);

}  // namespace switchyard::esign
