#include "esign/evidence/finished_envelope_fake.hpp"

#include <fmt/format.h>

#include "documents/documents.hpp"
#include "documents/page/finish.hpp"
#include "esign/evidence/evidence_chain.hpp"

namespace switchyard::esign {
namespace {

constexpr const char* kFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
constexpr const char* kDisclosure =
    "You may ask for paper copies of everything that is sent to you here.\n\nYou may take back your consent at any time before you sign, by choosing "
    "Decline or by writing to the sender; the documents are then sent on paper.\n\nTo read and keep these records you need a browser of the last three "
    "years and a program that shows PDF files.";

Instant at(std::string_view time) { return Instant::parse(fmt::format("2026-11-24T{}Z", time)).value(); }

std::string five_pages() {
  std::string body = "# Electric Supply Agreement\n\nBetween Brightwater and Meridian.\n";
  for (int page = 1; page <= 5; ++page) {
    for (int clause = 1; clause <= 12; ++clause)
      body += fmt::format("\n{}. The supplier delivers and the customer takes the electricity of the accounts at the price of page {}, under the terms stated here and in law.\n", clause, page);
    if (page < 5) body += "\n{{pagebreak}}\n\n";
  }
  return paper_fake(body);
}

documents::StampInk ink() {
  return {{documents::StampStroke{{{20, 700}, {120, 200}, {180, 800}, {260, 300}, {330, 760}, {420, 420}, {520, 700}, {640, 350}, {760, 650}, {980, 480}}},
           documents::StampStroke{{{300, 880}, {900, 820}}}}};
}

std::vector<Mark> marks_fake() {
  return {{MarkKind::signature, 5, {72'000, 560'000, 200'000, 40'000}, ink(), "Ann Lee", "5f0c1ad0-4c1b-4f0e-9a55-000000000001"},
          {MarkKind::signature, 5, {320'000, 560'000, 200'000, 40'000}, TypedName{"José Ñúñez"}, "José Ñúñez", "5f0c1ad0-4c1b-4f0e-9a55-000000000002"},
          {MarkKind::initials, 1, {500'000, 700'000, 56'000, 24'000}, TypedName{"AL"}, "Ann Lee", "5f0c1ad0-4c1b-4f0e-9a55-000000000001"},
          {MarkKind::date_signed, 5, {72'000, 610'000, 110'000, 18'000}, PlainText{"11/24/2026"}},
          {MarkKind::text, 2, {72'000, 600'000, 200'000, 16'000}, PlainText{"Suite 900"}},
          {MarkKind::checkbox, 2, {72'000, 630'000, 12'000, 12'000}, Tick{}}};
}

SignerFacts ann() {
  SignerFacts signer{.recipient_id = "1", .name = "Ann Lee", .email = "ann@brightwater.example", .role = "Customer", .security_level = "Access code", .status = "completed"};
  signer.signature = ink();
  signer.initials = TypedName{"AL"};
  signer.signature_id = "5f0c1ad0-4c1b-4f0e-9a55-000000000001";
  signer.adoption = "drawn";
  signer.ip = "203.0.113.7";
  signer.user_agent = kFirefox;
  signer.session = "ses-1";
  signer.sent_at = at("14:00:05");
  signer.viewed_at = at("14:10:00");
  signer.signed_at = at("14:20:00");
  signer.disclosure = AcceptedDisclosure{at("14:11:00"), "2026-11-1", "en", documents::sha256_of(kDisclosure)};
  return signer;
}

SignerFacts jose() {
  SignerFacts signer{.recipient_id = "2", .name = "José Ñúñez", .email = "jose@northway.example", .role = "Agency", .routing_order = 2, .security_level = "None", .status = "completed"};
  signer.signature = TypedName{"José Ñúñez"};
  signer.signature_id = "5f0c1ad0-4c1b-4f0e-9a55-000000000002";
  signer.adoption = "typed";
  signer.ip = "198.51.100.20";
  signer.user_agent = kFirefox;
  signer.sent_at = at("14:20:01");
  signer.viewed_at = at("14:30:00");
  signer.signed_at = at("14:31:30");
  signer.reassigned_from = "Max Roe <max@northway.example>";
  return signer;
}

CompletionFacts facts_fake() {
  CompletionFacts facts;
  facts.envelope_id = "0b0f6e0e-7a53-4cf3-9e5b-1f0d1c2b3a49";
  facts.subject = "Electric Supply Agreement C-1001";
  facts.environment = "test";
  facts.originator = {"Keystone Energy Desk", "desk@keystone.example", "192.0.2.44", "Keystone Brokerage", ""};
  facts.created_at = at("14:00:00");
  facts.sent_at = at("14:00:05");
  facts.delivered_at = at("14:30:00");
  facts.ended_at = at("14:31:30");
  facts.signers = {ann(), jose()};
  facts.copies = {{"Supplier Desk", "contracts@meridian.example", "completed", at("14:31:30")}};
  facts.fields = {{"Ann Lee", "Agreement", 2, "Suite", "Suite 900"}, {"Ann Lee", "Agreement", 2, "Tax exempt", "true"}};
  facts.disclosures = {{"2026-11-1", "en", documents::sha256_of(kDisclosure), kDisclosure}};
  return facts;
}

void chain(EnvelopeFake& envelope, const std::vector<EvidenceEvent>& events) {
  std::string head(evidence_root());
  for (const auto& event : events) {
    auto line = next_evidence_line(envelope.facts.envelope_id, static_cast<std::int64_t>(envelope.evidence.size()) + 1, head, event);
    head = line.sha256;
    envelope.evidence.push_back(std::move(line.text));
  }
}

}  // namespace

std::string paper_fake(std::string_view body) {
  const auto source = documents::Template::parse("t", "---\nlanguage: en\ntitle: Agreement\n---\n" + std::string(body)).value();
  return documents::render(source, {}, {.created_at = at("13:00:00")}).value().bytes;
}

EnvelopeFake envelope_fake(bool two_documents) {
  EnvelopeFake envelope{.documents = {{"1", "Agreement", five_pages(), marks_fake()}}, .facts = facts_fake(), .evidence = {}};
  if (two_documents) envelope.documents.push_back({"2", "Letter of authorization", paper_fake("# Letter\n\nWords.\n"), {}});
  EvidenceEvent created{.kind = EvidenceKind::created, .at = at("14:00:00"), .actor = {"Keystone Energy Desk", "desk@keystone.example", ""}, .ip = "192.0.2.44"};
  for (std::size_t index = 0; index < envelope.documents.size(); ++index) {
    const auto& document = envelope.documents[index];
    const auto hash = documents::sha256_of(document.bytes);
    envelope.facts.originals.push_back({document.document_id, document.name, index == 0 ? 5 : 1, hash});
    created.detail.emplace_back(fmt::format("document.{}.name", index + 1), document.name);
    created.detail.emplace_back(fmt::format("document.{}.sha256", index + 1), hash);
  }
  const EvidenceActor signer{"Ann Lee", "ann@brightwater.example", "1"};
  const auto act = [&](EvidenceKind kind, std::string_view time) { return EvidenceEvent{kind, at(time), signer, "203.0.113.7", kFirefox, "ses-1", {}}; };
  auto adopted = act(EvidenceKind::signature_adopted, "14:15:00");
  adopted.detail = {{"kind", "drawn"}, {"signatureId", "5f0c1ad0-4c1b-4f0e-9a55-000000000001"}};
  chain(envelope, {created, {.kind = EvidenceKind::sent, .at = at("14:00:05")}, act(EvidenceKind::opened, "14:10:00"), act(EvidenceKind::disclosure_accepted, "14:11:00"),
                   act(EvidenceKind::document_viewed, "14:14:00"), adopted, act(EvidenceKind::recipient_signed, "14:20:00"),
                   {.kind = EvidenceKind::completed, .at = at("14:31:30")}});
  return envelope;
}

}  // namespace switchyard::esign
