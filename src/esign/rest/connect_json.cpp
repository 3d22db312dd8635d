#include "esign/rest/connect_json.hpp"

#include "esign/esign_refusal.hpp"
#include "esign/rest/wire_time.hpp"
#include "esign/rest/wire_value.hpp"

namespace switchyard::esign {
namespace {

std::string_view flag(bool truth) { return truth ? "true" : "false"; }

void take_flag(const http::JsonValue& sent, std::string_view name, bool& place) {
  if (has_value(sent, name)) place = flag_of(sent, name);
}

void take_events(const http::JsonValue& sent, EventNotification& notification) {
  const bool is_said = sent.find("events") != nullptr || sent.find("envelopeEvents") != nullptr || sent.find("recipientEvents") != nullptr;
  if (!is_said) return;
  notification.events = texts_of(sent, "events");
  // Older configurations name events without their kind: ["Completed"].
  for (const auto& [group, prefix] : {std::pair("envelopeEvents", "envelope-"), std::pair("recipientEvents", "recipient-")}) {
    for (const std::string& word : texts_of(sent, group)) notification.events.push_back(prefix + lower_case(word));
  }
}

}  // namespace

Result<ConnectConfiguration> parse_connect_configuration(const http::JsonValue& sent, ConnectConfiguration former) {
  if (const std::string type = lower_case(word_of(sent, "configurationType")); !type.empty() && type != "custom") {
    return esign_refusal("INVALID_REQUEST_PARAMETER", "Of configuration types, custom is served here.");
  }
  if (has_value(sent, "name")) former.name = word_of(sent, "name");
  if (has_value(sent, "urlToPublishTo")) former.notification.url = text_of(sent, "urlToPublishTo");
  take_flag(sent, "allowEnvelopePublish", former.is_enabled);
  take_events(sent, former.notification);
  if (const http::JsonValue* event_data = object_of(sent, "eventData")) {
    former.notification.has_event_data = true;
    former.notification.include = texts_of(*event_data, "includeData");
  }
  if (const std::string mode = word_of(sent, "deliveryMode"); !mode.empty()) former.notification.delivery_mode = mode;
  take_flag(sent, "requiresAcknowledgement", former.notification.requires_acknowledgment);
  take_flag(sent, "requireAcknowledgment", former.notification.requires_acknowledgment);
  take_flag(sent, "includeDocuments", former.notification.includes_documents);
  take_flag(sent, "includeCertificateOfCompletion", former.notification.includes_certificate);
  take_flag(sent, "includeHMAC", former.notification.includes_hmac);
  take_flag(sent, "enableLog", former.notification.is_logged);
  return former;
}

void write_connect_configuration(http::JsonWriter& json, const ConnectConfiguration& configuration) {
  const EventNotification& notification = configuration.notification;
  json.begin_object()
      .member("connectId", std::to_string(configuration.id))
      .member("configurationType", "custom")
      .member("name", configuration.name)
      .member("urlToPublishTo", notification.url)
      .member("allowEnvelopePublish", flag(configuration.is_enabled))
      .member("allUsers", "true")
      .member("deliveryMode", notification.delivery_mode)
      .member("requiresAcknowledgement", flag(notification.requires_acknowledgment))
      .member("includeDocuments", flag(notification.includes_documents))
      .member("includeCertificateOfCompletion", flag(notification.includes_certificate))
      .member("includeHMAC", flag(notification.includes_hmac))
      .member("enableLog", flag(notification.is_logged))
      .member("isFailing", flag(configuration.is_failing));
  json.key("events").begin_array();
  for (const std::string& event : notification.events) json.value(event);
  json.end_array();
  json.key("eventData").begin_object().member("version", "restv2.1").member("format", "json").key("includeData").begin_array();
  for (const std::string& part : notification.include) json.value(part);
  json.end_array().end_object().end_object();
}

void write_connect_delivery(http::JsonWriter& json, const ConnectDelivery& delivery, std::string_view account, bool is_failure) {
  json.begin_object()
      .member(is_failure ? std::string_view("failureId") : std::string_view("logId"), delivery.id)
      .member("accountId", account)
      .member("connectId", std::to_string(delivery.configuration))
      .member("configUrl", delivery.url)
      .member("configurationName", delivery.configuration_name)
      .member("envelopeId", delivery.envelope.text())
      .member("eventType", delivery.event)
      .member("created", wire_time(delivery.created_at))
      .member("lastTry", wire_time(delivery.tried_at.value_or(delivery.created_at)))
      .member("retryCount", std::to_string(delivery.tries > 0 ? delivery.tries - 1 : 0))
      .member("status", text_of(delivery.state))
      .member("logStatus", text_of(delivery.state))
      .member("httpStatus", std::to_string(delivery.status))
      .member("error", delivery.error)
      .end_object();
}

}  // namespace switchyard::esign
