// What Connect tells of envelopes: written in the transaction of the change, a row and a job for each; delivered by the job.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "esign/service.hpp"

namespace switchyard::esign {

// Payload: {"eventId": "…"}; the row is read by find_connect_event. Whose handler expands it to the configurations that listen.
inline constexpr std::string_view kConnectEventJob = "esign.connect_event";

struct ConnectEvent {
  std::string id = {};            // A GUID, given when it is written; later events have greater `number`s.
  std::int64_t number = 0;        // Of the envelope, from 1, without a gap.
  std::string name;               // "envelope-sent", "recipient-completed": docusign.md §4.
  AccountId account;
  UserId user = {};               // The sender.
  EnvelopeId envelope = {};       // Empty for template-*.
  std::string recipient_id = {};  // The sender's, of recipient-*; else empty.
  RecipientGuid recipient = {};
  TemplateId template_id = {};    // Of template-*.
  Instant at{};                   // Business time.
};

// Under the envelope's lock.
void emit_connect_event(SqlTransaction& transaction, const EsignService& service, const ConnectEvent& event);

[[nodiscard]] std::optional<ConnectEvent> find_connect_event(SqlReader& reader, std::string_view id);
// Of one envelope, in order.
[[nodiscard]] std::vector<ConnectEvent> connect_events_of(SqlReader& reader, const EnvelopeId& envelope);

}  // namespace switchyard::esign
