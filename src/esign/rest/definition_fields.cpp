#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "esign/ceremony/return_url.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/rest/definition_json.hpp"
#include "esign/rest/wire_value.hpp"

namespace switchyard::esign {
namespace {

constexpr std::int64_t kDaysMax = 999;

Error wrong(std::string message) { return esign_refusal("INVALID_REQUEST_BODY", std::move(message)); }
std::string_view flag(bool truth) { return truth ? "true" : "false"; }

Result<void> take_days(const http::JsonValue& sent, std::string_view name, std::int64_t& place) {
  auto days = whole_number_of(sent, name, 0, kDaysMax);
  if (!days) return std::move(days).error();
  if (*days) place = **days;
  return {};
}

// "Completed" of the older envelopeEvents is "envelope-completed" now.
void take_older_events(const http::JsonValue& sent, std::string_view group, std::string_view member, std::string_view prefix, std::vector<std::string>& events) {
  for (const http::JsonValue* one : objects_of(sent, group)) {
    const std::string word = lower_case(word_of(*one, member));
    if (!word.empty()) events.push_back(fmt::format("{}-{}", prefix, word));
  }
}

void write_fields(http::JsonWriter& json, const std::vector<CustomField>& fields, bool of_lists) {
  json.begin_array();
  for (const CustomField& field : fields) {
    if (field.is_list != of_lists) continue;
    json.begin_object().member("fieldId", field.field_id).member("name", field.name).member("value", field.value).member("show", flag(field.is_shown)).member("required", flag(field.is_required));
    if (of_lists) {
      json.key("listItems").begin_array();
      for (const std::string& item : field.items) json.value(item);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace

Result<std::vector<CustomField>> parse_custom_fields(const http::JsonValue& fields) {
  std::vector<CustomField> all;
  for (const auto& [group, is_list] : {std::pair("textCustomFields", false), std::pair("listCustomFields", true)}) {
    for (const http::JsonValue* sent : objects_of(fields, group)) {
      all.push_back({.field_id = word_of(*sent, "fieldId"),
                     .name = word_of(*sent, "name"),
                     .value = word_of(*sent, "value"),
                     .is_list = is_list,
                     .items = texts_of(*sent, "listItems"),
                     .is_shown = flag_of(*sent, "show"),
                     .is_required = flag_of(*sent, "required")});
      if (all.size() > kCustomFieldsMax) return esign_refusal("CUSTOM_FIELD_LIMIT_EXCEEDED");
    }
  }
  return all;
}

void write_custom_fields(http::JsonWriter& json, const std::vector<CustomField>& fields) {
  json.begin_object().key("textCustomFields");
  write_fields(json, fields, false);
  json.key("listCustomFields");
  write_fields(json, fields, true);
  json.end_object();
}

Result<Notification> parse_notification(const http::JsonValue& sent) {
  Notification notification;
  notification.use_account_defaults = flag_of(sent, "useAccountDefaults");
  if (const http::JsonValue* reminders = object_of(sent, "reminders")) {
    notification.is_reminding = flag_of(*reminders, "reminderEnabled");
    if (auto taken = take_days(*reminders, "reminderDelay", notification.reminder_delay_days); !taken) return taken.error();
    if (auto taken = take_days(*reminders, "reminderFrequency", notification.reminder_frequency_days); !taken) return taken.error();
  }
  if (const http::JsonValue* expirations = object_of(sent, "expirations")) {
    notification.is_expiring = flag_of(*expirations, "expireEnabled", true);
    if (auto taken = take_days(*expirations, "expireAfter", notification.expire_after_days); !taken) return taken.error();
    if (auto taken = take_days(*expirations, "expireWarn", notification.expire_warn_days); !taken) return taken.error();
  }
  return notification;
}

void write_notification(http::JsonWriter& json, const Notification& notification) {
  json.begin_object().member("useAccountDefaults", flag(notification.use_account_defaults));
  json.key("reminders")
      .begin_object()
      .member("reminderEnabled", flag(notification.is_reminding))
      .member("reminderDelay", std::to_string(notification.reminder_delay_days))
      .member("reminderFrequency", std::to_string(notification.reminder_frequency_days))
      .end_object();
  json.key("expirations")
      .begin_object()
      .member("expireEnabled", flag(notification.is_expiring))
      .member("expireAfter", std::to_string(notification.expire_after_days))
      .member("expireWarn", std::to_string(notification.expire_warn_days))
      .end_object();
  json.end_object();
}

Result<EventNotification> parse_event_notification(const http::JsonValue& sent) {
  EventNotification wanted;
  auto url = parse_return_url(text_of(sent, "url"), "url");
  if (!url) return std::move(url).error();
  wanted.url = *std::move(url);
  wanted.events = texts_of(sent, "events");
  for (std::string& event : wanted.events) event = lower_case(event);
  take_older_events(sent, "envelopeEvents", "envelopeEventStatusCode", "envelope", wanted.events);
  take_older_events(sent, "recipientEvents", "recipientEventStatusCode", "recipient", wanted.events);
  std::ranges::sort(wanted.events);
  const auto repeated = std::ranges::unique(wanted.events);
  wanted.events.erase(repeated.begin(), repeated.end());
  const http::JsonValue* event_data = object_of(sent, "eventData");
  wanted.has_event_data = event_data != nullptr;
  if (event_data != nullptr) {
    wanted.include = texts_of(*event_data, "includeData");
    if (const std::string format = lower_case(word_of(*event_data, "format")); !format.empty() && format != "json") return wrong("Of eventData formats, json is served here.");
  }
  if (const std::string mode = word_of(sent, "deliveryMode"); !mode.empty()) {
    if (lower_case(mode) != "sim") return wrong("Of delivery modes, SIM is served here.");
  }
  wanted.requires_acknowledgment = flag_of(sent, "requireAcknowledgment", true);
  wanted.includes_documents = flag_of(sent, "includeDocuments");
  wanted.includes_certificate = flag_of(sent, "includeCertificateOfCompletion");
  wanted.includes_hmac = flag_of(sent, "includeHMAC", true);
  wanted.is_logged = flag_of(sent, "loggingEnabled", true);
  return wanted;
}

}  // namespace switchyard::esign
