#include "documents/seal/seal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "adapters/openssl/seal_key_fake.hpp"
#include "documents/documents.hpp"
#include "documents/form/form_fake.hpp"
#include "documents/pdf_reader_fake.hpp"
#include "documents/seal/seal_layout.hpp"

namespace switchyard::documents {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const Instant kNow = Instant::parse("2026-11-24T14:00:00Z").value();

std::string letter() {
  const auto source = Template::parse("t", "---\nlanguage: en\ntitle: T\n---\n# Agreement\n\nWords to sign.\n\n{{pagebreak}}\n\nMore.\n").value();
  return render(source, {}, {.created_at = kNow}).value().bytes;
}

SealOptions options() {
  return {.at = kNow,
          .name = "Switchyard",
          .reason = "All parties have signed",
          .attachments = {{.name = "evidence.jsonl", .content_type = "application/x-ndjson", .bytes = "{\"seq\":1}\n"}},
          .properties = {{"SwitchyardEnvelope", "abc"}}};
}

const std::string& sealed_letter() {
  static const std::string bytes = seal_pdf(letter(), adapters::sealing_key_fake(), options()).value().bytes;
  return bytes;
}

SealReport verified(std::string_view pdf) { return verify_seal(pdf, adapters::OpensslCmsVerifier()); }

std::string first_fault(std::string_view pdf) {
  const auto report = verified(pdf);
  return report.holds() ? "holds" : report.faults.front().code;
}

TEST(Seal, AnotherReaderCallsItValidAndCoveringTheWholeFile) {
  const auto said = signatures_of_pdf(sealed_letter());
  EXPECT_THAT(said, HasSubstr("Signature is Valid"));
  EXPECT_THAT(said, HasSubstr("Total document signed"));
  EXPECT_THAT(said, HasSubstr("ETSI.CAdES.detached"));
  EXPECT_THAT(said, HasSubstr("SHA-256"));
  EXPECT_THAT(said, Not(HasSubstr("Signature #2")));
  EXPECT_EQ(check_pdf(sealed_letter()), "");
}

TEST(Seal, VerificationTellsWhatTheSealerWrote) {
  const auto report = verified(sealed_letter());
  ASSERT_TRUE(report.holds()) << report.faults.front().message;
  EXPECT_EQ(report.sealed_at, kNow);
  EXPECT_EQ(report.name, "Switchyard");
  EXPECT_EQ(report.reason, "All parties have signed");
  EXPECT_EQ(report.pages, 2);
  EXPECT_EQ(report.certificate->subject, "CN=Switchyard self-made seal (identity not verified)");
  EXPECT_EQ(report.certificate->key, "RSA 2048");
  EXPECT_TRUE(report.certificate->self_signed);
  EXPECT_EQ(report.trust, SealTrust::unknown);
  ASSERT_EQ(report.attachments.size(), 1U);
  EXPECT_EQ(report.attachments[0].name, "evidence.jsonl");
  EXPECT_EQ(report.attachments[0].bytes, "{\"seq\":1}\n");
  EXPECT_THAT(report.properties, testing::Contains(std::pair<std::string, std::string>("SwitchyardEnvelope", "abc")));
}

TEST(Seal, ACertificateThatTheReaderNamesIsTrusted) {
  const adapters::OpensslCmsVerifier verifier(adapters::seal_material_fake().certificate);
  EXPECT_EQ(verify_seal(sealed_letter(), verifier).trust, SealTrust::pinned);
}

TEST(Seal, TheSameContentGivesTheSameBytes) {
  EXPECT_EQ(seal_pdf(letter(), adapters::sealing_key_fake(), options())->bytes, sealed_letter());
}

TEST(Seal, ASealedFileIsNotSealedAgain) {
  EXPECT_EQ(seal_pdf(sealed_letter(), adapters::sealing_key_fake(), options()).error().code, "pdf_signed");
}

TEST(Seal, TextBehindTheSealIsToldAsSuch) {
  EXPECT_EQ(first_fault(sealed_letter() + "\n"), "seal_partial");
  EXPECT_EQ(first_fault(letter()), "seal_missing");
  EXPECT_EQ(first_fault("no pdf"), "pdf_unreadable");
  EXPECT_EQ(first_fault(sealed_letter().substr(0, sealed_letter().size() - 1)), "seal_malformed");
}

TEST(Seal, CapitalDigitsAndBytesBehindTheSignatureAreNoticed) {
  auto place = find_seal(sealed_letter()).layout.value();
  std::string capital = sealed_letter();
  const auto letter_at = capital.find_first_of("abcdef", place.contents_begin);
  capital[letter_at] = static_cast<char>(std::toupper(capital[letter_at]));
  EXPECT_EQ(first_fault(capital), "seal_malformed");
  std::string padded = sealed_letter();
  padded[place.contents_end - 2] = '1';
  EXPECT_EQ(first_fault(padded), "seal_malformed");
}

TEST(Seal, EveryBitOfTheSignatureItselfIsNoticed) {
  const auto place = find_seal(sealed_letter()).layout.value();
  const auto size = cms_of(sealed_letter(), place)->size() * 2;
  std::string changed = sealed_letter();
  for (std::size_t at = place.contents_begin; at < place.contents_begin + size + 3; ++at) {
    for (const char other : {'0', '7', 'f'}) {
      if (other == sealed_letter()[at]) continue;
      changed[at] = other;
      EXPECT_FALSE(verified(changed).holds()) << "byte " << at << " as " << other;
      changed[at] = sealed_letter()[at];
    }
  }
}

// SWITCHYARD_SEAL_TRIALS=1000000 makes it a long one.
TEST(Seal, AnyOneChangedByteIsNoticed) {
  const char* wanted = std::getenv("SWITCHYARD_SEAL_TRIALS");
  const int trials = wanted == nullptr ? 10'000 : std::atoi(wanted);
  std::mt19937_64 random(20261124);
  std::string changed = sealed_letter();
  for (int trial = 0; trial < trials; ++trial) {
    const auto at = random() % changed.size();
    const auto other = trial % 2 == 0 ? static_cast<char>(changed[at] ^ (1 << random() % 8)) : static_cast<char>(random());
    if (other == sealed_letter()[at]) continue;
    changed[at] = other;
    ASSERT_FALSE(verified(changed).holds()) << "byte " << at << " as " << int{other};
    changed[at] = sealed_letter()[at];
  }
  EXPECT_TRUE(verified(changed).holds());
}

}  // namespace
}  // namespace switchyard::documents
