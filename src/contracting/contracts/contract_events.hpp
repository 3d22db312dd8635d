// What partners hear of their contracts: one event a line of history, "contract.signed", "contract_account.submitted". Payloads hold no price.
#pragma once

#include "contracting/contracts/contract.hpp"
#include "outbox/outbox.hpp"

namespace switchyard::contracting {

// In the transaction that makes it true. The subject is the contract, whose events are in order; an account's event names it in the payload.
void publish_contract_event(SqlTransaction& transaction, outbox::Outbox& outbox, const Contract& contract, const HistoryEntry& entry);

}  // namespace switchyard::contracting
