// What a signer typed into an envelope that was taken back goes into the next one of the same contract: nothing typed is lost when a price ends.
#pragma once

#include "esign/ceremony/standing.hpp"

namespace switchyard::esign {

// The latest withdrawn envelope of the account with the same switchyardContract and a signer of the same address; nothing where there is none.
[[nodiscard]] std::optional<Envelope> find_withdrawn_before(SqlReader& reader, const Envelope& envelope, const Recipient& recipient);

// Of fields of the same label and kind that are still as the sender left them. Ticks and signatures are given anew.
[[nodiscard]] TabValues carried_values(const Envelope& withdrawn, const Recipient& recipient);

}  // namespace switchyard::esign
