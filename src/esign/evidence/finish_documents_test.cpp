#include "esign/evidence/finish_documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <fstream>

#include "adapters/openssl/seal_key_fake.hpp"
#include "documents/page/finish.hpp"
#include "documents/pdf_reader_fake.hpp"
#include "documents/seal/seal.hpp"
#include "esign/evidence/finished_envelope_fake.hpp"

namespace switchyard::esign {
namespace {

using testing::HasSubstr;
using testing::Not;

FinishedEnvelope finish(const EnvelopeFake& envelope) {
  auto made = finish_documents(envelope.documents, envelope.facts, envelope.evidence, adapters::sealing_key_fake());
  EXPECT_TRUE(made) << made.error().message;
  return std::move(made).value();
}

const FinishedEnvelope& finished_once() {
  static const FinishedEnvelope made = finish(envelope_fake());
  return made;
}

// Kept for eyes: SWITCHYARD_KEEP_PDF=/tmp/x.
void keep(const std::string& name, const std::string& bytes) {
  if (const char* folder = std::getenv("SWITCHYARD_KEEP_PDF")) std::ofstream(std::string(folder) + "/" + name, std::ios::binary) << bytes;
}

TEST(FinishDocuments, EveryFileIsSealedOverTheWholeOfIt) {
  const auto made = finish(envelope_fake(true));
  std::vector<std::string> files = {made.combined.bytes, made.combined_alone.bytes, made.certificate.bytes};
  ASSERT_EQ(made.documents.size(), 2U);
  for (const auto& document : made.documents) files.push_back(document.bytes);
  for (const auto& file : files) {
    const auto said = documents::signatures_of_pdf(file);
    EXPECT_THAT(said, HasSubstr("Signature is Valid"));
    EXPECT_THAT(said, HasSubstr("Total document signed"));
    EXPECT_EQ(documents::check_pdf(file), "");
  }
  EXPECT_EQ(made.combined_alone.pages, 6);
  EXPECT_EQ(made.combined.pages, 6 + made.certificate.pages);
  EXPECT_EQ(made.combined.sha256, documents::sha256_of(made.combined.bytes));
}

TEST(FinishDocuments, EachPageNamesTheEnvelopeAndShowsWhatWasPutThere) {
  const auto pages = documents::pages_of_pdf(finished_once().combined.bytes);
  for (const auto& page : pages) EXPECT_THAT(page, HasSubstr("0b0f6e0e-7a53-4cf3-9e5b-1f0d1c2b3a49"));
  EXPECT_THAT(pages[4], HasSubstr("José Ñúñez"));
  EXPECT_THAT(pages[4], HasSubstr("Signed by Ann Lee · 5f0c1ad0-4c1b-4f"));
  EXPECT_THAT(pages[4], HasSubstr("11/24/2026"));
  EXPECT_THAT(pages[1], HasSubstr("Suite 900"));
  EXPECT_THAT(pages[1], Not(HasSubstr("Signed by")));
}

TEST(FinishDocuments, TheCertificateTellsWhoWhenWhereAndWhat) {
  keep("combined.pdf", finished_once().combined.bytes);
  keep("certificate.pdf", finished_once().certificate.bytes);
  const auto text = documents::text_of_pdf(finished_once().certificate.bytes);
  for (const auto* words :
       {"TEST ENVIRONMENT", "Electric Supply Agreement C-1001", "Completed", "0b0f6e0e-7a53-4cf3-9e5b-1f0d1c2b3a49", "Keystone Energy Desk", "192.0.2.44", "Keystone Brokerage", "UTC", "ann@brightwater.example",
        "Access code", "203.0.113.7", "2026-11-24 14:20:00", "2026-11-24 14:10:00", "Drawn by hand", "Typed, pre-selected style", "Firefox/128.0", "Max Roe",
        "contracts@meridian.example", "Suite 900", "Disclosure accepted", "You may ask for paper copies", "self-made"}) {
    EXPECT_THAT(text, HasSubstr(words));
  }
}

TEST(FinishDocuments, TheSameEnvelopeGivesTheSameFiles) { EXPECT_EQ(finish(envelope_fake()).combined.sha256, finished_once().combined.sha256); }

TEST(FinishDocuments, LettersThatNoFontHasDoNotStopTheCertificate) {
  auto envelope = envelope_fake();
  envelope.facts.signers[0].name = "Ann \xf0\x9f\x8e\x89 Lee";
  envelope.facts.signers[0].user_agent = "Browser\x01\xff";
  envelope.documents[0].marks[0].signer = envelope.facts.signers[0].name;
  EXPECT_THAT(documents::text_of_pdf(finish(envelope).certificate.bytes), HasSubstr("Ann ? Lee"));
}

TEST(FinishDocuments, ABrokenChainIsNotCertified) {
  auto envelope = envelope_fake();
  envelope.evidence.erase(envelope.evidence.begin());
  EXPECT_EQ(finish_documents(envelope.documents, envelope.facts, envelope.evidence, adapters::sealing_key_fake()).error().code, "evidence_broken");
}

TEST(FinishDocuments, ADocumentThatCannotBeReadIsNamed) {
  auto envelope = envelope_fake(true);
  envelope.documents[1].bytes = "no pdf";
  const auto made = finish_documents(envelope.documents, envelope.facts, envelope.evidence, adapters::sealing_key_fake());
  EXPECT_EQ(made.error().code, "pdf_unreadable");
  EXPECT_EQ(made.error().fields.at(0).pointer, "/documents/1");
}

TEST(FinishDocuments, ADeclinedEnvelopeHasACertificateThatSaysWhy) {
  auto envelope = envelope_fake();
  envelope.facts.status = "declined";
  envelope.facts.signers[0].status = "declined";
  envelope.facts.signers[0].declined_at = envelope.facts.ended_at;
  envelope.facts.signers[0].declined_reason = "The price is not the one agreed";
  const auto stamped = stamp_documents(envelope.facts.envelope_id, "en", envelope.documents, envelope.facts.ended_at);
  const auto made = certify(*stamped, envelope.facts, envelope.evidence, adapters::sealing_key_fake());
  ASSERT_TRUE(made);
  EXPECT_THAT(documents::text_of_pdf(made->bytes), HasSubstr("Reason for declining: The price is not the one agreed"));
}

// Five pages, a certificate, all files: what the job after Finish costs.
TEST(FinishDocuments, TakesLittleOfAProcessor) {
  const auto envelope = envelope_fake();
  (void)finish(envelope);  // Fonts of the thread.
  const auto begin = std::clock();
  constexpr int kRuns = 3;
  for (int run = 0; run < kRuns; ++run) (void)finish(envelope);
  const auto ms = (std::clock() - begin) * 1000 / CLOCKS_PER_SEC / kRuns;
  RecordProperty("cpu_ms", static_cast<int>(ms));
  EXPECT_LT(ms, 1'000);  // A guard against accidents; the figure is reported.
  if (std::getenv("SWITCHYARD_KEEP_PDF") != nullptr) std::printf("finish_documents: %ld ms of CPU\n", static_cast<long>(ms));
}

}  // namespace
}  // namespace switchyard::esign
