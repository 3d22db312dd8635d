#include "contracting/contracts/contract_holder.hpp"

#include <gtest/gtest.h>

#include "contracting/contracts/contract_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

class HeldCustomer : public ::testing::TestWithParam<Engine> {
 protected:
  ContractBench bench_{GetParam()};
  ContractHolder holder_;

  std::string needs(const CustomerId& customer) {
    std::string code = "free";
    bench_.parties.database->read([&](SqlReader& reader) {
      if (const auto error = holder_.needs(reader, bench_.parties.actor.partner, customer, bench_.parties.clock.now())) code = error->message;
    });
    return code;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, HeldCustomer, every_engine(), engine_name);

TEST_P(HeldCustomer, IsNeededWhileAContractMayBeSignedOrRuns) {
  const Contract draft = bench_.bakery_contract();
  EXPECT_EQ(needs(draft.customer), "Contract C-2026-000001 (draft) needs the data until 2027-11-24.");
  bench_.parties.clock.set(*Instant::parse("2027-11-24T00:00:00Z"));
  EXPECT_EQ(needs(draft.customer), "free");
}

TEST_P(HeldCustomer, IsNeededTwoYearsAfterASignedContractEnded) {
  const Contract draft = bench_.bakery_contract();
  ASSERT_TRUE(bench_.sign(draft).has_value());
  EXPECT_EQ(needs(draft.customer), "Contract C-2026-000001 (in_review) needs the data until it is over.");
  bench_.submit(draft.id);
  bench_.move_all(draft.id, AccountEvent::cancel);
  EXPECT_EQ(needs(draft.customer), "Contract C-2026-000001 (cancelled) needs the data until 2028-11-23.");
}

TEST_P(HeldCustomer, ErasingTakesTheNameOutOfContractsAndSearch) {
  const Contract draft = bench_.bakery_contract();
  bench_.parties.database->write([&](SqlTransaction& transaction) {
    holder_.erase(transaction, bench_.parties.actor.partner, draft.customer, bench_.parties.clock.now());
    return true;
  });
  EXPECT_EQ(bench_.stored(draft.id).customer_name, "(erased)");
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM search_words WHERE kind = 'contract'"), 0);
}

}  // namespace
}  // namespace switchyard::contracting
