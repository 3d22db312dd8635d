#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_judgement.hpp"
#include "contracting/contracts/contract_signing.hpp"
#include "contracting/contracts/contract_store.hpp"
#include "contracting/envelopes/envelope_news.hpp"
#include "contracting/envelopes/granted_letters.hpp"
#include "contracting/envelopes/sent_envelope_store.hpp"
#include "contracting/envelopes/signing_words.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

using signing::EnvelopeNews;
using signing::EnvelopeNewsKind;

std::string shortened(std::string text) {
  if (text.size() <= kContractReasonSizeMax) return text;
  std::size_t end = kContractReasonSizeMax - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return text.substr(0, end) + "...";
}

bool is_out(const Contract& contract) { return contract.state == ContractState::sent || contract.state == ContractState::viewed; }

Acceptance acceptance_of(SqlReader& reader, const ContractDesk& desk, const Contract& contract, const EnvelopeNews& news) {
  const Instant now = desk.quotes.clock.now();
  Acceptance acceptance{.id = make_id<AcceptanceTag>(now, desk.quotes.random),
                        .contract = contract.id,
                        .document_version = contract.document_version,
                        .method = AcceptanceMethod::envelope,
                        .accepted_at = news.at,
                        .recorded_at = now,
                        .accepted_by = news.signer_name,
                        .evidence = find_signed_paper(reader, news.subject),
                        .recorded_by = "system"};
  const auto envelope = desk.signing == nullptr ? std::nullopt : desk.signing->find(reader, news.subject);
  if (!envelope) return acceptance;
  acceptance.reference = envelope->provider_envelope;
  for (const signing::SignerProgress& each : envelope->signers) {
    acceptance.signers.push_back({std::string(word_of(each.signer.role)), each.signer.name, each.signer.email, each.signer.title, each.signed_at});
    if (each.signer.role != signing::SignerRole::customer) continue;
    acceptance.accepted_by = each.signer.name;
    acceptance.accepted_title = each.signer.title;
  }
  return acceptance;
}

// What the rules want at the signature and do not find: the signature stands, and the contract says what is missing.
void ask_for_what_is_missing(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract, const Judgement& judgement, Instant at) {
  const auto passed = judgement.pass(rules::Stage::sign);
  if (passed) return;
  std::string reason = passed.error().fields.empty() ? passed.error().message : "";
  for (const FieldError& field : passed.error().fields) reason += (reason.empty() ? "" : " ") + field.detail;
  ContractEdit edit(contract, {.actor = "system", .at = at, .reason_code = passed.error().code, .reason = shortened(std::move(reason))});
  ENSURE(edit.move(ContractEvent::ask_for_more).has_value());
  edit.write(transaction, desk);
}

Result<void> settle(SqlTransaction& transaction, const ContractDesk& desk, ContractEdit& edit, Instant signed_at) {
  settle_signature(desk, edit, signed_at);
  Judgement judgement = judge_contract(transaction, desk, edit.contract());
  if (auto reviewed = edit.move(ContractEvent::review); !reviewed) return reviewed;
  if (auto linked = link_renewal(transaction, desk, edit); !linked) return linked;
  keep_checks(transaction, edit.contract(), judgement);
  edit.write(transaction, desk);
  ask_for_what_is_missing(transaction, desk, edit.contract(), judgement, edit.cause().at);
  return {};
}

Result<NewsEffect> customer_side_done(SqlTransaction& transaction, const ContractDesk& desk, Contract contract, const EnvelopeNews& news) {
  const ContractEvent event = is_late_signature(contract, news.at) ? ContractEvent::sign_late : ContractEvent::sign;
  if (contract.state == ContractState::draft || !is_possible(contract.state, event)) {
    note_news(transaction, desk, std::move(contract), news, "signed_after_end", fmt::format("It was signed at {}, after the contract had gone on.", news.at.text()));
    return NewsEffect::noted;
  }
  const Acceptance acceptance = acceptance_of(transaction, desk, contract, news);
  ContractEdit edit(std::move(contract), {.actor = "customer", .at = desk.quotes.clock.now(), .reason_code = std::string(text_of(AcceptanceMethod::envelope)),
                                          .source_message = acceptance.reference});
  ENSURE(edit.move(event).has_value());
  insert_acceptance(transaction, acceptance);
  grant_letters(transaction, desk, edit.contract(), news, acceptance.accepted_by);
  if (event == ContractEvent::sign) {
    if (auto settled = settle(transaction, desk, edit, news.at); !settled) return std::move(settled).error();
    return NewsEffect::applied;
  }
  edit.contract().signed_at = news.at;
  edit.write(transaction, desk);
  return NewsEffect::applied;
}

// Ends it, by refusal, or by whoever took the envelope back; its meters are free again.
NewsEffect end(SqlTransaction& transaction, const ContractDesk& desk, Contract contract, const EnvelopeNews& news, ContractEvent event) {
  const std::string actor(news.kind == EnvelopeNewsKind::declined ? word_of(news.role) : "signing provider");
  ContractEdit edit(std::move(contract), {.actor = actor, .at = desk.quotes.clock.now(), .reason_code = std::string(word_of(news.kind)), .reason = shortened(news.reason),
                                          .source_message = provider_envelope_of(transaction, desk, news.subject)});
  ENSURE(edit.move(event).has_value());
  if (event != ContractEvent::expire) edit.cancel_accounts();
  edit.write(transaction, desk);
  return NewsEffect::applied;
}

