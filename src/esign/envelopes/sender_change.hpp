// What the acts of senders share.
#pragma once

#include "esign/envelopes/envelope.hpp"
#include "esign/service.hpp"

namespace switchyard::esign {

// Under its lock; ENVELOPE_DOES_NOT_EXIST where it is another account's or deleted.
Result<Envelope> lock_for_sender(SqlTransaction& transaction, const Sender& sender, const EnvelopeId& id);

// Tabs of a sent envelope placed at once, against the documents as they are kept; those of a draft stay as they are asked for. With ids.
Result<std::vector<Tab>> prepare_new_tabs(SqlTransaction& transaction, const EsignService& service, const Envelope& envelope, const Recipient& owner,
                                          const std::vector<Tab>& asked);

}  // namespace switchyard::esign
