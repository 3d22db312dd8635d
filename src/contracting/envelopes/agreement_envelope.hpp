// A contract's papers on their way to be signed: what its envelope is known by, and the envelope itself.
#pragma once

#include "contracting/contracts/contract.hpp"
#include "contracting/contracts/contract_desk.hpp"
#include "contracting/envelopes/sending.hpp"
#include "contracting/paperwork/paperwork.hpp"
#include "signing/envelope_desk.hpp"

namespace switchyard::contracting {

// Of the contract's present document version.
[[nodiscard]] signing::EnvelopeSubject subject_of(const Contract& contract, signing::EnvelopePurpose purpose = signing::EnvelopePurpose::agreement);

// Conflict, for every use case that needs a provider.
[[nodiscard]] Error signing_not_configured();

// "contract_state_conflict": nothing of it is out to be signed.
[[nodiscard]] Error not_out_to_be_signed(const Contract& contract);

// Issues the papers with the names of those who sign and hands them to the desk. Precondition: desk.signing. Refused as signers_of, copies_of, issue_papers and
// EnvelopeDesk::send.
[[nodiscard]] Result<void> send_agreement(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract, const Sending& sending);

// Takes back what is out to be signed of it, where anything can be. Refused as "envelope_completed".
[[nodiscard]] Result<void> take_back_envelope(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract, const std::string& reason);

}  // namespace switchyard::contracting
