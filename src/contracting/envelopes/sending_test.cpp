#include "contracting/envelopes/sending.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "contracting/contracts/contract_reads.hpp"
#include "contracting/customers/customer_actions.hpp"
#include "contracting/envelopes/envelope_bench_fake.hpp"
#include "contracting/envelopes/issued_papers.hpp"

namespace switchyard::contracting {
namespace {

using signing::SignerRole;

class SendingContracts : public ::testing::TestWithParam<Engine> {
 protected:
  EnvelopeBench bench_{GetParam()};
  const Contract draft_ = bench_.bakery_contract();

  Result<signing::PaperBytes> paper(const std::string& document, const std::string& subject) {
    IssuedPapers papers;
    return bench_.parties.read([&](SqlReader& reader) {
      return papers.paper(reader, {.partner = bench_.parties.actor.partner.text(), .id = subject}, document);
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SendingContracts, every_engine(), engine_name);

TEST_P(SendingContracts, TheCustomerSignsThenTheCoSignerThenTheAgency) {
  const Sending sending{.signers = {{.role = SignerRole::agency, .name = "Kim Park", .email = "kim@agency.example"},
                                    {.role = SignerRole::co_signer, .name = "Omar Diaz", .email = "omar@bread.example", .title = "CFO", .access_code = "4711"}},
                        .copies = {{.name = "Files", .email = "files@bread.example"}},
                        .delivery = Delivery::remote,
                        .message = "Please sign today."};
  EXPECT_EQ(bench_.send(draft_.id, sending).state, ContractState::sent);
  const signing::NewEnvelope& envelope = bench_.signer.last();
  ASSERT_EQ(envelope.signers.size(), 3u);
  EXPECT_EQ(envelope.signers[0].role, SignerRole::customer);
  EXPECT_EQ(envelope.signers[0].routing_order, 1);
  EXPECT_EQ(envelope.signers[1].name, "Omar Diaz");
  EXPECT_EQ(envelope.signers[1].access_code, "4711");
  EXPECT_EQ(envelope.signers[1].routing_order, 2);
  EXPECT_EQ(envelope.signers[2].role, SignerRole::agency);
  EXPECT_EQ(envelope.signers[2].routing_order, 3);
  EXPECT_FALSE(envelope.signers[2].is_embedded);
  EXPECT_EQ(envelope.sign_by, draft_.instants.sign_by);
  EXPECT_EQ(envelope.title, "Agreement C-2026-000001 for Lincoln Park Bread LLC");
  EXPECT_EQ(envelope.message, "Please sign today.");
  EXPECT_EQ(envelope.copies.size(), 1u);
  ASSERT_EQ(envelope.papers.size(), 3u);
  const auto agreement = paper(envelope.papers[1].document, draft_.id.text());
  ASSERT_TRUE(agreement.has_value());
  EXPECT_TRUE(agreement->bytes.starts_with("%PDF-"));
  EXPECT_EQ(agreement->sha256, bench_.parties.digest.sha256_hex(agreement->bytes));
  const auto signs = [&](SignerRole role) {
    return std::ranges::any_of(agreement->places, [&](const signing::PaperPlace& place) { return place.role == role && place.kind == signing::PaperPlace::Kind::sign && place.width > 0; });
  };
  EXPECT_TRUE(signs(SignerRole::customer));
  EXPECT_TRUE(signs(SignerRole::co_signer));
  EXPECT_TRUE(signs(SignerRole::agency));
  EXPECT_FALSE(signs(SignerRole::supplier));
}

TEST_P(SendingContracts, APaperOfAnotherContractIsNotGiven) {
  bench_.send(draft_.id);
  EXPECT_EQ(paper(bench_.signer.last().papers[0].document, "ctr_01890000000070008000000000000000").error().code, "document_not_found");
}

TEST_P(SendingContracts, SignersThatCannotBeTakenAreNamedEach) {
  const auto refused = bench_.try_send(draft_.id, {.signers = {{.role = SignerRole::customer, .name = "", .email = "nowhere"}, {.role = SignerRole::customer, .name = "Two", .email = "two@x.example"},
                                                               {.role = SignerRole::supplier, .name = "S", .email = "s@x.example"}}});
  EXPECT_EQ(refused.error().code, "signers_invalid");
  EXPECT_EQ(fields_of(refused.error()), "/signers/0/name missing; /signers/0/email email_invalid; /signers/1/role repeated; /signers/2/role not_one_of");
  EXPECT_EQ(bench_.stored(draft_.id).state, ContractState::draft);
}

TEST_P(SendingContracts, TheSecondSignerAmongTheContactsSignsToo) {
  const auto changed = bench_.write<Customer>([&](SqlTransaction& transaction) {
    return update_customer(transaction, bench_.party_desk, bench_.parties.actor, draft_.customer, 1, [](CustomerForm& form) {
      form.details.contacts.push_back({.role = ContactRole::signer, .first_name = "Omar", .last_name = "Diaz", .email = "omar@bread.example"});
    });
  });
  ASSERT_TRUE(changed.has_value()) << changed.error().message;
  bench_.send(draft_.id);
  ASSERT_EQ(bench_.signer.last().signers.size(), 2u);
  EXPECT_EQ(bench_.signer.last().signers[1].role, SignerRole::co_signer);
  EXPECT_EQ(bench_.signer.last().signers[1].name, "Omar Diaz");
}

TEST_P(SendingContracts, ASessionOfADraftSendsItWithNobodyWrittenTo) {
  const auto opened = bench_.write<OpenedSession>([&](SqlTransaction& transaction) {
    return create_signing_session(transaction, bench_.full_desk(), bench_.parties.actor, {.contract = draft_.id}, {.link = {.return_url = "https://shop.example.com/done"}});
  });
  ASSERT_TRUE(opened.has_value()) << opened.error().message;
  EXPECT_EQ(opened->link.url, "https://sign.example.com/sign/1");
  EXPECT_FALSE(bench_.signer.last().signers[0].is_written_to);
  EXPECT_TRUE(bench_.signer.last().signers[0].is_embedded);
}

TEST_P(SendingContracts, WhatIsOutCanBeSentAgainCorrectedAndAskedFor) {
  const auto run = [&](auto work) { return bench_.write<Contract>([&](SqlTransaction& transaction) { return work(transaction, bench_.full_desk()); }); };
  const ContractCommand command{.contract = draft_.id};
  const auto resend = [&](SqlTransaction& transaction, const ContractDesk& desk) { return resend_contract(transaction, desk, bench_.parties.actor, command); };
  EXPECT_EQ(run(resend).error().code, "contract_state_conflict");
  bench_.send(draft_.id);
  ASSERT_TRUE(run(resend).has_value());
  ASSERT_TRUE(run([&](SqlTransaction& transaction, const ContractDesk& desk) {
                return correct_signer(transaction, desk, bench_.parties.actor, command, {.name = "Ana Ruiz Vega", .email = "ana2@bread.example"});
              }).has_value());
  EXPECT_EQ(bench_.signer.asked.back(), "correct 1 customer Ana Ruiz Vega <ana2@bread.example>");
  ASSERT_TRUE(run([&](SqlTransaction& transaction, const ContractDesk& desk) { return refresh_signing(transaction, desk, bench_.parties.actor, command); }).has_value());
  EXPECT_EQ(bench_.signer.asked.back(), "refresh 1");
  const auto others = bench_.write<Contract>([&](SqlTransaction& transaction) { return resend_contract(transaction, bench_.full_desk(), bench_.parties.other, command); });
  EXPECT_EQ(others.error().code, "contract_not_found");
}

}  // namespace
}  // namespace switchyard::contracting
