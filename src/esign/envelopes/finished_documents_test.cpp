#include <gmock/gmock.h>

#include "adapters/openssl/seal_key_fake.hpp"
#include "documents/documents.hpp"
#include "esign/esign_fixture_fake.hpp"

namespace switchyard::esign {
namespace {

using ::testing::SizeIs;

class FinishedDocuments : public EsignSuite {
 protected:
  FinishedDocuments() : sealing_{service_} { sealing_.sealing_key = &adapters::sealing_key_fake(); }

  // Runs the job as a runner would, its effect in a transaction of its own.
  Result<void> run_job(const EsignService& service, const EnvelopeId& id) {
    const auto handler = documents_finisher(service);
    auto effect = handler({.id = outbox::JobId(Uuid{}), .kind = std::string(kFinishDocumentsJob), .payload = "{\"envelopeId\":\"" + id.text() + "\"}", .attempt = 1});
    if (!effect) return effect.error();
    if (!*effect) return {};
    return act(*effect);
  }
  std::string text_of_file(const DownloadedFile& file, std::string_view needle) {
    const auto found = documents::find_text(file.bytes, std::vector<std::string_view>{needle});
    return found && !found->empty() ? std::string(needle) : "";
  }

  EsignService sealing_;
};
INSTANTIATE_TEST_SUITE_P(Engines, FinishedDocuments, every_engine(), engine_name);

TEST_P(FinishedDocuments, AreNotReadyUntilTheJobHasSealedThem) {
  const auto envelope = sent({signer_fake()});
  sign(envelope);
  const auto early = download(sealing_, stored(envelope.id), "combined");
  EXPECT_EQ(early.error().code, "DOCUMENT_NOT_READY");
  EXPECT_EQ(early.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(run_job(service_, envelope.id).error().code, "sealing_key_missing");
  const auto sealed = run_job(sealing_, envelope.id);
  ASSERT_TRUE(sealed) << sealed.error().message;
  const auto kept = stored(envelope.id);
  EXPECT_TRUE(kept.is_sealed);
  const auto combined = download(sealing_, kept, "combined");
  ASSERT_TRUE(combined) << combined.error().message;
  EXPECT_EQ(combined->sha256, sha256_hex(*jose_, combined->bytes));
  EXPECT_EQ(text_of_file(*combined, "Ann Lee"), "Ann Lee");
  EXPECT_EQ(text_of_file(*combined, "11/23/2026"), "11/23/2026");
  const auto alone = download(sealing_, kept, "combined", {.with_certificate = false});
  EXPECT_LT(alone->bytes.size(), combined->bytes.size());
  EXPECT_THAT(*download_all(sealing_, kept), SizeIs(2));
  EXPECT_EQ(download(sealing_, kept, "7").error().code, "DOCUMENT_DOES_NOT_EXIST");
}

TEST_P(FinishedDocuments, SealingAgainKeepsWhatIsThere) {
  const auto envelope = sent({signer_fake()});
  sign(envelope);
  const auto handler = documents_finisher(sealing_);
  const outbox::Job job{
      .id = outbox::JobId(Uuid{}), .kind = std::string(kFinishDocumentsJob), .payload = "{\"envelopeId\":\"" + envelope.id.text() + "\"}", .attempt = 1};
  // Two runs beside each other, as after a lost lease: both have sealed before either has stored.
  const auto first = handler(job);
  const auto second = handler(job);
  ASSERT_TRUE(act(*first));
  const auto hash = download(sealing_, stored(envelope.id), "combined")->sha256;
  ASSERT_TRUE(act(*second));
  EXPECT_EQ(download(sealing_, stored(envelope.id), "combined")->sha256, hash);
  ASSERT_TRUE(run_job(sealing_, envelope.id));
  EXPECT_EQ(download(sealing_, stored(envelope.id), "combined")->sha256, hash);
  EXPECT_THAT(jobs_of("esign.write_letter"), SizeIs(1));  // To the sender; the embedded signer is the application's.
}

TEST_P(FinishedDocuments, AnEnvelopeUnderWayShowsWhatIsSignedSoFar) {
  const auto envelope = sent({signer_fake("1", 1, "c1"), signer_fake("2", 2, "c2")});
  const auto before = download(sealing_, stored(envelope.id), "1");
  ASSERT_TRUE(before);
  EXPECT_EQ(text_of_file(*before, "11/23/2026"), "");
  sign(envelope, "1");
  EXPECT_EQ(text_of_file(*download(sealing_, stored(envelope.id), "1"), "11/23/2026"), "11/23/2026");
  const auto certificate = download(sealing_, stored(envelope.id), "certificate");
  ASSERT_TRUE(certificate) << certificate.error().message;
  EXPECT_EQ(text_of_file(*certificate, envelope.id.text()), envelope.id.text());
}

TEST_P(FinishedDocuments, TheFactsNameWhoSignedFromWhereAndWhatHeAccepted) {
  Recipient signer = signer_fake();
  signer.tabs.push_back({.kind = TabKind::text, .label = "title", .document_id = "1", .page = 1, .x = 100'000, .y = 100'000});
  const auto envelope = sent({signer});
  const auto who = presence(envelope);
  prepare_to_sign(who);
  ASSERT_TRUE(act([&](SqlTransaction& transaction) { return record_authentication(transaction, service_, who, "access_code", true); }));
  TabId title;
  for (const Tab& tab : envelope.recipients[0].tabs) {
    if (tab.label == "title") title = tab.id;
  }
  ASSERT_TRUE(finish(who, {{title, "Owner"}}));
  CompletionFacts facts;
  const auto kept = stored(envelope.id);
  database_->read([&](SqlReader& reader) { facts = completion_facts(reader, service_, kept); });
  ASSERT_THAT(facts.signers, SizeIs(1));
  EXPECT_EQ(facts.signers[0].ip, "198.51.100.7");
  EXPECT_EQ(facts.signers[0].security_level, "Access code");
  EXPECT_EQ(facts.signers[0].adoption, "typed");
  ASSERT_TRUE(facts.signers[0].disclosure);
  EXPECT_EQ(facts.signers[0].disclosure->language, "en");
  EXPECT_THAT(facts.disclosures, SizeIs(1));
  ASSERT_THAT(facts.fields, SizeIs(2));
  EXPECT_EQ(facts.fields[1].value, "Owner");
  EXPECT_EQ(facts.environment, "test");
}

}  // namespace
}  // namespace switchyard::esign
