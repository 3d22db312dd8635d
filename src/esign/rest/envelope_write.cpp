#include <algorithm>
#include <string>

#include "esign/envelopes/envelope_store.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/rest/definition_json.hpp"
#include "esign/rest/envelope_json.hpp"
#include "esign/rest/recipient_json.hpp"
#include "esign/rest/wire_time.hpp"
#include "esign/rest/wire_value.hpp"
#include "values/base64.hpp"

namespace switchyard::esign {
namespace {

std::string_view flag(bool truth) { return truth ? "true" : "false"; }

void time_member(http::JsonWriter& json, std::string_view name, const std::optional<Instant>& at) {
  if (at) json.member(name, wire_time(*at));
}

void write_times(http::JsonWriter& json, const Envelope& envelope) {
  json.member("createdDateTime", wire_time(envelope.created_at)).member("lastModifiedDateTime", wire_time(envelope.changed_at)).member("statusChangedDateTime", wire_time(envelope.status_changed_at));
  time_member(json, "initialSentDateTime", envelope.initial_sent_at);
  time_member(json, "sentDateTime", envelope.sent_at);
  time_member(json, "deliveredDateTime", envelope.delivered_at);
  time_member(json, "completedDateTime", envelope.completed_at);
  time_member(json, "declinedDateTime", envelope.declined_at);
  time_member(json, "voidedDateTime", envelope.voided_at);
  time_member(json, "expireDateTime", envelope.expires_at);
}

void write_links(http::JsonWriter& json, const std::string& uri) {
  json.member("envelopeUri", uri)
      .member("documentsUri", uri + "/documents")
      .member("documentsCombinedUri", uri + "/documents/combined")
      .member("certificateUri", uri + "/documents/certificate")
      .member("recipientsUri", uri + "/recipients")
      .member("customFieldsUri", uri + "/custom_fields")
      .member("notificationUri", uri + "/notification");
}

void write_sender(http::JsonWriter& json, const Envelope& envelope) {
  json.key("sender")
      .begin_object()
      .member("userName", envelope.sender_name)
      .member("userId", envelope.sender.text())
      .member("accountId", envelope.account.text())
      .member("email", envelope.sender_email);
  if (!envelope.sender_ip.empty()) json.member("ipAddress", envelope.sender_ip);
  json.end_object();
}

void write_settings(http::JsonWriter& json, const Envelope& envelope) {
  const Notification& notification = envelope.notification;
  json.member("allowReassign", flag(envelope.allow_reassign.value_or(true)))
      .member("allowMarkup", "false")
      .member("autoNavigation", "true")
      .member("enableWetSign", "false")
      .member("envelopeIdStamping", "true")
      .member("isSignatureProviderEnvelope", "false")
      .member("purgeState", "unpurged")
      .member("signingLocation", "online")
      .member("signerCanSignOnMobile", "true")
      .member("expireEnabled", flag(envelope.expires_at.has_value() || notification.is_expiring));
  if (notification.expire_after_days > 0) json.member("expireAfter", std::to_string(notification.expire_after_days));
  if (!envelope.brand_id.empty()) json.member("brandId", envelope.brand_id);
  if (!envelope.transaction_id.empty()) json.member("transactionId", envelope.transaction_id);
  if (!envelope.voided_reason.empty()) json.member("voidedReason", envelope.voided_reason);
}

// The n-th file's bytes, where files are shown at all.
void write_bytes(http::JsonWriter& json, const std::vector<DownloadedFile>* files, std::size_t index) {
  if (files != nullptr && index < files->size()) json.member("PDFBytes", encode_base64((*files)[index].bytes));
}

void write_document(http::JsonWriter& json, const std::string& uri, const Document& document, const std::vector<DownloadedFile>* files, std::size_t index) {
  json.begin_object()
      .member("documentId", document.document_id)
      .member("documentIdGuid", document.guid.text())
      .member("name", document.name)
      .member("type", "content")
      .member("uri", uri + "/documents/" + document.document_id)
      .member("order", std::to_string(document.order))
      .member("fileExtension", document.file_extension)
      .member("sizeBytes", std::to_string(document.size_bytes))
      .member("sha256", document.sha256)
      .member("containsPdfFormFields", "false")
      .member("display", "inline")
      .member("includeInDownload", "true")
      .member("signerMustAcknowledge", "no_interaction");
  json.key("pages").begin_array();
  for (std::int64_t page = 1; page <= document.pages; ++page) {
    json.begin_object().member("pageId", document.guid.text() + "-" + std::to_string(page)).member("sequence", std::to_string(page)).end_object();
  }
  json.end_array();
  write_bytes(json, files, index);
  json.end_object();
}

}  // namespace

EnvelopeShown envelope_shown(const std::vector<std::string>& include) {
  EnvelopeShown shown;
  for (const std::string& sent : include) {
    const std::string word = lower_case(sent);
    shown.tabs = shown.tabs || word == "tabs";
    shown.recipients = shown.recipients || word == "recipients" || word == "tabs";
    shown.custom_fields = shown.custom_fields || word == "custom_fields";
    shown.documents = shown.documents || word == "documents";
  }
  return shown;
}

void write_document_list(http::JsonWriter& json, const Envelope& envelope, const std::vector<DownloadedFile>* files) {
  const std::string uri = "/envelopes/" + envelope.id.text();
  json.begin_array();
  std::size_t index = 0;
  for (const Document& document : envelope.documents) write_document(json, uri, document, files, index++);
  json.begin_object()
      .member("documentId", "certificate")
      .member("name", "Summary")
      .member("type", "summary")
      .member("uri", uri + "/documents/certificate")
      .member("order", "999")
      .member("containsPdfFormFields", "false")
      .member("display", "inline")
      .member("includeInDownload", "true")
      .member("signerMustAcknowledge", "no_interaction");
  write_bytes(json, files, index);
  json.end_object().end_array();
}

void write_documents(http::JsonWriter& json, const Envelope& envelope) {
  json.begin_object().member("envelopeId", envelope.id.text()).key("envelopeDocuments");
  write_document_list(json, envelope);
  json.end_object();
}

void write_envelope(http::JsonWriter& json, const Envelope& envelope, const EnvelopeShown& shown) {
  json.begin_object()
      .member("envelopeId", envelope.id.text())
      .member("status", text_of(envelope.status))
      .member("emailSubject", envelope.email_subject)
      .member("emailBlurb", envelope.email_blurb);
  write_times(json, envelope);
  write_settings(json, envelope);
  write_sender(json, envelope);
  write_links(json, "/envelopes/" + envelope.id.text());
  if (shown.recipients) {
    json.key("recipients");
    write_recipients(json, envelope, {.with_tabs = shown.tabs, .with_secrets = shown.secrets});
  }
  if (shown.custom_fields) {
    json.key("customFields");
    write_custom_fields(json, envelope.custom_fields);
  }
  if (shown.documents) {
    json.key("envelopeDocuments");
    write_document_list(json, envelope, shown.files);
  }
  json.end_object();
}

Result<std::string> envelope_summary(const EsignService& service, const AccountId& account, const EnvelopeId& id, const EventNotification& notification) {
  std::optional<Envelope> envelope;
  service.database.read([&](SqlReader& reader) { envelope = find_envelope(reader, account, id); });
  if (!envelope) return esign_refusal("ENVELOPE_DOES_NOT_EXIST");
  EnvelopeShown shown = envelope_shown(notification.include);
  shown.secrets = false;
  if (!notification.has_event_data) shown.recipients = shown.tabs = shown.custom_fields = shown.documents = true;
  std::vector<DownloadedFile> files;
  const bool wants_files = notification.includes_documents || (notification.has_event_data && shown.documents);
  if (wants_files && envelope->status == EnvelopeStatus::completed) {
    auto all = download_all(service, *envelope);
    if (!all) return std::move(all).error();
    files = *std::move(all);
    if (!notification.includes_certificate && !files.empty()) files.pop_back();
    shown.documents = true;
    shown.files = &files;
  }
  http::JsonWriter json(4096);
  write_envelope(json, *envelope, shown);
  return std::move(json).text();
}

}  // namespace switchyard::esign
