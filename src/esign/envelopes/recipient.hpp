// Recipients: who signs, in which order, who merely gets a copy.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "esign/envelopes/tab.hpp"
#include "esign/guid.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

enum class RecipientKind : std::uint8_t { signer, in_person_signer, carbon_copy, certified_delivery };
[[nodiscard]] std::string_view text_of(RecipientKind kind);        // "signer", "inpersonsigner", "carboncopy", "certifieddelivery".
[[nodiscard]] std::string_view group_name_of(RecipientKind kind);  // "signers", "inPersonSigners", "carbonCopies", "certifiedDeliveries".
[[nodiscard]] std::optional<RecipientKind> parse_recipient_kind(std::string_view text);

enum class RecipientStatus : std::uint8_t { created, sent, delivered, completed, declined };
[[nodiscard]] std::string_view text_of(RecipientStatus status);
[[nodiscard]] std::optional<RecipientStatus> parse_recipient_status(std::string_view text);

inline constexpr std::size_t kRecipientsMax = 100;        // Of an envelope.
inline constexpr std::size_t kRecipientTextMax = 100;     // Characters of name, clientUserId and their like.
inline constexpr std::size_t kAnchorTabsMax = 3'000;      // Of an envelope, as found.

// How a recipient of a shared ceremony proved who he is, before or during it.
struct Authentication {
  std::string method;        // "None", "Email", "AccessCode", "OneTimeCode", or as the application said.
  bool passed = true;
  Instant at{};
};

// The first group is the sender's; the second is what happened.
struct Recipient {
  RecipientKind kind = RecipientKind::signer;
  std::string recipient_id = {};         // The sender's: "1".
  std::string role_name = {};
  std::string name = {};
  std::string email = {};
  std::string client_user_id = {};       // Not empty: embedded, the application vouches for him.
  std::string embedded_start_url = {};   // embeddedRecipientStartURL: an embedded one who is mailed nevertheless ("SIGN_AT_DOCUSIGN" or a URL).
  std::int64_t routing_order = 1;        // 0 in a request: 1.
  std::string access_code = {};          // Asked before anything is shown. Given back to the account's own callers alone.
  bool needs_one_time_code = false;      // A code by e-mail before anything is shown (identityVerification / "OneTimeCode").
  std::string note = {};                 // Private message.
  std::string email_subject = {};        // Of his own letters; else the envelope's.
  std::string email_body = {};
  std::string language = {};             // supportedLanguage: "en", "es"; empty: the account's.
  std::string host_name = {};            // Of an in-person signer.
  std::string host_email = {};
  std::vector<std::pair<std::string, std::string>> others = {};  // Members that mean nothing here, given back as they came.
  std::vector<Tab> tabs = {};

  RecipientGuid guid = {};               // Empty until it is kept.
  UserId user = {};                      // userId, made for him.
  RecipientStatus status = RecipientStatus::created;
  std::string delivery_method = "email";
  std::optional<Instant> sent_at = {};
  std::optional<Instant> delivered_at = {};
  std::optional<Instant> signed_at = {};
  std::optional<Instant> declined_at = {};
  std::string declined_reason = {};
  std::string reassigned_from = {};      // "Ann Lee <ann@example.com>".
  std::string signature_id = {};         // Of what he adopted; empty: nothing yet.
  std::optional<Instant> disclosure_accepted_at = {};
  std::int64_t reminders = 0;            // How many letters reminded him.

  [[nodiscard]] bool is_embedded() const { return !client_user_id.empty(); }
  [[nodiscard]] bool signs() const { return kind == RecipientKind::signer || kind == RecipientKind::in_person_signer; }
  // Is written to by the service: remote, or embedded with a start URL.
  [[nodiscard]] bool is_mailed() const { return !is_embedded() || !embedded_start_url.empty(); }
  // It is his turn and he has not done it.
  [[nodiscard]] bool can_act() const { return status == RecipientStatus::sent || status == RecipientStatus::delivered; }
  [[nodiscard]] bool is_done() const { return status == RecipientStatus::completed || status == RecipientStatus::declined; }
};

}  // namespace switchyard::esign
