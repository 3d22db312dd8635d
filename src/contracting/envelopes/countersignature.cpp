#include "contracting/envelopes/countersignature.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"
#include "contracting/envelopes/envelope_news.hpp"
#include "contracting/envelopes/sent_envelope_store.hpp"
#include "contracting/files/uploaded_file.hpp"
#include "contracting/paperwork/issue_paper.hpp"
#include "contracting/paperwork/issued_document_store.hpp"
#include "contracting/party_text.hpp"
#include "contracting/word_list.hpp"
#include "documents/pdf/find_text.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

using signing::EnvelopeNewsKind;
using signing::EnvelopePurpose;

constexpr WordList<Countersignature, 3> kWords = {{{Countersignature::none, "none"}, {Countersignature::ours, "ours"}, {Countersignature::theirs, "theirs"}}};

SupplierCard card_of(const ContractDesk& desk, const Contract& contract) {
  if (!desk.supplier_card) return {};
  SupplierCard card = desk.supplier_card(contract.supplier, contract.accounts.empty() ? "" : contract.accounts.front().state_code);
  if (card.legal_name.empty()) card.legal_name = contract.supplier_name;
  return card;
}

// Of the papers as the customer's side left them.
std::string signed_hash_of(SqlReader& reader, const Contract& contract) {
  const auto file = find_signed_paper(reader, subject_of(contract));
  if (file) {
    if (const auto found = find_file(reader, contract.partner, *file)) return found->sha256;
  }
  for (const Acceptance& acceptance : acceptances_of_contracts(reader, contract.partner, std::span(&contract.id, 1))) {
    if (acceptance.document_version != contract.document_version || !acceptance.evidence) continue;
    if (const auto found = find_file(reader, contract.partner, *acceptance.evidence)) return found->sha256;
  }
  return {};
}

documents::Record sheet_values(SqlReader& reader, const Contract& contract, const SupplierCard& card) {
  documents::Record values;
  values.text("contract.number", contract.number).text("contract.version", fmt::format("{}", contract.document_version));
  values.text("customer.legalName", contract.customer_name).text("supplier.legalName", card.legal_name);
  values.text("signer.name", card.signer_name).text("signer.title", card.signer_title).text("signed.sha256", signed_hash_of(reader, contract));
  if (contract.signed_at) values.date("signed.on", day_of(*contract.signed_at));
  return values;
}

// The sheet of this document version, made once.
Result<IssuedDocument> sheet_of(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract, const SupplierCard& card,
                                std::span<const IssuedDocument> issued) {
  const auto there = std::ranges::find(issued, PaperKind::countersignature, &IssuedDocument::kind);
  if (there != issued.end()) return *there;
  if (desk.templates == nullptr) return Error{ErrorKind::conflict, "templates_not_configured", "No templates are configured here."};
  const auto* shelved = desk.templates->find({.document = text_of(PaperKind::countersignature), .supplier = contract.supplier,
                                              .commodity = text_of(contract.commodity), .language = contract.language});
  if (shelved == nullptr) return Error{ErrorKind::unprocessable, "template_missing", fmt::format("No template serves a countersignature of {}.", contract.supplier)};
  const std::string id = contract.id.text();
  const auto pdf = documents::render(shelved->source, sheet_values(transaction, contract, card),
                                     {.created_at = desk.quotes.clock.now(), .contract_number = contract.number, .version = fmt::format("{}", contract.document_version),
                                      .page_code = fmt::format("{}-{}-cou", id.substr(id.size() - 10), contract.document_version)});
  if (!pdf) return pdf.error();
  return issue_paper(transaction, desk, {.partner = contract.partner, .subject = id, .document_version = contract.document_version,
                                         .position = static_cast<std::int64_t>(issued.size()), .kind = PaperKind::countersignature},
                     *shelved, *pdf);
}

Error not_ours(const Contract& contract) {
  return {ErrorKind::conflict, "countersignature_not_ours",
          fmt::format("{} does not countersign by envelopes of ours: its settings name no signer with an e-mail address for it.", contract.supplier_name)};
}

bool names_contract(SqlReader& reader, const ContractDesk& desk, const UploadedFile& file, const Contract& contract) {
  if (file.subject == contract.id.text()) return true;
  std::string bytes;
  if (!read_file_bytes(reader, desk.parties.vault, file, [&](std::string_view part) { bytes += part; })) return false;
  const std::array<std::string_view, 1> needles = {contract.number};
  const auto found = documents::find_text(bytes, needles);
  return found && !found->empty();
}

Result<void> check_execution(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract, const Execution& execution) {
  const auto file = find_file(transaction, contract.partner, execution.document);
  if (!file || file->deleted_at) return file_not_found(execution.document);
  const auto refused = [](std::string code, std::string message) { return Error{ErrorKind::unprocessable, code, message, {{"/documentId", code, message}}}; };
  if (file->media_type != "application/pdf") return refused("execution_invalid", "An executed contract is a PDF.");
  const auto issued = documents_of_contracts(transaction, contract.partner, std::span(&contract.id, 1));
  const bool is_unchanged = std::ranges::find(issued, file->sha256, &IssuedDocument::sha256) != issued.end() || file->sha256 == signed_hash_of(transaction, contract);
  if (is_unchanged) return refused("execution_unchanged", "The document is what was sent from here, byte for byte: the supplier has not signed it.");
  if (names_contract(transaction, desk, *file, contract)) return {};
  return refused("execution_unmatched", fmt::format("The document does not name {}; upload it with the contract as its subject where it is a scan.", contract.number));
}

