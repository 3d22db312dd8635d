#include <algorithm>
#include <map>

#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/disclosure_rows_store.hpp"
#include "esign/envelopes/finished_documents.hpp"
#include "esign/envelopes/signer_acts.hpp"
#include "esign/events/audit_events.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

// What the chain knows of one recipient beside the state.
struct Traces {
  std::string ip;
  std::string user_agent;
  std::string session;
  std::string methods;  // How he proved who he is.
};

std::string word_of_method(std::string_view method) {
  if (method == "access_code") return "Access code";
  if (method == "one_time_code") return "One-time code by e-mail";
  return std::string(method);
}

void trace(Traces& traces, const EvidenceEvent& event, bool& is_last_word) {
  const bool is_act = event.kind == EvidenceKind::recipient_signed || event.kind == EvidenceKind::recipient_declined;
  if ((event.kind == EvidenceKind::opened && !is_last_word) || is_act) {
    traces.ip = event.ip;
    traces.user_agent = event.user_agent;
    traces.session = event.session;
    is_last_word = is_act;
  }
  if (event.kind != EvidenceKind::authentication_passed || event.detail.empty()) return;
  const auto word = word_of_method(event.detail.front().second);
  if (traces.methods.find(word) == std::string::npos) traces.methods += (traces.methods.empty() ? "" : ", ") + word;
}

std::map<std::string, Traces> traces_of(const std::vector<std::string>& lines) {
  std::map<std::string, Traces> all;
  std::map<std::string, bool> last_words;
  const auto chain = read_evidence(evidence_file(lines));
  ENSURE(chain.has_value());
  for (const EvidenceEvent& event : chain->events) {
    if (event.actor.recipient.empty()) continue;
    if (event.kind == EvidenceKind::reassigned) {
      all.erase(event.actor.recipient);
      last_words.erase(event.actor.recipient);
      continue;
    }
    trace(all[event.actor.recipient], event, last_words[event.actor.recipient]);
  }
  return all;
}

std::string language_of(const Envelope& envelope) {
  for (const Recipient& one : envelope.recipients) {
    if (one.signs()) return one.language.starts_with("es") ? "es" : "en";
  }
  return "en";
}

SignerFacts signer_facts(SqlReader& reader, const Envelope& envelope, const Recipient& one, const Traces& traces) {
  SignerFacts facts{.recipient_id = one.recipient_id,
                    .name = one.name,
                    .email = one.email,
                    .role = one.role_name,
                    .routing_order = one.routing_order,
                    .security_level = traces.methods,
                    .status = std::string(text_of(one.status)),
                    .ip = traces.ip,
                    .user_agent = traces.user_agent,
                    .session = traces.session,
                    .sent_at = one.sent_at,
                    .viewed_at = one.delivered_at,
                    .signed_at = one.signed_at,
                    .declined_at = one.declined_at,
                    .declined_reason = one.declined_reason,
                    .reassigned_from = one.reassigned_from};
  if (facts.security_level.empty()) facts.security_level = one.is_embedded() ? "Identified by the sender's application" : "E-mail";
  if (const auto adopted = find_adopted(reader, envelope.id, one.guid)) {
    facts.signature = adopted->adoption.signature;
    facts.initials = adopted->adoption.initials;
    facts.signature_id = adopted->signature_id;
    facts.adoption = text_of(adopted->adoption.kind);
  }
  return facts;
}

void add_fields(CompletionFacts& facts, const Envelope& envelope, const Recipient& one) {
  if (one.status != RecipientStatus::completed) return;
  for (const Tab& tab : one.tabs) {
    if (!is_typed(tab.kind) && !is_automatic(tab.kind)) continue;
    if (tab.value.empty() || tab.value == "false") continue;
    const Document* document = envelope.document(tab.document_id);
    facts.fields.push_back({.signer = one.name,
                            .document = document == nullptr ? tab.document_id : document->name,
                            .page = static_cast<int>(tab.page),
                            .label = tab.asked().empty() ? std::string(text_of(tab.kind)) : tab.asked(),
                            .value = tab.kind == TabKind::radio ? tab.radio_value : tab.value});
  }
}

Instant ended_at(const EsignService& service, const Envelope& envelope) {
  for (const auto& at : {envelope.completed_at, envelope.declined_at, envelope.voided_at}) {
    if (at) return *at;
  }
  return service.clock.now();
}

std::string end_reason(const Envelope& envelope) {
  if (envelope.status == EnvelopeStatus::voided) return envelope.voided_reason;
  for (const Recipient& one : envelope.recipients) {
    if (one.status == RecipientStatus::declined) return one.declined_reason;
  }
  return {};
}

}  // namespace

CompletionFacts completion_facts(SqlReader& reader, const EsignService& service, const Envelope& envelope) {
  const auto account = find_account(reader, envelope.account);
  auto traces = traces_of(evidence_lines(reader, envelope.id));
  const auto acceptances = acceptances_of(reader, envelope.id);
  CompletionFacts facts{.envelope_id = envelope.id.text(),
                        .subject = envelope.email_subject,
                        .status = std::string(text_of(envelope.status)),
                        .language = language_of(envelope),
                        .environment = service.environment == EnvironmentName::test ? "test" : "",
                        .originator = {.name = envelope.sender_name,
                                       .email = envelope.sender_email,
                                       .ip = envelope.sender_ip,
                                       .account = account ? account->name : ""},
                        .created_at = envelope.created_at,
                        .sent_at = envelope.sent_at,
                        .delivered_at = envelope.delivered_at,
                        .ended_at = ended_at(service, envelope),
                        .end_reason = end_reason(envelope),
                        .disclosures = accepted_texts(reader, envelope.id)};
  for (const Document& one : envelope.documents) {
    facts.originals.push_back({.document_id = one.document_id, .name = one.name, .pages = static_cast<int>(one.pages), .sha256 = one.sha256});
  }
  for (const Recipient& one : envelope.recipients) {
    if (!one.signs() && one.kind != RecipientKind::certified_delivery) {
      facts.copies.push_back({.name = one.name, .email = one.email, .status = std::string(text_of(one.status)), .sent_at = one.sent_at});
      continue;
    }
    SignerFacts signer = signer_facts(reader, envelope, one, traces[one.recipient_id]);
    const auto accepted = acceptances.find(one.guid);
    if (one.disclosure_accepted_at && accepted != acceptances.end()) signer.disclosure = accepted->second;
    facts.signers.push_back(std::move(signer));
    add_fields(facts, envelope, one);
  }
  return facts;
}

}  // namespace switchyard::esign
