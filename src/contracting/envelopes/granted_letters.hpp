// Letters of authorization that were signed with a contract become authorizations.
#pragma once

#include "contracting/contracts/contract.hpp"
#include "contracting/contracts/contract_desk.hpp"
#include "signing/envelope_listener_port.hpp"

namespace switchyard::contracting {

// One a utility of its open accounts, for all that the letter says, where the envelope held letters.
void grant_letters(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract, const signing::EnvelopeNews& news, const std::string& signer_name);

// What such an authorization says of where its letter is: "C-2026-000123, document version 1".
[[nodiscard]] std::string letter_reference(std::string_view contract_number, std::int64_t document_version);

}  // namespace switchyard::contracting
