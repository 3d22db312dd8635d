// Finished documents of an envelope go to the vault. Private to the room.
#pragma once

#include <span>

#include "contracting/contracts/contract_desk.hpp"
#include "signing/envelope_listener_port.hpp"

namespace switchyard::contracting {

// As documents of the contract or the authorization, each once by its hash; what was accepted gets them as its evidence. Publishes document.signed.
[[nodiscard]] Result<void> keep_documents(SqlTransaction& transaction, const ContractDesk& desk, const signing::EnvelopeSubject& subject,
                                          std::span<const signing::FinishedDocument> documents);

}  // namespace switchyard::contracting
