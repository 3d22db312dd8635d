#include <algorithm>

#include "esign/accounts/account_desk.hpp"
#include "esign/connect/connect_desk.hpp"
#include "esign/envelopes/create_envelope.hpp"
#include "esign/envelopes/envelope_change.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/envelopes/plan_check.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "esign/envelopes/tab_placing.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/templates/lay_templates.hpp"

namespace switchyard::esign {
namespace {

// The values with which the kinds that fill themselves are kept until they are signed, and what a sender gave.
void take_sender_value(Tab& tab) {
  if (tab.kind == TabKind::checkbox || tab.kind == TabKind::radio) tab.value = tab.value == "true" || tab.value == "X" ? "true" : "false";
  if (tab.kind == TabKind::list && tab.value.empty()) {
    for (const ListItem& item : tab.items) {
      if (item.is_selected) tab.value = item.value;
    }
  }
  if (!is_typed(tab.kind) && tab.kind != TabKind::note) tab.value.clear();
  tab.original_value = tab.value;
}

std::vector<Document> documents_of(const EsignService& service, const std::vector<NewDocument>& asked, const std::vector<int>& pages) {
  std::vector<Document> documents;
  for (std::size_t at = 0; at < asked.size(); ++at) {
    documents.push_back({.guid = DocumentGuid::make(service.random),
                         .document_id = asked[at].document_id,
                         .name = asked[at].name.empty() ? "Document " + asked[at].document_id : asked[at].name,
                         .file_extension = "pdf",
                         .order = asked[at].order > 0 ? asked[at].order : static_cast<std::int64_t>(at) + 1,
                         .pages = pages[at],
                         .size_bytes = static_cast<std::int64_t>(asked[at].bytes.size()),
                         .sha256 = sha256_hex(service.jose, asked[at].bytes)});
  }
  return documents;
}

Result<std::vector<int>> place_plan(EnvelopeDefinition& plan) {
  std::vector<PlacingDocument> documents;
  for (const NewDocument& one : plan.documents) documents.push_back({one.document_id, one.bytes});
  const bool is_sent = plan.status == EnvelopeStatus::sent;
  std::vector<std::vector<Tab>> tabs;
  for (Recipient& one : plan.recipients) tabs.push_back(is_sent ? std::move(one.tabs) : std::vector<Tab>());
  auto placed = place_tabs(documents, tabs);
  if (!placed) return placed.error();
  for (std::size_t at = 0; is_sent && at < plan.recipients.size(); ++at) plan.recipients[at].tabs = std::move(placed->tabs[at]);
  return std::move(placed->pages);
}

Envelope envelope_of(const EsignService& service, const Sender& sender, const EnvelopeDefinition& plan, const std::optional<User>& user, Instant now) {
  Envelope envelope;
  envelope.id = EnvelopeId::make(service.random);
  envelope.account = sender.account;
  envelope.sender = sender.user;
  envelope.sender_name = user ? user->name : "";
  envelope.sender_email = user ? user->email : "";
  envelope.sender_ip = sender.ip;
  envelope.email_subject = plan.email_subject;
  envelope.email_blurb = plan.email_blurb;
  envelope.transaction_id = plan.transaction_id;
  envelope.allow_reassign = plan.allow_reassign;
  envelope.brand_id = plan.brand_id;
  envelope.created_at = envelope.changed_at = envelope.status_changed_at = now;
  envelope.notification = plan.notification.value_or(Notification());
  envelope.recipients = plan.recipients;
  envelope.custom_fields = plan.custom_fields;
  envelope.event_notifications = plan.event_notifications;
  return envelope;
}

void give_ids(const EsignService& service, Envelope& envelope) {
  std::stable_sort(envelope.recipients.begin(), envelope.recipients.end(),
                   [](const Recipient& a, const Recipient& b) { return a.routing_order < b.routing_order; });
  for (Recipient& one : envelope.recipients) prepare_recipient(service, one);
  std::int64_t number = 10'000;
  for (CustomField& field : envelope.custom_fields) field.field_id = std::to_string(++number);
}

void write_new(SqlTransaction& transaction, const Envelope& envelope, const std::vector<NewDocument>& documents) {
  insert_envelope_row(transaction, envelope);
  std::int64_t position = 0;
  std::int64_t tab_position = 0;
  for (const Recipient& one : envelope.recipients) {
    insert_recipient(transaction, envelope.id, one, position++);
    insert_tabs(transaction, envelope.id, one.tabs, tab_position);
    tab_position += static_cast<std::int64_t>(one.tabs.size());
  }
  for (std::size_t at = 0; at < documents.size(); ++at) insert_document(transaction, envelope.id, envelope.documents[at], documents[at].bytes);
  write_custom_fields(transaction, envelope);
}

EventDetail created_detail(const Envelope& envelope) {
  EventDetail detail{{"subject", envelope.email_subject}};
  for (std::size_t at = 0; at < envelope.documents.size(); ++at) {
    const std::string name = "document." + std::to_string(at + 1);
    detail.emplace_back(name + ".name", envelope.documents[at].name);
    detail.emplace_back(name + ".sha256", envelope.documents[at].sha256);
  }
  return detail;
}

}  // namespace

void prepare_tab(const EsignService& service, const Recipient& owner, Tab& tab) {
  tab.id = TabId::make(service.random);
  tab.recipient = owner.guid;
  tab.filled_at.reset();
  take_sender_value(tab);
}

void prepare_recipient(const EsignService& service, Recipient& one) {
  one.guid = RecipientGuid::make(service.random);
  one.user = UserId::make(service.random);
  one.status = RecipientStatus::created;
  one.sent_at = one.delivered_at = one.signed_at = one.declined_at = one.disclosure_accepted_at = std::nullopt;
  one.declined_reason = one.reassigned_from = one.signature_id = "";
  one.reminders = 0;
  for (Tab& tab : one.tabs) prepare_tab(service, one, tab);
}

Result<Envelope> create_envelope(const EsignService& service, const Sender& sender, const EnvelopeDefinition& definition) {
  std::optional<Result<EnvelopeDefinition>> laid;
  std::optional<User> user;
  service.database.read([&](SqlReader& reader) {
    laid.emplace(lay_templates(reader, sender.account, definition));
    user = find_user(reader, sender.user);
  });
  if (!*laid) return laid->error();
  EnvelopeDefinition plan = std::move(*laid).value();
  if (auto fine = check_plan(plan); !fine) return fine.error();
  for (const EventNotification& one : plan.event_notifications) {
    if (auto fine = check_event_notification(one, service.environment, service.own_urls); !fine) return fine.error();
  }
  const bool is_sent = plan.status == EnvelopeStatus::sent;
  if (is_sent) {
    if (auto complete = check_complete(plan.email_subject, plan.documents.size(), plan.recipients); !complete) return complete.error();
  }
  auto pages = place_plan(plan);
  if (!pages) return pages.error();
  const Instant now = service.clock.now();
  Envelope made = envelope_of(service, sender, plan, user, now);
  made.documents = documents_of(service, plan.documents, *pages);
  give_ids(service, made);
  return write_result<Envelope>(service.database, [&](SqlTransaction& transaction) -> Result<Envelope> {
    Envelope envelope = made;
    write_new(transaction, envelope, plan.documents);
    const EnvelopeChange change = change_by_sender(transaction, service, envelope, sender);
    note(change, EvidenceKind::created, created_detail(envelope));
    tell(change, "envelope-created");
    if (is_sent) begin_sending(change);
    return envelope;
  });
}

}  // namespace switchyard::esign
