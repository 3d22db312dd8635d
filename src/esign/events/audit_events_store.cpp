#include <fmt/format.h>

#include "esign/events/audit_events.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

std::string_view view(const std::string& text) { return text; }

// DocuSign's words for what was done; ours where it has none.
std::string_view action_of(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::created: return "Registered";
    case EvidenceKind::sent: return "Sent Invitations";
    case EvidenceKind::resent: return "Resent Invitations";
    case EvidenceKind::mail_sent: return "Sent Mail";
    case EvidenceKind::opened: return "Opened";
    case EvidenceKind::disclosure_accepted: return "Accepted Electronic Record and Signature Disclosure";
    case EvidenceKind::document_viewed: return "Viewed";
    case EvidenceKind::authentication_passed: return "Authentication Passed";
    case EvidenceKind::authentication_failed: return "Authentication Failed";
    case EvidenceKind::signature_adopted: return "Adopted Signature";
    case EvidenceKind::field_filled: return "Filled Field";
    case EvidenceKind::finished_later: return "Finish Later";
    case EvidenceKind::recipient_signed: return "Signed";
    case EvidenceKind::recipient_declined: return "Declined";
    case EvidenceKind::reassigned: return "Reassigned";
    case EvidenceKind::corrected: return "Corrected";
    case EvidenceKind::copy_delivered: return "Copy Delivered";
    case EvidenceKind::expired: return "Expired";
    case EvidenceKind::voided: return "Voided";
    case EvidenceKind::declined: return "Envelope Declined";
    case EvidenceKind::completed: return "Completed";
  }
  return text_of(kind);
}

std::string message_of(const EvidenceEvent& event, std::string_view action) {
  const std::string who = event.actor.name.empty() ? "The service" : event.actor.name;
  std::string message = fmt::format("{}: {}", who, action);
  std::string_view between = " (";
  for (const auto& [name, value] : event.detail) {
    message += fmt::format("{}{}: {}", between, name, value);
    between = ", ";
  }
  if (!event.detail.empty()) message += ")";
  return message;
}

AuditEvent audit_event_of(const EvidenceEvent& event, std::string_view status) {
  const auto action = action_of(event.kind);
  const std::string source = event.actor.recipient.empty() ? (event.actor.name.empty() ? "system" : "api") : "web";
  std::string language;
  for (const auto& [name, value] : event.detail) {
    if (name == "language") language = value;
  }
  return {{{"logTime", event.at.text()},
           {"Source", source},
           {"UserName", event.actor.name},
           {"UserId", event.actor.recipient.empty() ? event.actor.email : event.actor.recipient},
           {"Action", std::string(action)},
           {"Message", message_of(event, action)},
           {"EnvelopeStatus", std::string(status)},
           {"ClientIPAddress", event.ip},
           {"Information", event.user_agent},
           {"GeoLocation", ""},
           {"Language", language}}};
}

}  // namespace

void append_event(SqlTransaction& transaction, const EnvelopeId& envelope, std::string_view envelope_status, const EvidenceEvent& event) {
  std::int64_t last = -1;
  std::string before;
  transaction.query("SELECT last_event, last_event_sha256 FROM esign_envelopes WHERE id = $1", {view(envelope.text())}, [&](const SqlRow& row) {
    last = row.integer(0);
    before = row.text(1);
  });
  ENSURE(last >= 0);
  const auto line = next_evidence_line(envelope.text(), last + 1, last == 0 ? evidence_root() : std::string_view(before), event);
  transaction.execute("INSERT INTO esign_events (envelope_id, number, envelope_status, sha256, line) VALUES ($1, $2, $3, $4, $5)",
                      {view(envelope.text()), last + 1, envelope_status, view(line.sha256), view(line.text)});
  transaction.execute("UPDATE esign_envelopes SET last_event = $2, last_event_sha256 = $3 WHERE id = $1",
                      {view(envelope.text()), last + 1, view(line.sha256)});
}

std::vector<std::string> evidence_lines(SqlReader& reader, const EnvelopeId& envelope) {
  std::vector<std::string> lines;
  reader.query("SELECT line FROM esign_events WHERE envelope_id = $1 ORDER BY number", {view(envelope.text())},
               [&](const SqlRow& row) { lines.emplace_back(row.text(0)); });
  return lines;
}

std::vector<AuditEvent> audit_events(SqlReader& reader, const EnvelopeId& envelope) {
  std::vector<std::string> lines;
  std::vector<std::string> statuses;
  reader.query("SELECT line, envelope_status FROM esign_events WHERE envelope_id = $1 ORDER BY number", {view(envelope.text())},
               [&](const SqlRow& row) {
                 lines.emplace_back(row.text(0));
                 statuses.emplace_back(row.text(1));
               });
  if (lines.empty()) return {};
  const auto chain = read_evidence(evidence_file(lines));
  ENSURE(chain.has_value());
  std::vector<AuditEvent> events;
  for (std::size_t at = 0; at < chain->events.size(); ++at) events.push_back(audit_event_of(chain->events[at], statuses[at]));
  return events;
}

}  // namespace switchyard::esign
