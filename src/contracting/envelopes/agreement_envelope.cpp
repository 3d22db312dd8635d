#include "contracting/envelopes/agreement_envelope.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/contract_facts.hpp"
#include "contracting/envelopes/sent_envelope_store.hpp"
#include "contracting/party_text.hpp"

namespace switchyard::contracting {
namespace {

std::string title_of(const Contract& contract, std::string_view language) {
  if (language == "es") return fmt::format("Contrato {} de {}", contract.number, contract.customer_name);
  return fmt::format("Agreement {} for {}", contract.number, contract.customer_name);
}

Result<std::string> message_of(const Sending& sending) {
  std::vector<FieldError> refusals;
  if (sending.message.empty()) return std::string();
  std::string message = FieldCheck("", refusals).paragraph("message", sending.message, kSigningMessageSizeMax);
  if (refusals.empty()) return message;
  return gathered("signers_invalid", "The message cannot be taken.", std::move(refusals));
}

std::vector<signing::EnvelopePaper> papers_in(std::span<const IssuedDocument> issued, bool with_authorizations) {
  std::vector<signing::EnvelopePaper> papers;
  for (const IssuedDocument& document : issued) {
    if (document.kind == PaperKind::countersignature) continue;
    if (document.kind == PaperKind::authorization && !with_authorizations) continue;
    papers.push_back({document.id.text(), document.title});
  }
  return papers;
}

}  // namespace

Error signing_not_configured() {
  return {ErrorKind::conflict, "SIGNING_NOT_CONFIGURED", "No signing provider is configured here; record an acceptance made elsewhere, or ask the operator."};
}

Error not_out_to_be_signed(const Contract& contract) {
  return {ErrorKind::conflict, "contract_state_conflict", fmt::format("The contract is {}; this is possible while it is sent or viewed.", text_of(contract.state))};
}

signing::EnvelopeSubject subject_of(const Contract& contract, signing::EnvelopePurpose purpose) {
  return {.partner = contract.partner.text(), .purpose = purpose, .id = contract.id.text(), .document_version = contract.document_version};
}

Result<void> send_agreement(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract, const Sending& sending) {
  const std::string language = sending.language.empty() ? contract.language : sending.language;
  const ContractParties parties = parties_of(transaction, contract);
  auto signers = signers_of(parties.customer, sending, language);
  if (!signers) return std::move(signers).error();
  auto copies = copies_of(sending);
  if (!copies) return std::move(copies).error();
  auto message = message_of(sending);
  if (!message) return std::move(message).error();
  const auto issued = issue_papers(transaction, desk, contract, *signers);
  if (!issued) return issued.error();
  const auto sent = desk.signing->send(transaction, {.subject = subject_of(contract),
                                                     .papers = papers_in(*issued, sending.with_authorizations),
                                                     .signers = *std::move(signers),
                                                     .copies = *std::move(copies),
                                                     .language = language,
                                                     .title = title_of(contract, language),
                                                     .message = *std::move(message),
                                                     .sign_by = contract.instants.sign_by,
                                                     .supplier = contract.supplier});
  if (!sent) return sent.error();
  const bool has_authorizations = sending.with_authorizations && std::ranges::find(*issued, PaperKind::authorization, &IssuedDocument::kind) != issued->end();
  insert_sent_envelope(transaction, *sent, subject_of(contract), has_authorizations, desk.quotes.clock.now());
  return {};
}

Result<void> take_back_envelope(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract, const std::string& reason) {
  if (desk.signing == nullptr) return {};
  const bool is_out = contract.state == ContractState::sent || contract.state == ContractState::viewed;
  if (is_out) return desk.signing->void_envelope(transaction, subject_of(contract), reason);
  if (contract.state != ContractState::accepted) return {};
  return desk.signing->void_envelope(transaction, subject_of(contract, signing::EnvelopePurpose::countersignature), reason);
}

}  // namespace switchyard::contracting
