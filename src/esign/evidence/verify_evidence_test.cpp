#include "esign/evidence/verify_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "adapters/openssl/seal_key_fake.hpp"
#include "documents/page/finish.hpp"
#include "esign/evidence/evidence_file.hpp"
#include "esign/evidence/finished_envelope_fake.hpp"

namespace switchyard::esign {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

const Instant kLater = Instant::parse("2027-01-15T08:00:00Z").value();

struct Finished {
  EnvelopeFake envelope = envelope_fake();
  FinishedEnvelope files = finish_documents(envelope.documents, envelope.facts, envelope.evidence, adapters::sealing_key_fake()).value();
};
const Finished& finished() {
  static const Finished made;
  return made;
}

EvidenceReport verified(std::string_view pdf, std::span<const OriginalFile> originals = {}, Instant now = kLater) {
  return verify_evidence(pdf, adapters::OpensslCmsVerifier(), now, originals);
}

std::vector<std::string> codes(const EvidenceReport& report) {
  std::vector<std::string> found;
  for (const auto& finding : report.findings) found.push_back((finding.is_fault ? "!" : "") + finding.code);
  return found;
}

TEST(VerifyEvidence, TheFileThatEveryoneGetsHoldsByItself) {
  const auto report = verified(finished().files.combined.bytes);
  EXPECT_TRUE(report.holds());
  EXPECT_EQ(report.envelope_id, "0b0f6e0e-7a53-4cf3-9e5b-1f0d1c2b3a49");
  EXPECT_EQ(report.kind, "combined");
  EXPECT_EQ(report.chain->events.size(), 8U);
  EXPECT_EQ(report.seal.sha256, finished().files.combined.sha256);
  EXPECT_THAT(codes(report), testing::ElementsAre("seal_holds", "certificate_self_made", "time_not_stamped", "evidence_holds"));
}

TEST(VerifyEvidence, TheCertificateAloneAndEachDocumentHold) {
  EXPECT_TRUE(verified(finished().files.certificate.bytes).holds());
  EXPECT_THAT(codes(verified(finished().files.combined_alone.bytes)), Contains("evidence_elsewhere"));
  EXPECT_TRUE(verified(finished().files.documents.at(0).bytes).holds());
}

TEST(VerifyEvidence, AnOriginalIsFoundAmongWhatWasSent) {
  const std::vector<OriginalFile> same = {{"agreement.pdf", finished().envelope.documents[0].bytes}};
  EXPECT_THAT(codes(verified(finished().files.combined.bytes, same)), Contains("original_same"));
  const std::vector<OriginalFile> other = {{"other.pdf", "%PDF-other"}};
  const auto report = verified(finished().files.combined.bytes, other);
  EXPECT_FALSE(report.holds());
  EXPECT_THAT(codes(report), Contains("!original_differs"));
}

TEST(VerifyEvidence, AnExpiredCertificateIsToldAndDoesNotBreakTheSeal) {
  const auto report = verified(finished().files.combined.bytes, {}, Instant::parse("2040-01-01T00:00:00Z").value());
  EXPECT_TRUE(report.holds());
  EXPECT_THAT(codes(report), Contains("certificate_expired"));
}

// Sealed anew with the same key but other evidence: the page still prints the head of the true one.
TEST(VerifyEvidence, EvidenceThatIsNotThePrintedOneIsNoticed) {
  auto forged = finished().envelope;
  forged.evidence.pop_back();
  const auto stamped = stamp_documents(forged.facts.envelope_id, "en", forged.documents, forged.facts.ended_at);
  const documents::SealOptions options{
      .at = forged.facts.ended_at,
      .attachments = {{.name = std::string(kEvidenceFileName), .content_type = "application/x-ndjson", .bytes = evidence_file(forged.evidence)}},
      .properties = {{std::string(kPropertyEnvelope), forged.facts.envelope_id},
                     {std::string(kPropertyKind), "combined"},
                     {std::string(kPropertyEvidenceHead), read_evidence(evidence_file(forged.evidence))->head}}};
  const auto sealed = documents::seal_pdf(stamped->combined.bytes, adapters::sealing_key_fake(), options);
  EXPECT_THAT(codes(verified(sealed->bytes)), Contains("!evidence_head_differs"));
}

TEST(VerifyEvidence, ASealedFileWithoutAnEnvelopeIsNoEvidence) {
  const auto sealed = documents::seal_pdf(paper_fake("# A letter\n"), adapters::sealing_key_fake(), {.at = kLater});
  EXPECT_THAT(codes(verified(sealed->bytes)), Contains("!evidence_missing"));
  EXPECT_THAT(codes(verified(paper_fake("# A letter\n"))), testing::ElementsAre("!seal_missing"));
}

TEST(VerifyEvidence, AnyOneChangedByteOfTheFinishedFileIsNoticed) {
  std::mt19937_64 random(5);
  const auto& whole = finished().files.combined.bytes;
  std::string changed = whole;
  for (int trial = 0; trial < 2'000; ++trial) {
    const auto at = random() % changed.size();
    changed[at] = static_cast<char>(changed[at] ^ (1 << random() % 8));
    ASSERT_FALSE(documents::verify_seal(changed, adapters::OpensslCmsVerifier()).holds()) << "byte " << at;
    changed[at] = whole[at];
  }
  EXPECT_TRUE(verified(changed).holds());
}

TEST(VerifyEvidence, IsToldAsJson) {
  const auto json = evidence_json(verified(finished().files.combined.bytes), "signed.pdf");
  EXPECT_THAT(json, HasSubstr("\"file\":\"signed.pdf\",\"verdict\":\"holds\""));
  EXPECT_THAT(json, HasSubstr("\"event\":\"recipient_signed\",\"name\":\"Ann Lee\""));
  EXPECT_THAT(json, HasSubstr("\"severity\":\"note\",\"code\":\"certificate_self_made\""));
  EXPECT_THAT(evidence_json(verified("no pdf"), "x"), HasSubstr("\"verdict\":\"wrong\""));
}

}  // namespace
}  // namespace switchyard::esign
