#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"
#include "contracting/party_text.hpp"

namespace switchyard::contracting {
namespace {

// That is out to be signed.
Result<Contract> contract_out(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
  auto contract = contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return contract;
  if (desk.signing == nullptr) return signing_not_configured();
  if (contract->state == ContractState::sent || contract->state == ContractState::viewed) return contract;
  return not_out_to_be_signed(*contract);
}

}  // namespace

Result<Contract> resend_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
  auto contract = contract_out(transaction, desk, actor, command);
  if (!contract) return contract;
  if (auto sent = desk.signing->resend(transaction, subject_of(*contract)); !sent) return std::move(sent).error();
  return contract;
}

Result<Contract> correct_signer(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command, const AskedSigner& corrected) {
  auto contract = contract_out(transaction, desk, actor, command);
  if (!contract) return contract;
  std::vector<FieldError> refusals;
  FieldCheck check("", refusals);
  signing::Signer signer{.role = corrected.role, .name = check.required("name", corrected.name, kSignerNameSizeMax), .email = {}};
  signer.email = check.email("email", check.required("email", corrected.email, kEmailSizeMax));
  signer.title = check.text("title", corrected.title, kSignerNameSizeMax);
  signer.access_code = check.text("accessCode", corrected.access_code, kAccessCodeSizeMax);
  if (!refusals.empty()) return gathered("signers_invalid", "The signer cannot be taken.", std::move(refusals));
  if (auto done = desk.signing->correct_signer(transaction, subject_of(*contract), signer); !done) return std::move(done).error();
  return contract;
}

Result<Contract> refresh_signing(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
  auto contract = contract_out(transaction, desk, actor, command);
  if (!contract) return contract;
  if (auto asked = desk.signing->refresh(transaction, subject_of(*contract)); !asked) return std::move(asked).error();
  return contract;
}

}  // namespace switchyard::contracting
