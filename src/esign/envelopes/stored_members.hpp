// The names under which members stand in the JSON of stored details. A name that is written once stays: rows of earlier releases have it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "esign/envelopes/envelope_definition.hpp"

namespace switchyard::esign {

template <class T, class M>
using NamedMember = std::pair<const char*, M T::*>;

template <class T>
struct NoMembers {
  static constexpr std::array<NamedMember<T, std::string>, 0> texts{};
  static constexpr std::array<NamedMember<T, std::int64_t>, 0> numbers{};
  static constexpr std::array<NamedMember<T, bool>, 0> truths{};
  static constexpr std::array<NamedMember<T, std::vector<std::string>>, 0> lists{};
};

template <class T>
struct StoredMembers;

template <>
struct StoredMembers<TabAnchor> : NoMembers<TabAnchor> {
  static constexpr NamedMember<TabAnchor, std::string> texts[] = {{"text", &TabAnchor::text}};
  static constexpr NamedMember<TabAnchor, std::int64_t> numbers[] = {{"xOffset", &TabAnchor::x_offset}, {"yOffset", &TabAnchor::y_offset}};
  static constexpr NamedMember<TabAnchor, bool> truths[] = {{"ignoreIfNotPresent", &TabAnchor::ignore_if_not_present},
                                                            {"caseSensitive", &TabAnchor::is_case_sensitive},
                                                            {"wholeWord", &TabAnchor::match_whole_word}};
};

template <>
struct StoredMembers<ListItem> : NoMembers<ListItem> {
  static constexpr NamedMember<ListItem, std::string> texts[] = {{"text", &ListItem::text}, {"value", &ListItem::value}};
  static constexpr NamedMember<ListItem, bool> truths[] = {{"selected", &ListItem::is_selected}};
};

template <>
struct StoredMembers<Tab> : NoMembers<Tab> {
  static constexpr NamedMember<Tab, std::string> texts[] = {{"label", &Tab::label},
                                                            {"name", &Tab::name},
                                                            {"documentId", &Tab::document_id},
                                                            {"originalValue", &Tab::original_value},
                                                            {"group", &Tab::group},
                                                            {"radioValue", &Tab::radio_value},
                                                            {"validationPattern", &Tab::validation_pattern},
                                                            {"validationMessage", &Tab::validation_message}};
  static constexpr NamedMember<Tab, std::int64_t> numbers[] = {
      {"page", &Tab::page}, {"width", &Tab::width}, {"height", &Tab::height}, {"charactersMax", &Tab::characters_max}};
  static constexpr NamedMember<Tab, bool> truths[] = {{"optional", &Tab::is_optional}, {"locked", &Tab::is_locked}};
};

template <>
struct StoredMembers<Recipient> : NoMembers<Recipient> {
  static constexpr NamedMember<Recipient, std::string> texts[] = {{"roleName", &Recipient::role_name},
                                                                  {"embeddedStartUrl", &Recipient::embedded_start_url},
                                                                  {"accessCode", &Recipient::access_code},
                                                                  {"note", &Recipient::note},
                                                                  {"emailSubject", &Recipient::email_subject},
                                                                  {"emailBody", &Recipient::email_body},
                                                                  {"language", &Recipient::language},
                                                                  {"hostName", &Recipient::host_name},
                                                                  {"hostEmail", &Recipient::host_email},
                                                                  {"deliveryMethod", &Recipient::delivery_method}};
  static constexpr NamedMember<Recipient, bool> truths[] = {{"oneTimeCode", &Recipient::needs_one_time_code}};
};

template <>
struct StoredMembers<NewDocument> : NoMembers<NewDocument> {
  static constexpr NamedMember<NewDocument, std::string> texts[] = {
      {"documentId", &NewDocument::document_id}, {"name", &NewDocument::name}, {"fileExtension", &NewDocument::file_extension}};
  static constexpr NamedMember<NewDocument, std::int64_t> numbers[] = {{"order", &NewDocument::order}};
};

template <>
struct StoredMembers<CustomField> : NoMembers<CustomField> {
  static constexpr NamedMember<CustomField, std::string> texts[] = {
      {"fieldId", &CustomField::field_id}, {"name", &CustomField::name}, {"value", &CustomField::value}};
  static constexpr NamedMember<CustomField, bool> truths[] = {
      {"list", &CustomField::is_list}, {"shown", &CustomField::is_shown}, {"required", &CustomField::is_required}};
  static constexpr NamedMember<CustomField, std::vector<std::string>> lists[] = {{"items", &CustomField::items}};
};

template <>
struct StoredMembers<EventNotification> : NoMembers<EventNotification> {
  static constexpr NamedMember<EventNotification, std::string> texts[] = {{"url", &EventNotification::url},
                                                                          {"deliveryMode", &EventNotification::delivery_mode}};
  static constexpr NamedMember<EventNotification, bool> truths[] = {{"eventData", &EventNotification::has_event_data},
                                                                    {"acknowledge", &EventNotification::requires_acknowledgment},
                                                                    {"documents", &EventNotification::includes_documents},
                                                                    {"certificate", &EventNotification::includes_certificate},
                                                                    {"hmac", &EventNotification::includes_hmac},
                                                                    {"logged", &EventNotification::is_logged}};
  static constexpr NamedMember<EventNotification, std::vector<std::string>> lists[] = {{"events", &EventNotification::events},
                                                                                       {"include", &EventNotification::include}};
};

template <>
struct StoredMembers<Notification> : NoMembers<Notification> {
  static constexpr NamedMember<Notification, std::int64_t> numbers[] = {{"reminderDelayDays", &Notification::reminder_delay_days},
                                                                        {"reminderFrequencyDays", &Notification::reminder_frequency_days},
                                                                        {"expireAfterDays", &Notification::expire_after_days},
                                                                        {"expireWarnDays", &Notification::expire_warn_days}};
  static constexpr NamedMember<Notification, bool> truths[] = {{"useAccountDefaults", &Notification::use_account_defaults},
                                                               {"reminding", &Notification::is_reminding},
                                                               {"expiring", &Notification::is_expiring}};
};

template <>
struct StoredMembers<Envelope> : NoMembers<Envelope> {
  static constexpr NamedMember<Envelope, std::string> texts[] = {{"emailBlurb", &Envelope::email_blurb},
                                                                 {"brandId", &Envelope::brand_id},
                                                                 {"senderName", &Envelope::sender_name},
                                                                 {"senderEmail", &Envelope::sender_email},
                                                                 {"senderIp", &Envelope::sender_ip}};
  static constexpr NamedMember<Envelope, bool> truths[] = {{"certificate", &Envelope::is_certificate_due}};
};

template <>
struct StoredMembers<EnvelopeDefinition> : NoMembers<EnvelopeDefinition> {
  static constexpr NamedMember<EnvelopeDefinition, std::string> texts[] = {{"emailSubject", &EnvelopeDefinition::email_subject},
                                                                           {"emailBlurb", &EnvelopeDefinition::email_blurb},
                                                                           {"brandId", &EnvelopeDefinition::brand_id}};
};

}  // namespace switchyard::esign
