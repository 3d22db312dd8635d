// An envelope: documents, who signs them, and how far it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "esign/envelopes/recipient.hpp"
#include "esign/guid.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

// created -> sent -> delivered -> completed | declined | voided. A deleted draft is `deleted` and found by nobody.
enum class EnvelopeStatus : std::uint8_t { created, sent, delivered, completed, declined, voided, deleted };
[[nodiscard]] std::string_view text_of(EnvelopeStatus status);
[[nodiscard]] std::optional<EnvelopeStatus> parse_envelope_status(std::string_view text);  // Any case.
[[nodiscard]] bool is_final(EnvelopeStatus status);

inline constexpr std::size_t kDocumentSizeMax = 20u << 20;   // Bytes of one, as documents::PdfLimits.
inline constexpr std::size_t kEnvelopeSizeMax = 50u << 20;   // Bytes of all documents.
inline constexpr std::size_t kDocumentsMax = 100;
inline constexpr std::size_t kEnvelopePagesMax = 1'000;       // Of all documents.
inline constexpr std::size_t kSubjectCharactersMax = 100;
inline constexpr std::size_t kCustomFieldCharactersMax = 100;
inline constexpr std::size_t kCustomFieldsMax = 50;

// Without its bytes: document_bytes() in envelope_store.hpp.
struct Document {
  DocumentGuid guid = {};
  std::string document_id;       // The sender's: "1".
  std::string name;
  std::string file_extension = "pdf";
  std::int64_t order = 1;
  std::int64_t pages = 0;
  std::int64_t size_bytes = 0;
  std::string sha256 = {};       // Of the bytes as they came.
};

struct CustomField {
  std::string field_id = {};     // Empty until it is kept.
  std::string name;
  std::string value = {};
  bool is_list = false;
  std::vector<std::string> items = {};  // Of a list.
  bool is_shown = false;
  bool is_required = false;

  bool operator==(const CustomField&) const = default;
};

// Where the envelope's news go, beside the account's own configurations.
struct EventNotification {
  std::string url;
  std::vector<std::string> events = {};        // "envelope-completed"; the older lists are translated to these by who reads them.
  std::vector<std::string> include = {};       // eventData.includeData.
  bool has_event_data = true;                  // False: the older form, whose payload always has the summary.
  bool requires_acknowledgment = true;
  bool includes_documents = false;
  bool includes_certificate = false;
  bool includes_hmac = true;
  bool is_logged = true;
  std::string delivery_mode = "SIM";
};

struct Notification {
  bool use_account_defaults = true;
  bool is_reminding = false;
  std::int64_t reminder_delay_days = 0;
  std::int64_t reminder_frequency_days = 0;
  bool is_expiring = true;
  std::int64_t expire_after_days = 0;          // 0: the account's.
  std::int64_t expire_warn_days = 0;
};

struct Envelope {
  EnvelopeId id;
  AccountId account;
  UserId sender;
  std::string sender_name = {};
  std::string sender_email = {};
  std::string sender_ip = {};
  EnvelopeStatus status = EnvelopeStatus::created;
  std::string email_subject = {};
  std::string email_blurb = {};
  std::string transaction_id = {};
  std::optional<bool> allow_reassign = {};     // Not said: the account's setting.
  std::string brand_id = {};
  bool is_certificate_due = true;
  Instant created_at{};
  Instant changed_at{};                        // lastModifiedDateTime.
  Instant status_changed_at{};
  std::optional<Instant> initial_sent_at = {};
  std::optional<Instant> sent_at = {};
  std::optional<Instant> delivered_at = {};
  std::optional<Instant> completed_at = {};
  std::optional<Instant> declined_at = {};
  std::optional<Instant> voided_at = {};
  std::optional<Instant> expires_at = {};      // Set when it is sent.
  std::string voided_reason = {};
  Notification notification = {};
  std::vector<Recipient> recipients = {};      // By routing order, then as they came; with their tabs.
  std::vector<Document> documents = {};        // By order.
  std::vector<CustomField> custom_fields = {};
  std::vector<EventNotification> event_notifications = {};
  bool is_sealed = false;                      // The finished files are there.

  [[nodiscard]] const Recipient* recipient(const RecipientGuid& guid) const;
  // By the sender's id, or the GUID as text.
  [[nodiscard]] const Recipient* recipient(std::string_view name) const;
  [[nodiscard]] const Document* document(std::string_view document_id) const;
  // The text custom field's value, or empty.
  [[nodiscard]] std::string custom_field(std::string_view name) const;
  // The order whose turn it is; 0: none (draft), after the end the last.
  [[nodiscard]] std::int64_t current_routing_order() const;
};

}  // namespace switchyard::esign
