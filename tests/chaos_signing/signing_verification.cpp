#include "tests/chaos_signing/signing_verification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "adapters/openssl/openssl_cms_verifier.hpp"
#include "esign/evidence/verify_evidence.hpp"

namespace switchyard::chaos {
namespace {

using esign::Envelope;
using esign::EnvelopeStatus;
using esign::RecipientStatus;

std::map<std::string, Envelope> envelopes_of(SqlReader& reader, const std::vector<Press>& presses) {
  std::map<std::string, Envelope> envelopes;
  for (const Press& press : presses) {
    if (!envelopes.contains(press.envelope.text())) envelopes.emplace(press.envelope.text(), esign::find_envelope_of_any_account(reader, press.envelope).value());
  }
  return envelopes;
}

std::int64_t count_of(const std::vector<std::string>& lines, std::string_view part) {
  return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

// Events, lines of evidence and states of one envelope say the same.
void verify_agreement(SqlReader& reader, const Envelope& envelope, std::vector<std::string>& findings) {
  std::int64_t done = 0;
  for (const esign::Recipient& recipient : envelope.recipients) done += recipient.status == RecipientStatus::completed ? 1 : 0;
  const auto lines = esign::evidence_lines(reader, envelope.id);
  std::int64_t told = 0;
  std::int64_t completions = 0;
  for (const esign::ConnectEvent& event : esign::connect_events_of(reader, envelope.id)) {
    told += event.name == "recipient-completed" ? 1 : 0;
    completions += event.name == "envelope-completed" ? 1 : 0;
  }
  const bool is_completed = envelope.status == EnvelopeStatus::completed;
  const std::int64_t signatures = count_of(lines, "\"recipient_signed\"");
  if (signatures != done || told != done) findings.push_back(fmt::format("{}: {} signers are done, {} lines and {} events say so", envelope.id.text(), done, signatures, told));
  if (completions != (is_completed ? 1 : 0)) findings.push_back(fmt::format("{}: {} events of completion", envelope.id.text(), completions));
  if (is_completed != (done == static_cast<std::int64_t>(envelope.recipients.size()))) findings.push_back(envelope.id.text() + ": completed without all signatures, or not with them");
}

void verify_press(const Envelope& envelope, const Press& press, std::vector<std::string>& findings) {
  if (!press.signed_at_ms) return;
  const esign::Recipient* recipient = envelope.recipient(press.recipient);
  if (recipient->status != RecipientStatus::completed) findings.push_back(envelope.id.text() + ": an acknowledged signature is lost");
  if (recipient->signed_at && recipient->signed_at->unix_ms() != *press.signed_at_ms) findings.push_back(envelope.id.text() + ": signed at another instant than was told");
}

void verify_file(SigningWorld& world, const Envelope& envelope, std::vector<std::string>& findings) {
  const auto file = esign::download(world.service, envelope, "combined", {.with_certificate = true});
  if (!file) {
    findings.push_back(fmt::format("{}: no sealed file: {}", envelope.id.text(), file.error().code));
    return;
  }
  const adapters::OpensslCmsVerifier verifier;
  const auto report = esign::verify_evidence(file->bytes, verifier, world.clock.now());
  if (!report.holds() || report.envelope_id != envelope.id.text()) findings.push_back(envelope.id.text() + ": the sealed file does not hold");
  std::int64_t signatures = 0;
  if (report.chain) {
    for (const esign::EvidenceEvent& event : report.chain->events) signatures += event.kind == esign::EvidenceKind::recipient_signed ? 1 : 0;
  }
  if (signatures != static_cast<std::int64_t>(envelope.recipients.size())) findings.push_back(fmt::format("{}: {} signatures in the sealed chain", envelope.id.text(), signatures));
}

}  // namespace

void verify_after_kill(SigningWorld& world, const std::vector<Press>& presses, std::vector<std::string>& findings) {
  world.database->read([&](SqlReader& reader) {
    const auto envelopes = envelopes_of(reader, presses);
    for (const auto& [id, envelope] : envelopes) verify_agreement(reader, envelope, findings);
    for (const Press& press : presses) verify_press(envelopes.at(press.envelope.text()), press, findings);
  });
}

void verify_sealed(SigningWorld& world, const std::vector<Press>& presses, std::vector<std::string>& findings) {
  verify_after_kill(world, presses, findings);
  std::map<std::string, Envelope> envelopes;
  world.database->read([&](SqlReader& reader) { envelopes = envelopes_of(reader, presses); });
  for (const auto& [id, envelope] : envelopes) {
    if (envelope.status != EnvelopeStatus::completed) {
      findings.push_back(id + ": not completed in the end");
    } else {
      verify_file(world, envelope, findings);
    }
  }
}

}  // namespace switchyard::chaos
