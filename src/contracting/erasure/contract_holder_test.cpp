#include "contracting/erasure/contract_holder.hpp"

#include <gtest/gtest.h>

#include "contracting/contracts/contract_bench_fake.hpp"
#include "contracting/erasure/retention.hpp"

namespace switchyard::contracting {
namespace {

class ContractHolders : public ::testing::TestWithParam<Engine> {
 protected:
  ContractBench bench{GetParam()};
  ContractHolder holder;
  std::vector<const CustomerHolder*> holders{&holder};

  Result<ErasedCustomer> erase(const CustomerId& id) {
    return bench.write<ErasedCustomer>([&](SqlTransaction& transaction) {
      return erase_customer(transaction, bench.party_desk, bench.parties.actor, id, "asked by mail", holders);
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ContractHolders, every_engine(), engine_name);

TEST_P(ContractHolders, LetADraftGoAndBlankIt) {
  const Contract draft = bench.bakery_contract();
  ASSERT_TRUE(erase(draft.customer));
  const Contract left = bench.stored(draft.id);
  EXPECT_EQ(left.customer_name, "Erased customer");
  EXPECT_EQ(left.number, draft.number);
  EXPECT_EQ(bench.parties.count("SELECT COUNT(*) FROM contracts WHERE your_reference IS NOT NULL OR search_text <> ''"), 0);
  EXPECT_EQ(bench.parties.count("SELECT COUNT(*) FROM search_words"), 0);
}

TEST_P(ContractHolders, KeepTheCustomerOfASignedContractThatIsOnItsWay) {
  const Contract signed_contract = bench.sign(bench.bakery_contract()).value();
  const auto refused = erase(signed_contract.customer);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "customer_needed");
  EXPECT_NE(refused.error().message.find(signed_contract.number), std::string::npos) << refused.error().message;
}

TEST_P(ContractHolders, StopTheForgettingOfCustomersWithYoungDrafts) {
  const Contract draft = bench.bakery_contract();
  const auto touched = [&](std::string_view since) {
    return bench.parties.read([&](SqlReader& reader) {
      return holder.was_touched_since(reader, bench.parties.actor.partner, draft.customer, *Instant::parse(since));
    });
  };
  EXPECT_TRUE(touched("2026-01-01T00:00:00Z"));
  EXPECT_FALSE(touched("2027-01-01T00:00:00Z"));
}

TEST_P(ContractHolders, LetACustomerGoWhenTheRetentionIsOver) {
  const Contract contract = bench.sign(bench.bakery_contract()).value();
  // Ended as its last account did; ComEd's sites are in Illinois: two years after the end of supply.
  bench.parties.database->write([&](SqlTransaction& transaction) {
    transaction.execute("UPDATE contracts SET state = 'ended'", {});
    return true;
  });
  EXPECT_EQ(erase(contract.customer).error().code, "customer_needed");
  bench.parties.clock.set(*Instant::parse("2031-06-01T00:00:00Z"));
  EXPECT_TRUE(erase(contract.customer));
}

TEST(Retention, IsOfTheStateOrTheLongest) {
  EXPECT_EQ(retention_years("IL"), 2);
  EXPECT_EQ(retention_years("NJ"), 3);
  EXPECT_EQ(retention_years("TX"), 7);
}

}  // namespace
}  // namespace switchyard::contracting
