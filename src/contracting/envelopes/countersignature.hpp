// The supplier's countersignature, after its acceptance: by a second envelope of ours, or by a PDF that the supplier has signed itself. Both end in `executed`.
#pragma once

#include "contracting/contracts/contract_actions.hpp"

namespace switchyard::contracting {

// Of an accepted contract whose supplier countersigns by our envelopes: a sheet that names the signed papers by their hash goes to the supplier's signer, with the
// text of the agreement. Refused: "contract_state_conflict", "countersignature_not_ours", "SIGNING_NOT_CONFIGURED", "templates_not_configured", "template_missing",
// and as EnvelopeDesk::send.
[[nodiscard]] Result<Contract> request_countersignature(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command);

struct Execution {
  ContractId contract;
  std::optional<std::int64_t> expected_version = {};
  FileId document;                 // The executed PDF, of this partner.
  std::string executed_by = {};    // Who signed for the supplier.
};
// The document must be this contract's: uploaded for it (its subject), or with the contract's number in its text; and not merely what was issued or signed here.
// Refused: "contract_state_conflict", "file_not_found", "execution_unmatched", "execution_unchanged", "execution_invalid".
[[nodiscard]] Result<Contract> record_execution(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Execution& execution);

}  // namespace switchyard::contracting
