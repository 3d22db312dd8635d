#include "esign/evidence/verify_evidence.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "documents/page/finish.hpp"
#include "documents/pdf/find_text.hpp"
#include "esign/evidence/evidence_file.hpp"

namespace switchyard::esign {
namespace {

void fault(EvidenceReport& report, std::string code, std::string message) { report.findings.push_back({true, std::move(code), std::move(message)}); }
void note(EvidenceReport& report, std::string code, std::string message) { report.findings.push_back({false, std::move(code), std::move(message)}); }

std::string property(const documents::SealReport& seal, std::string_view name) {
  for (const auto& [each, value] : seal.properties) {
    if (each == name) return value;
  }
  return {};
}

void judge_certificate(EvidenceReport& report, Instant now) {
  const auto& seal = report.seal;
  const auto& certificate = *seal.certificate;
  if (seal.trust == documents::SealTrust::pinned) note(report, "certificate_trusted", "The seal's certificate is one of those that are trusted here.");
  if (seal.trust == documents::SealTrust::issued) note(report, "certificate_trusted", "The seal's certificate was issued by one that is trusted here.");
  if (seal.trust == documents::SealTrust::unknown && certificate.self_signed) {
    note(report, "certificate_self_made",
         fmt::format("The seal's certificate is self-made: compare its SHA-256 ({}) with what the sender tells you of it.", certificate.sha256));
  }
  if (seal.trust == documents::SealTrust::unknown && !certificate.self_signed)
    note(report, "certificate_unknown", fmt::format("The seal's certificate was issued by {}, which is not trusted here.", certificate.issuer));
  const auto sealed_at = seal.time_stamp ? seal.time_stamp->at : seal.sealed_at.value_or(now);
  if (sealed_at < certificate.not_before || sealed_at >= certificate.not_after)
    note(report, "certificate_not_valid_then", fmt::format("The seal says that it was made at {}, when its certificate was not valid.", sealed_at.text()));
  if (now >= certificate.not_after) note(report, "certificate_expired", fmt::format("The seal's certificate has expired since, at {}.", certificate.not_after.text()));
}

void judge_time(EvidenceReport& report) {
  const auto& seal = report.seal;
  if (!seal.time_stamp) {
    note(report, "time_not_stamped", "No time-stamp authority attests when the file was sealed; the times are the service's own.");
    return;
  }
  const bool trusted = seal.time_stamp->trust != documents::SealTrust::unknown;
  note(report, "time_stamped", fmt::format("{} attests that the seal existed at {}{}.", seal.time_stamp->authority.subject, seal.time_stamp->at.text(),
                                           trusted ? "" : "; its certificate is not among those trusted here"));
}

// The hash of the last event stands on a page, where a person can read it.
bool prints(std::string_view pdf, std::string_view head) {
  const std::vector<std::string_view> needles = {head};
  const auto found = documents::find_text(pdf, needles, {.size_bytes_max = documents::kSealedSizeMax, .pages_max = 3'000});
  return found && !found->empty();
}

void judge_chain(EvidenceReport& report, std::string_view pdf, std::string_view file) {
  auto chain = read_evidence(file);
  if (!chain) return fault(report, chain.error().code, chain.error().message);
  if (chain->envelope_id != report.envelope_id) return fault(report, "evidence_foreign", "The attached evidence is of another envelope than the file.");
  if (chain->head != property(report.seal, kPropertyEvidenceHead) || !prints(pdf, chain->head))
    return fault(report, "evidence_head_differs", "The hash of the last event is not the one that the certificate of completion prints.");
  note(report, "evidence_holds", fmt::format("The attached evidence holds: {} events, each with the hash of the one before it, as the certificate prints.", chain->events.size()));
  report.chain = *std::move(chain);
}

void judge_contents(EvidenceReport& report, std::string_view pdf) {
  const auto& attachments = report.seal.attachments;
  const auto file = std::find_if(attachments.begin(), attachments.end(), [](const auto& each) { return each.name == kEvidenceFileName; });
  if (file != attachments.end()) return judge_chain(report, pdf, file->bytes);
  if (report.kind == "document" || report.kind == "documents")
    return note(report, "evidence_elsewhere", "This file is sealed without the evidence: the file with the certificate of completion carries it.");
  fault(report, "evidence_missing", "The file is sealed and unchanged, but carries no evidence of an envelope.");
}

// Documents as their owners have them are those that were sent where the first event has their hash.
void judge_originals(EvidenceReport& report, std::span<const OriginalFile> originals) {
  if (originals.empty()) return;
  if (!report.chain) return fault(report, "original_unknown", "Without evidence in the file no original can be compared.");
  std::vector<std::string> sent;
  for (const auto& event : report.chain->events) {
    for (const auto& [name, value] : event.detail) {
      if (name.starts_with("document.") && name.ends_with(".sha256")) sent.push_back(value);
    }
  }
  for (const auto& original : originals) {
    const bool is_sent = std::find(sent.begin(), sent.end(), documents::sha256_of(original.bytes)) != sent.end();
    if (is_sent) note(report, "original_same", fmt::format("{} is a document that was sent for signature, unchanged.", original.name));
    if (!is_sent) fault(report, "original_differs", fmt::format("{} is none of the documents that were sent for signature.", original.name));
  }
}

}  // namespace

EvidenceReport verify_evidence(std::string_view pdf, const documents::CmsVerifier& verifier, Instant now, std::span<const OriginalFile> originals) {
  EvidenceReport report;
  report.seal = documents::verify_seal(pdf, verifier);
  if (report.seal.sha256.empty()) report.seal.sha256 = documents::sha256_of(pdf);
  for (const auto& each : report.seal.faults) fault(report, each.code, each.message);
  if (!report.seal.holds()) return report;
  report.envelope_id = property(report.seal, kPropertyEnvelope);
  report.kind = property(report.seal, kPropertyKind);
  note(report, "seal_holds", fmt::format("The seal holds over the whole file: not a byte was changed since {} sealed it{}.",
                                         report.seal.name.empty() ? report.seal.certificate->subject : report.seal.name,
                                         report.seal.sealed_at ? " at " + report.seal.sealed_at->text() : std::string()));
  judge_certificate(report, now);
  judge_time(report);
  judge_contents(report, pdf);
  judge_originals(report, originals);
  const bool wrong = std::any_of(report.findings.begin(), report.findings.end(), [](const auto& finding) { return finding.is_fault; });
  report.verdict = wrong ? EvidenceVerdict::wrong : EvidenceVerdict::holds;
  return report;
}

}  // namespace switchyard::esign