NewsEffect completed(SqlTransaction& transaction, const ContractDesk& desk, Contract contract, const signing::EnvelopeNews& news) {
  if (!is_possible(contract.state, ContractEvent::execute)) {
    note_news(transaction, desk, std::move(contract), news, "countersigned_after", fmt::format("The supplier countersigned at {}.", news.at.text()));
    return NewsEffect::noted;
  }
  ContractEdit edit(std::move(contract), {.actor = "supplier", .at = desk.quotes.clock.now(), .reason_code = "countersigned",
                                          .source_message = provider_envelope_of(transaction, desk, news.subject)});
  ENSURE(edit.move(ContractEvent::execute).has_value());
  edit.write(transaction, desk);
  return NewsEffect::applied;
}

}  // namespace

Result<Countersignature> parse_countersignature(std::string_view word) { return value_in(kWords, word); }

Result<Contract> request_countersignature(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
  auto contract = contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return contract;
  if (auto next = next_state(contract->state, ContractEvent::execute); !next) return std::move(next).error();
  if (desk.signing == nullptr) return signing_not_configured();
  const SupplierCard card = card_of(desk, *contract);
  if (card.countersignature != Countersignature::ours || card.signer_name.empty() || card.signer_email.empty()) return not_ours(*contract);
  const auto issued = issued_for_version(transaction, contract->id.text(), contract->document_version);
  const auto sheet = sheet_of(transaction, desk, *contract, card, issued);
  if (!sheet) return sheet.error();
  std::vector<signing::EnvelopePaper> papers = {{sheet->id.text(), sheet->title}};
  const auto agreement = std::ranges::find(issued, PaperKind::agreement, &IssuedDocument::kind);
  if (agreement != issued.end()) papers.push_back({agreement->id.text(), agreement->title});
  const signing::EnvelopeSubject subject = subject_of(*contract, EnvelopePurpose::countersignature);
  const signing::Signer signer{.role = signing::SignerRole::supplier, .name = card.signer_name, .email = card.signer_email, .title = card.signer_title, .is_embedded = false};
  const auto sent = desk.signing->send(transaction, {.subject = subject, .papers = std::move(papers), .signers = {signer},
                                                     .title = fmt::format("Countersignature of agreement {}", contract->number)});
  if (!sent) return sent.error();
  insert_sent_envelope(transaction, *sent, subject, false, desk.quotes.clock.now());
  return contract;
}

Result<Contract> record_execution(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Execution& execution) {
  auto contract = contract_to_change(transaction, actor.partner, execution.contract, execution.expected_version);
  if (!contract) return contract;
  if (auto next = next_state(contract->state, ContractEvent::execute); !next) return std::move(next).error();
  if (auto fits = check_execution(transaction, desk, *contract, execution); !fits) return std::move(fits).error();
  std::vector<FieldError> refusals;
  const std::string by = FieldCheck("", refusals).text("executedBy", execution.executed_by, kSignerNameSizeMax);
  if (!refusals.empty()) return gathered("execution_invalid", "The execution cannot be taken.", std::move(refusals));
  if (auto taken = take_back_envelope(transaction, desk, *contract, "Countersigned otherwise."); !taken) return std::move(taken).error();
  ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = desk.quotes.clock.now(), .reason_code = "executed_document",
                                           .reason = by.empty() ? "" : fmt::format("Countersigned by {}.", by), .source_message = execution.document.text()});
  ENSURE(edit.move(ContractEvent::execute).has_value());
  edit.write(transaction, desk);
  return edit.contract();
}

Result<NewsEffect> hear_of_countersignature(SqlTransaction& transaction, const ContractDesk& desk, const signing::EnvelopeNews& news) {
  const auto id = ContractId::parse(news.subject.id);
  if (!id) return id.error();
  auto contract = any_contract_to_change(transaction, *id);
  if (!contract) return std::move(contract).error();
  if (was_heard(transaction, news)) return NewsEffect::ignored;
  switch (news.kind) {
    case EnvelopeNewsKind::completed: return completed(transaction, desk, *std::move(contract), news);
    case EnvelopeNewsKind::declined: note_news(transaction, desk, *std::move(contract), news, "countersignature_declined", news.reason); return NewsEffect::noted;
    case EnvelopeNewsKind::failed: note_news(transaction, desk, *std::move(contract), news, "countersignature_failed", news.reason); return NewsEffect::noted;
    case EnvelopeNewsKind::viewed:
    case EnvelopeNewsKind::signer_done:
    case EnvelopeNewsKind::customer_side_done:
    case EnvelopeNewsKind::voided: break;
  }
  return NewsEffect::ignored;
}

}  // namespace switchyard::contracting
