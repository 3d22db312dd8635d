#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "esign/esign_refusal.hpp"
#include "esign/rest/recipient_json.hpp"
#include "esign/rest/tab_json.hpp"
#include "esign/rest/wire_value.hpp"

namespace switchyard::esign {
namespace {

constexpr std::array kKinds = {RecipientKind::signer, RecipientKind::in_person_signer, RecipientKind::carbon_copy, RecipientKind::certified_delivery};
constexpr std::array<std::string_view, 9> kNotServed = {"agents", "editors", "intermediaries", "notaries", "notarySigners", "participants", "seals", "witnesses", "captiveRecipients"};
constexpr std::array<std::string_view, 32> kKnown = {
    "recipientId", "recipientIdGuid", "userId", "roleName", "name", "email", "clientUserId", "embeddedRecipientStartURL", "routingOrder", "accessCode", "note",
    "signerName", "signerEmail", "hostName", "hostEmail", "status", "deliveryMethod", "sentDateTime", "deliveredDateTime", "signedDateTime", "declinedDateTime",
    "declinedReason", "totalTabCount", "creationReason", "recipientType", "requireIdLookup", "idCheckConfigurationName", "isBulkRecipient", "completedCount",
    "signatureInfo", "templateLocked", "templateRequired"};
constexpr std::string_view kOneTimeCode = "onetimecode";
constexpr std::int64_t kOrderMax = 1'000'000;
constexpr std::size_t kOtherSizeMax = 500;
constexpr std::size_t kOthersMax = 40;

Error wrong(std::string message) { return esign_refusal("INVALID_REQUEST_BODY", std::move(message)); }

bool asks_for_one_time_code(const http::JsonValue& sent) {
  const http::JsonValue* verification = object_of(sent, "identityVerification");
  const std::string workflow = verification == nullptr ? std::string() : lower_case(word_of(*verification, "workflowId"));
  return workflow == kOneTimeCode || lower_case(word_of(sent, "idCheckConfigurationName")) == kOneTimeCode;
}

// Proof that is asked for and cannot be had here must not be left out in silence.
Result<void> check_identity(const http::JsonValue& sent) {
  if (asks_for_one_time_code(sent)) return {};
  const bool is_asked = !word_of(sent, "idCheckConfigurationName").empty() || flag_of(sent, "requireIdLookup") || object_of(sent, "identityVerification") != nullptr ||
                        object_of(sent, "phoneAuthentication") != nullptr || object_of(sent, "smsAuthentication") != nullptr;
  if (is_asked) return wrong("Of ways to identify a recipient, accessCode and identityVerification.workflowId \"OneTimeCode\" (a code by e-mail) are served here.");
  return {};
}

void take_letter(const http::JsonValue& sent, Recipient& recipient) {
  const http::JsonValue* letter = object_of(sent, "emailNotification");
  if (letter == nullptr) return;
  recipient.email_subject = word_of(*letter, "emailSubject");
  recipient.email_body = word_of(*letter, "emailBody");
  recipient.language = word_of(*letter, "supportedLanguage");
}

void keep_others(const http::JsonValue& sent, Recipient& recipient) {
  for (const http::JsonMember& member : sent.members) {
    const bool is_scalar = member.value.kind == http::JsonValue::Kind::text || member.value.kind == http::JsonValue::Kind::number || member.value.kind == http::JsonValue::Kind::boolean;
    if (!is_scalar || member.value.text.size() > kOtherSizeMax || recipient.others.size() == kOthersMax) continue;
    if (std::ranges::find(kKnown, member.name) == kKnown.end()) recipient.others.emplace_back(member.name, member.value.text);
  }
}

std::string first_of(std::string first, std::string second) { return first.empty() ? second : first; }

}  // namespace

Result<Recipient> parse_recipient(RecipientKind kind, const http::JsonValue& sent) {
  Recipient recipient;
  recipient.kind = kind;
  recipient.recipient_id = word_of(sent, "recipientId");
  recipient.role_name = word_of(sent, "roleName");
  const bool is_in_person = kind == RecipientKind::in_person_signer;
  recipient.name = is_in_person ? first_of(word_of(sent, "signerName"), word_of(sent, "name")) : word_of(sent, "name");
  // "null" is what an SDK makes of an address that is not there: it fails the check of addresses.
  recipient.email = is_in_person ? first_of(text_of(sent, "signerEmail"), text_of(sent, "email")) : text_of(sent, "email");
  recipient.host_name = word_of(sent, "hostName");
  recipient.host_email = word_of(sent, "hostEmail");
  recipient.client_user_id = word_of(sent, "clientUserId");
  recipient.embedded_start_url = word_of(sent, "embeddedRecipientStartURL");
  auto order = whole_number_of(sent, "routingOrder", 0, kOrderMax);
  if (!order) return std::move(order).error();
  recipient.routing_order = order->value_or(0);
  recipient.access_code = word_of(sent, "accessCode");
  recipient.note = word_of(sent, "note");
  if (auto checked = check_identity(sent); !checked) return checked.error();
  recipient.needs_one_time_code = asks_for_one_time_code(sent);
  take_letter(sent, recipient);
  keep_others(sent, recipient);
  if (const http::JsonValue* tabs = object_of(sent, "tabs")) {
    auto parsed = parse_tabs(*tabs);
    if (!parsed) return std::move(parsed).error();
    recipient.tabs = *std::move(parsed);
  }
  return recipient;
}

Result<std::vector<Recipient>> parse_recipients(const http::JsonValue& recipients) {
  std::vector<Recipient> all;
  for (const std::string_view group : kNotServed) {
    if (!objects_of(recipients, group).empty()) return wrong(fmt::format("Recipients of the kind '{}' are not served here.", group));
  }
  for (const RecipientKind kind : kKinds) {
    for (const http::JsonValue* sent : objects_of(recipients, group_name_of(kind))) {
      auto recipient = parse_recipient(kind, *sent);
      if (!recipient) return std::move(recipient).error();
      all.push_back(*std::move(recipient));
      if (all.size() > kRecipientsMax) return wrong(fmt::format("An envelope has at most {} recipients.", kRecipientsMax));
    }
  }
  return all;
}

}  // namespace switchyard::esign
