#include "adapters/docusign/envelope_answer.hpp"

#include <algorithm>
#include <cctype>

#include <boost/json.hpp>

#include "adapters/docusign/refusal_table.hpp"

namespace switchyard::adapters {
namespace {

namespace json = boost::json;
using signing::EnvelopeState;
using signing::ProviderEnvelope;
using signing::ProviderRecipient;

const json::object* object_of(const json::value* value) { return value == nullptr ? nullptr : value->if_object(); }
const json::object* object_in(const json::object& object, std::string_view name) { return object_of(object.if_contains(name)); }

std::string text_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return {};
  if (value->is_string()) return std::string(value->get_string());
  return value->is_int64() || value->is_uint64() ? json::serialize(*value) : std::string();
}

std::optional<Instant> instant_in(const json::object& object, std::string_view name) {
  const std::string text = text_in(object, name);
  if (text.empty()) return std::nullopt;
  const auto instant = Instant::parse(text);
  return instant ? std::optional(*instant) : std::nullopt;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// "signed" of an envelope is a passing state: not all are done.
EnvelopeState state_of(const std::string& word) {
  if (word == "delivered" || word == "signed") return EnvelopeState::delivered;
  if (word == "completed") return EnvelopeState::completed;
  if (word == "declined") return EnvelopeState::declined;
  if (word == "voided" || word == "deleted" || word == "timedout") return EnvelopeState::voided;
  return EnvelopeState::sent;
}

std::optional<Instant> state_instant(const json::object& envelope, EnvelopeState state) {
  std::string_view own = "sentDateTime";
  if (state == EnvelopeState::delivered) own = "deliveredDateTime";
  if (state == EnvelopeState::completed) own = "completedDateTime";
  if (state == EnvelopeState::declined) own = "declinedDateTime";
  if (state == EnvelopeState::voided) own = "voidedDateTime";
  const auto at = instant_in(envelope, own);
  return at ? at : instant_in(envelope, "statusChangedDateTime");
}

ProviderRecipient recipient_of(const json::object& object) {
  ProviderRecipient recipient{.recipient = text_in(object, "recipientId")};
  const std::string status = lower(text_in(object, "status"));
  recipient.is_done = status == "completed" || status == "signed";
  recipient.delivered_at = instant_in(object, "deliveredDateTime");
  recipient.signed_at = recipient.is_done ? instant_in(object, "signedDateTime") : std::nullopt;
  if (status == "declined") recipient.declined_at = instant_in(object, "declinedDateTime");
  recipient.declined_reason = text_in(object, "declinedReason");
  return recipient;
}

ProviderEnvelope envelope_of(const json::object& object, const json::object* recipients) {
  ProviderEnvelope envelope{.id = text_in(object, "envelopeId"), .state = state_of(lower(text_in(object, "status")))};
  envelope.state_at = state_instant(object, envelope.state);
  envelope.reason = text_in(object, "voidedReason");
  const json::value* signers = recipients == nullptr ? nullptr : recipients->if_contains("signers");
  if (signers == nullptr || !signers->is_array()) return envelope;
  for (const json::value& each : signers->get_array()) {
    if (const json::object* signer = each.if_object(); signer != nullptr) envelope.recipients.push_back(recipient_of(*signer));
  }
  return envelope;
}

Error unreadable() { return {ErrorKind::unavailable, "signing_provider_unavailable", "The signing provider's answer can't be read."}; }
Error malformed() { return {ErrorKind::invalid, "callback_malformed", "The callback is no JSON that tells an event and an envelope."}; }

}  // namespace

Result<ProviderEnvelope> parse_envelope(std::string_view body) {
  json::error_code failed;
  const json::value value = json::parse(body, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  if (object == nullptr || text_in(*object, "envelopeId").empty() || text_in(*object, "status").empty()) return unreadable();
  return envelope_of(*object, object_in(*object, "recipients"));
}

Result<signing::ProviderEvent> parse_connect(std::string_view body) {
  json::error_code failed;
  const json::value value = json::parse(body, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  if (object == nullptr) return malformed();
  signing::ProviderEvent event{.event = text_in(*object, "event"), .envelope_id = {}, .generated_at = text_in(*object, "generatedDateTime")};
  if (event.event.empty()) return malformed();
  const json::object* about = object_in(*object, "data");
  if (about == nullptr) return event;
  event.envelope_id = lower(text_in(*about, "envelopeId"));
  event.recipient = text_in(*about, "recipientId");
  const json::object* summary = object_in(*about, "envelopeSummary");
  const json::object* recipients = summary == nullptr ? nullptr : object_in(*summary, "recipients");
  if (recipients == nullptr || text_in(*summary, "status").empty()) return event;
  event.envelope = envelope_of(*summary, recipients);
  event.envelope->id = event.envelope_id;
  return event;
}

Result<EnvelopePage> parse_envelope_list(std::string_view body) {
  json::error_code failed;
  const json::value value = json::parse(body, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  if (object == nullptr) return unreadable();
  EnvelopePage page{.changes = {}, .has_next = !text_in(*object, "nextUri").empty()};
  const json::value* envelopes = object->if_contains("envelopes");
  if (envelopes == nullptr || !envelopes->is_array()) return page;
  for (const json::value& each : envelopes->get_array()) {
    const json::object* envelope = each.if_object();
    if (envelope == nullptr || text_in(*envelope, "envelopeId").empty()) continue;
    page.changes.push_back({.id = text_in(*envelope, "envelopeId"), .state = state_of(lower(text_in(*envelope, "status")))});
  }
  return page;
}

std::string text_member(std::string_view body, std::string_view name) {
  json::error_code failed;
  const json::value value = json::parse(body, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  return object == nullptr ? std::string() : text_in(*object, name);
}

Result<void> parse_recipient_update(std::string_view body) {
  json::error_code failed;
  const json::value value = json::parse(body, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  const json::value* results = object == nullptr ? nullptr : object->if_contains("recipientUpdateResults");
  if (results == nullptr || !results->is_array()) return {};
  for (const json::value& each : results->get_array()) {
    const json::object* result = each.if_object();
    const json::object* details = result == nullptr ? nullptr : object_in(*result, "errorDetails");
    const std::string code = details == nullptr ? std::string() : text_in(*details, "errorCode");
    if (!code.empty() && code != "SUCCESS") return refusal_of_code(code, text_in(*details, "message"));
  }
  return {};
}

}  // namespace switchyard::adapters
