#include "contracting/envelopes/countersignature.hpp"

#include <gtest/gtest.h>

#include "contracting/envelopes/agreement_envelope.hpp"
#include "contracting/envelopes/envelope_bench_fake.hpp"
#include "contracting/envelopes/issued_papers.hpp"
#include "contracting/files/uploaded_file.hpp"

namespace switchyard::contracting {
namespace {

using News = signing::EnvelopeNewsKind;

class Countersigning : public ::testing::TestWithParam<Engine> {
 protected:
  EnvelopeBench bench_{GetParam()};
  Contract contract_ = bench_.bakery_contract();
  const Instant now_ = bench_.parties.clock.now();

  // Signed by the customer's side and accepted by the supplier.
  void accept() {
    bench_.send(contract_.id);
    ASSERT_TRUE(bench_.tell(News::customer_side_done, now_).has_value());
    ASSERT_TRUE(bench_.keep(subject_of(contract_), {"%PDF-1.7 signed", "%PDF-1.7 certificate"}).has_value());
    bench_.submit(contract_.id);
    ASSERT_EQ(bench_.move_all(contract_.id, AccountEvent::supplier_accept).state, ContractState::accepted);
  }
  Result<Contract> request() {
    return bench_.write<Contract>([&](SqlTransaction& transaction) { return request_countersignature(transaction, bench_.full_desk(), bench_.parties.actor, {.contract = contract_.id}); });
  }
  Result<Contract> record(const FileId& document) {
    return bench_.write<Contract>([&](SqlTransaction& transaction) {
      return record_execution(transaction, bench_.full_desk(), bench_.parties.actor, {.contract = contract_.id, .document = document, .executed_by = "Dana Cole"});
    });
  }
  FileId upload(const std::string& bytes, const std::string& subject = {}) {
    return bench_
        .write<UploadedFile>([&](SqlTransaction& transaction) {
          return store_file(transaction, bench_.party_desk, bench_.parties.actor, {.purpose = FilePurpose::contract, .name = "executed.pdf", .subject = subject}, bytes);
        })
        .value()
        .id;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Countersigning, every_engine(), engine_name);

TEST_P(Countersigning, OursIsASecondEnvelopeThatExecutesTheContract) {
  bench_.supplier.countersignature = Countersignature::ours;
  bench_.supplier.signer_name = "Dana Cole";
  bench_.supplier.signer_email = "contracts@northgate.example";
  EXPECT_EQ(request().error().code, "contract_state_conflict");
  accept();
  const auto requested = request();
  ASSERT_TRUE(requested.has_value()) << requested.error().message;
  const signing::NewEnvelope& envelope = bench_.signer.last();
  EXPECT_EQ(envelope.subject.purpose, signing::EnvelopePurpose::countersignature);
  EXPECT_EQ(envelope.signers[0].role, signing::SignerRole::supplier);
  ASSERT_EQ(envelope.papers.size(), 2u);
  IssuedPapers papers;
  const auto sheet = bench_.parties.read([&](SqlReader& reader) { return papers.paper(reader, envelope.subject, envelope.papers[0].document); });
  ASSERT_TRUE(sheet.has_value());
  EXPECT_EQ(sheet->places.size(), 2u);
  EXPECT_EQ(sheet->places[0].role, signing::SignerRole::supplier);
  ASSERT_TRUE(bench_.tell(News::completed, now_).has_value());
  ASSERT_TRUE(bench_.tell(News::completed, now_).has_value());
  EXPECT_EQ(bench_.state(contract_.id), "executed");
  ASSERT_TRUE(bench_.keep(envelope.subject, {"%PDF-1.7 countersigned"}).has_value());
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM signed_documents"), 3);
}

TEST_P(Countersigning, ADeclineOfTheSupplierIsNotedAndTheContractStaysAccepted) {
  bench_.supplier.countersignature = Countersignature::ours;
  bench_.supplier.signer_name = "Dana Cole";
  bench_.supplier.signer_email = "contracts@northgate.example";
  accept();
  ASSERT_TRUE(request().has_value());
  ASSERT_TRUE(bench_.tell(News::declined, now_, "The price was wrong.").has_value());
  EXPECT_EQ(bench_.state(contract_.id), "accepted");
  EXPECT_EQ(bench_.history(contract_.id).back().reason, "The price was wrong.");
}

TEST_P(Countersigning, ASupplierThatDoesNotIsRefused) {
  accept();
  EXPECT_EQ(request().error().code, "countersignature_not_ours");
}

TEST_P(Countersigning, TheirsIsAPdfOfThisContractThatIsNotOurOwn) {
  const FileId early = upload("%PDF-1.7\npages=1\n%%EOF\n", contract_.id.text());
  EXPECT_EQ(record(early).error().code, "contract_state_conflict");
  accept();
  EXPECT_EQ(record(upload("%PDF-1.7\npages=2\n%%EOF\n")).error().code, "execution_unmatched");
  EXPECT_EQ(record(upload("not a pdf", contract_.id.text())).error().code, "execution_invalid");
  EXPECT_EQ(record(bench_.evidence(bench_.parties.other)).error().code, "file_not_found");
  EXPECT_EQ(record(upload("%PDF-1.7 signed\npages=1\n%%EOF\n", contract_.id.text()))->state, ContractState::executed);
  EXPECT_EQ(bench_.history(contract_.id).back().reason, "Countersigned by Dana Cole.");
}

}  // namespace
}  // namespace switchyard::contracting
