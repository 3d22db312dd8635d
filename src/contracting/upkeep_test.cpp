#include "contracting/upkeep.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "contracting/authorizations/authorization.hpp"
#include "contracting/customers/tax_id.hpp"
#include "contracting/party_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

class Upkeep : public ::testing::TestWithParam<Engine> {
 protected:
  PartyBench bench{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, Upkeep, every_engine(), engine_name);

TEST_P(Upkeep, EndsAllAuthorizationsThatAreOver) {
  const Customer customer = bench.customer();
  bench.database->write([&](SqlTransaction& transaction) {
    for (int i = 0; i < 201; ++i) {
      EXPECT_TRUE(create_authorization(transaction, bench.desk(), bench.actor,
                                       {.customer = customer.id, .scopes = {AuthorizationScope::bills}, .signed_at = bench.clock.now(), .signer_name = "Ana Ruiz"}));
    }
    return true;
  });
  EXPECT_EQ(end_authorizations(*bench.database, bench.desk()), 0);
  bench.clock.set(*Instant::parse("2027-11-24T15:00:00Z"));
  EXPECT_EQ(end_authorizations(*bench.database, bench.desk()), 201);
  EXPECT_EQ(end_authorizations(*bench.database, bench.desk()), 0);
}

TEST_P(Upkeep, ForgetsAllCustomersWhomNobodyTouched) {
  for (int i = 0; i < 41; ++i) bench.customer(fmt::format("Customer {}", i));
  EXPECT_EQ(forget_customers(*bench.database, bench.desk(), {}), 0);
  bench.clock.set(*Instant::parse("2027-11-24T15:00:01Z"));
  EXPECT_EQ(forget_customers(*bench.database, bench.desk(), {}), 41);
  EXPECT_EQ(forget_customers(*bench.database, bench.desk(), {}), 0);
}

TEST_P(Upkeep, SealsAllTaxIdsAnew) {
  const std::string first(adapters::new_sealing_key_line().reveal());
  bench.sealer = adapters::SodiumSealer::from_key_ring(first).value();
  for (int i = 0; i < 3; ++i) {
    CustomerForm form = bread_form();
    form.tax_id = GivenTaxId{TaxIdKind::ein, Secret("36-5551234")};
    ASSERT_TRUE(bench.create(form));
  }
  bench.sealer = adapters::SodiumSealer::from_key_ring(first + std::string(adapters::new_sealing_key_line().reveal())).value();
  EXPECT_EQ(reseal_all_tax_ids(*bench.database, *bench.sealer).value(), 3);
  EXPECT_EQ(reseal_all_tax_ids(*bench.database, *bench.sealer).value(), 0);
}

}  // namespace
}  // namespace switchyard::contracting
