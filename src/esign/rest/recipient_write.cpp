#include <array>
#include <string>

#include "esign/rest/recipient_json.hpp"
#include "esign/rest/tab_json.hpp"
#include "esign/rest/wire_time.hpp"

namespace switchyard::esign {
namespace {

constexpr std::array kKinds = {RecipientKind::signer, RecipientKind::in_person_signer, RecipientKind::carbon_copy, RecipientKind::certified_delivery};
// Groups that are always there, if empty: clients iterate over them without a look.
constexpr std::array<std::string_view, 5> kEmptyGroups = {"agents", "editors", "intermediaries", "seals", "witnesses"};

void member_where_there(http::JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}
void member_where_there(http::JsonWriter& json, std::string_view name, const std::optional<Instant>& at) {
  if (at) json.member(name, wire_time(*at));
}

void write_times(http::JsonWriter& json, const Recipient& recipient) {
  member_where_there(json, "sentDateTime", recipient.sent_at);
  member_where_there(json, "deliveredDateTime", recipient.delivered_at);
  member_where_there(json, "signedDateTime", recipient.signed_at);
  member_where_there(json, "declinedDateTime", recipient.declined_at);
  member_where_there(json, "declinedReason", recipient.declined_reason);
}

void write_person(http::JsonWriter& json, const Recipient& recipient) {
  if (recipient.kind == RecipientKind::in_person_signer) {
    json.member("signerName", recipient.name).member("signerEmail", recipient.email).member("hostName", recipient.host_name).member("hostEmail", recipient.host_email);
  }
  json.member("name", recipient.name).member("email", recipient.email);
  member_where_there(json, "clientUserId", recipient.client_user_id);
  member_where_there(json, "embeddedRecipientStartURL", recipient.embedded_start_url);
  member_where_there(json, "roleName", recipient.role_name);
  member_where_there(json, "note", recipient.note);
}

void write_letter(http::JsonWriter& json, const Recipient& recipient) {
  if (recipient.email_subject.empty() && recipient.email_body.empty() && recipient.language.empty()) return;
  json.key("emailNotification").begin_object();
  member_where_there(json, "emailSubject", recipient.email_subject);
  member_where_there(json, "emailBody", recipient.email_body);
  member_where_there(json, "supportedLanguage", recipient.language);
  json.end_object();
}

void write_recipient(http::JsonWriter& json, const Recipient& recipient, const RecipientsShown& shown) {
  json.begin_object().member("recipientId", recipient.recipient_id).member("recipientType", text_of(recipient.kind));
  if (!recipient.guid.empty()) json.member("recipientIdGuid", recipient.guid.text());
  if (!recipient.user.empty()) json.member("userId", recipient.user.text());
  write_person(json, recipient);
  json.member("routingOrder", std::to_string(recipient.routing_order))
      .member("status", text_of(recipient.status))
      .member("deliveryMethod", recipient.delivery_method)
      .member("creationReason", "sender")
      .member("completedCount", recipient.status == RecipientStatus::completed ? "1" : "0")
      .member("requireIdLookup", recipient.needs_one_time_code ? "true" : "false")
      .member("isBulkRecipient", "false");
  if (recipient.needs_one_time_code) json.key("identityVerification").begin_object().member("workflowId", "OneTimeCode").end_object();
  if (shown.with_secrets) member_where_there(json, "accessCode", recipient.access_code);
  write_letter(json, recipient);
  write_times(json, recipient);
  if (recipient.signs()) json.member("totalTabCount", std::to_string(recipient.tabs.size()));
  for (const auto& [name, value] : recipient.others) json.member(name, value);
  if (shown.with_tabs && recipient.signs()) {
    json.key("tabs");
    write_tabs(json, recipient.tabs, recipient.recipient_id);
  }
  json.end_object();
}

}  // namespace

void write_recipients(http::JsonWriter& json, const std::vector<Recipient>& recipients, std::int64_t current_order, const RecipientsShown& shown) {
  json.begin_object();
  for (const RecipientKind kind : kKinds) {
    json.key(group_name_of(kind)).begin_array();
    for (const Recipient& recipient : recipients) {
      if (recipient.kind == kind) write_recipient(json, recipient, shown);
    }
    json.end_array();
  }
  for (const std::string_view group : kEmptyGroups) json.key(group).begin_array().end_array();
  json.member("recipientCount", std::to_string(recipients.size())).member("currentRoutingOrder", std::to_string(current_order)).end_object();
}

void write_recipients(http::JsonWriter& json, const Envelope& envelope, const RecipientsShown& shown) {
  write_recipients(json, envelope.recipients, envelope.current_routing_order(), shown);
}

void write_outcomes(http::JsonWriter& json, const std::vector<RecipientOutcome>& outcomes) {
  json.key("recipientUpdateResults").begin_array();
  for (const RecipientOutcome& outcome : outcomes) {
    json.begin_object().member("recipientId", outcome.recipient_id);
    if (!outcome.guid.empty()) json.member("recipientIdGuid", outcome.guid.text());
    json.key("errorDetails").begin_object().member("errorCode", outcome.error_code).member("message", outcome.message).end_object();
    json.end_object();
  }
  json.end_array();
}

}  // namespace switchyard::esign
