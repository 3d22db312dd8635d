// The hash-chained log of an envelope: a line of JSON for each event, each holding the SHA-256 of the line before. Who has the last
// line's hash, which the certificate of completion prints, has them all. docs/evidence.md shows a line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

enum class EvidenceKind : std::uint8_t {
  created,              // detail: subject, document.N.name and document.N.sha256 of each document as it came.
  sent,
  resent,
  mail_sent,            // An invitation or a copy; detail: purpose.
  opened,               // The ceremony was opened in a browser.
  disclosure_accepted,  // detail: version, sha256, language.
  document_viewed,      // Seen to its last page; detail: documentId, pages.
  authentication_passed,
  authentication_failed,  // detail: method ("access_code", "one_time_code").
  signature_adopted,    // detail: kind (typed, drawn, uploaded), signatureId.
  field_filled,         // detail: tabLabel, value.
  finished_later,
  recipient_signed,
  recipient_declined,   // detail: reason.
  reassigned,           // detail: to name, to email, reason.
  corrected,
  copy_delivered,
  expired,
  voided,               // detail: reason.
  declined,
  completed
};

struct EvidenceActor {
  std::string name = {};       // Empty: the service itself.
  std::string email = {};
  std::string recipient = {};  // recipientId; empty for a sender or the service.
};

struct EvidenceEvent {
  EvidenceKind kind = EvidenceKind::created;
  Instant at{};
  EvidenceActor actor = {};
  std::string ip = {};
  std::string user_agent = {};
  std::string session = {};    // A name of the session, never its secret.
  std::vector<std::pair<std::string, std::string>> detail = {};  // In this order in the line; names once each.
};

struct EvidenceLine {
  std::string text;    // One line of UTF-8 JSON, no line break.
  std::string sha256;  // Of text, 64 lower-case hexadecimal digits.
};

inline constexpr std::size_t kEvidenceLineSizeMax = 16 * 1024;
inline constexpr std::size_t kEvidenceLinesMax = 20'000;

// Of the first line: "prev" of a line that has none before.
[[nodiscard]] std::string_view evidence_root();

[[nodiscard]] std::string_view text_of(EvidenceKind kind);  // "disclosure_accepted".
[[nodiscard]] std::optional<EvidenceKind> evidence_kind(std::string_view text);

// The line number `sequence` (from 1) of the envelope behind `previous_sha256`. Texts are cut to their limits and made sound UTF-8,
// so that any event has a line. Same event, same line.
[[nodiscard]] EvidenceLine next_evidence_line(std::string_view envelope_id, std::int64_t sequence, std::string_view previous_sha256,
                                              const EvidenceEvent& event);

// All lines as they are kept and attached: each ends in a line feed.
[[nodiscard]] std::string evidence_file(const std::vector<std::string>& lines);

struct EvidenceChain {
  std::string envelope_id;
  std::string head;                       // Hash of the last line.
  std::vector<EvidenceEvent> events = {};
};

// Hashed anew, line by line: canonical form, numbers without a gap, each naming the hash before, one envelope. Refused with
// `evidence_broken`, saying at which line. Takes any bytes.
Result<EvidenceChain> read_evidence(std::string_view file);

}  // namespace switchyard::esign
