#include <boost/json.hpp>

#include "esign/evidence/verify_evidence.hpp"

namespace switchyard::esign {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

std::string_view text_of(documents::SealTrust trust) {
  switch (trust) {
    case documents::SealTrust::pinned: return "pinned";
    case documents::SealTrust::issued: return "issued";
    case documents::SealTrust::unknown: return "unknown";
  }
  return "unknown";
}

object certificate_json(const documents::SealCertificate& certificate) {
  return {{"subject", certificate.subject},
          {"issuer", certificate.issuer},
          {"serial", certificate.serial},
          {"sha256", certificate.sha256},
          {"key", certificate.key},
          {"notBefore", certificate.not_before.text()},
          {"notAfter", certificate.not_after.text()},
          {"selfSigned", certificate.self_signed}};
}

value seal_json(const documents::SealReport& seal) {
  if (!seal.certificate) return nullptr;
  object json{{"holds", seal.holds()}, {"certificate", certificate_json(*seal.certificate)}, {"trust", text_of(seal.trust)}};
  json["sealedAt"] = seal.sealed_at ? value(seal.sealed_at->text()) : value(nullptr);
  json["by"] = seal.name;
  json["reason"] = seal.reason;
  json["pages"] = seal.pages;
  json["timeStamp"] = nullptr;
  if (seal.time_stamp) {
    json["timeStamp"] = object{{"at", seal.time_stamp->at.text()}, {"authority", certificate_json(seal.time_stamp->authority)}, {"trust", text_of(seal.time_stamp->trust)}};
  }
  return json;
}

object event_json(const EvidenceEvent& event) {
  object json{{"at", event.at.text()}, {"event", text_of(event.kind)}};
  if (!event.actor.name.empty()) json["name"] = event.actor.name;
  if (!event.actor.email.empty()) json["email"] = event.actor.email;
  if (!event.ip.empty()) json["ip"] = event.ip;
  return json;
}

value chain_json(const std::optional<EvidenceChain>& chain) {
  if (!chain) return nullptr;
  array events;
  for (const auto& event : chain->events) events.push_back(event_json(event));
  return object{{"head", chain->head}, {"events", std::move(events)}};
}

}  // namespace

std::string evidence_json(const EvidenceReport& report, std::string_view file_name) {
  array findings;
  for (const auto& finding : report.findings)
    findings.push_back(object{{"severity", finding.is_fault ? "fault" : "note"}, {"code", finding.code}, {"message", finding.message}});
  object json{{"file", file_name}, {"verdict", report.holds() ? "holds" : "wrong"}, {"sha256", report.seal.sha256}};
  json["envelopeId"] = report.envelope_id.empty() ? value(nullptr) : value(report.envelope_id);
  json["kind"] = report.kind.empty() ? value(nullptr) : value(report.kind);
  json["seal"] = seal_json(report.seal);
  json["chain"] = chain_json(report.chain);
  json["findings"] = std::move(findings);
  return boost::json::serialize(json);
}

}  // namespace switchyard::esign