// Back to a draft with a document version of its own: its papers may change before it is sent again.
NewsEffect back_to_draft(SqlTransaction& transaction, const ContractDesk& desk, Contract contract, const EnvelopeNews& news) {
  ContractEdit edit(std::move(contract), {.actor = "signing provider", .at = desk.quotes.clock.now(), .reason_code = "envelope_failed", .reason = shortened(news.reason)});
  ENSURE(edit.move(ContractEvent::send_failed).has_value());
  ++edit.contract().document_version;
  edit.write(transaction, desk);
  return NewsEffect::applied;
}

NewsEffect viewed(SqlTransaction& transaction, const ContractDesk& desk, Contract contract) {
  if (!is_possible(contract.state, ContractEvent::view)) return NewsEffect::ignored;
  ContractEdit edit(std::move(contract), {.actor = "customer", .at = desk.quotes.clock.now()});
  ENSURE(edit.move(ContractEvent::view).has_value());
  edit.write(transaction, desk);
  return NewsEffect::applied;
}

// One of several has signed: said in the history, for whoever waits for the others.
NewsEffect signer_done(SqlTransaction& transaction, const ContractDesk& desk, Contract contract, const EnvelopeNews& news) {
  const auto envelope = desk.signing == nullptr ? std::nullopt : desk.signing->find(transaction, news.subject);
  if (!is_out(contract) || !envelope || envelope->signers.size() < 2) return NewsEffect::ignored;
  ContractEdit edit(std::move(contract), {.actor = std::string(word_of(news.role)), .at = desk.quotes.clock.now(), .reason_code = "signer_done",
                                          .reason = fmt::format("{} has signed.", news.signer_name), .source_message = envelope->provider_envelope});
  edit.note("contract.signer_done");
  edit.write(transaction, desk);
  return NewsEffect::applied;
}

// What would have changed the contract, had its document not been replaced.
bool is_decisive(EnvelopeNewsKind kind) { return kind == EnvelopeNewsKind::customer_side_done || kind == EnvelopeNewsKind::declined; }

NewsEffect former_version(SqlTransaction& transaction, const ContractDesk& desk, Contract contract, const EnvelopeNews& news) {
  if (!is_decisive(news.kind)) return NewsEffect::ignored;
  const std::string reason = fmt::format("Document version {} was {} at {}; version {} holds.", news.subject.document_version,
                                         news.kind == EnvelopeNewsKind::declined ? "declined" : "signed", news.at.text(), contract.document_version);
  note_news(transaction, desk, std::move(contract), news, "former_document", reason);
  return NewsEffect::noted;
}

}  // namespace

void note_news(SqlTransaction& transaction, const ContractDesk& desk, Contract contract, const EnvelopeNews& news, std::string_view reason_code, const std::string& reason) {
  ContractEdit edit(std::move(contract), {.actor = "signing provider", .at = desk.quotes.clock.now(), .reason_code = std::string(reason_code), .reason = shortened(reason),
                                          .source_message = provider_envelope_of(transaction, desk, news.subject)});
  edit.note("contract.envelope_noted");
  edit.write(transaction, desk);
}

std::string provider_envelope_of(SqlReader& reader, const ContractDesk& desk, const signing::EnvelopeSubject& subject) {
  const auto envelope = desk.signing == nullptr ? std::nullopt : desk.signing->find(reader, subject);
  return envelope ? envelope->provider_envelope : std::string();
}

Result<NewsEffect> hear_of_agreement(SqlTransaction& transaction, const ContractDesk& desk, const EnvelopeNews& news) {
  const auto id = ContractId::parse(news.subject.id);
  if (!id) return id.error();
  auto contract = any_contract_to_change(transaction, *id);
  if (!contract) return std::move(contract).error();
  if (was_heard(transaction, news)) return NewsEffect::ignored;  // By another, before the row was ours.
  if (news.subject.document_version != contract->document_version) return former_version(transaction, desk, *std::move(contract), news);
  switch (news.kind) {
    case EnvelopeNewsKind::viewed: return viewed(transaction, desk, *std::move(contract));
    case EnvelopeNewsKind::signer_done: return signer_done(transaction, desk, *std::move(contract), news);
    case EnvelopeNewsKind::customer_side_done: return customer_side_done(transaction, desk, *std::move(contract), news);
    case EnvelopeNewsKind::completed: return NewsEffect::ignored;
    case EnvelopeNewsKind::declined:
    case EnvelopeNewsKind::voided:
    case EnvelopeNewsKind::failed: break;
  }
  if (!is_out(*contract)) return NewsEffect::ignored;
  if (news.kind == EnvelopeNewsKind::failed) return back_to_draft(transaction, desk, *std::move(contract), news);
  if (news.kind == EnvelopeNewsKind::declined) return end(transaction, desk, *std::move(contract), news, ContractEvent::decline);
  const bool is_over = contract->instants.sign_by && news.at >= *contract->instants.sign_by;
  return end(transaction, desk, *std::move(contract), news, is_over ? ContractEvent::expire : ContractEvent::void_envelope);
}

}  // namespace switchyard::contracting
