#include <gtest/gtest.h>

#include <algorithm>

#include <fmt/format.h>

#include "contracting/counting_transaction_fake.hpp"
#include "contracting/party_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

class ServiceAccounts : public ::testing::TestWithParam<Engine> {
 protected:
  PartyBench bench{GetParam()};
  const Customer customer = bench.customer();

  std::vector<ServiceAccountDetails> many(int count) {
    std::vector<ServiceAccountDetails> accounts;
    for (int i = 0; i < count; ++i) accounts.push_back(comed_account(1000 + i));
    return accounts;
  }
  int statements_to_add(int count) {
    int statements = 0;
    const auto accounts = many(count);
    bench.database->write([&](SqlTransaction& transaction) {
      CountingTransaction counting(transaction);
      EXPECT_TRUE(add_service_accounts(counting, bench.desk(), bench.actor, customer.id, accounts));
      statements = counting.count;
      return false;
    });
    return statements;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ServiceAccounts, every_engine(), engine_name);

TEST_P(ServiceAccounts, AreReadBackAsTheyWereSaid) {
  ServiceAccountDetails said = comed_account();
  said.account_number = "21459-00017";
  said.meter_numbers = {"230 111", "230112"};
  said.billing_address = UsAddress{.line1 = "PO Box 9", .city = "Evanston", .state = "IL", .zip = "60201"};
  said.icap_milli_kw = 12'500;
  said.incumbent_contract_end = *Date::parse("2027-02-28");
  said.read_cycle = "07";
  said.next_reads = {*Date::parse("2026-12-09"), *Date::parse("2027-01-11")};
  said.your_reference = "site-1";
  const auto added = bench.add(customer.id, {said});
  ASSERT_TRUE(added);

  const auto read = bench.read([&](SqlReader& reader) { return find_service_account(reader, bench.actor.partner, added->front().id); });

  ASSERT_TRUE(read);
  EXPECT_EQ(read->details, said);
  EXPECT_EQ(read->account_number, "2145900017");
  EXPECT_EQ(read->number_verdict, market::AccountVerdict::valid);
  EXPECT_EQ(read->customer, customer.id);
  EXPECT_FALSE(bench.read([&](SqlReader& reader) { return find_service_account(reader, bench.other.partner, added->front().id); }));
}

TEST_P(ServiceAccounts, AreAddedAllOrNoneWithTheirFaultsByIndex) {
  std::vector<ServiceAccountDetails> accounts = many(4);
  accounts[1].account_number = "12";
  accounts[2].utility_code = "comet";
  accounts[3].commodity = Commodity::gas;
  const auto refused = bench.add(customer.id, accounts);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "accounts_invalid");
  EXPECT_EQ(fields_of(refused.error()),
            "/accounts/1/accountNumber account_number_invalid; /accounts/2/utility utility_unknown; /accounts/3/commodity commodity_mismatch; "
            "/accounts/3/annualUsage unit_mismatch");
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM service_accounts"), 0);
}

TEST_P(ServiceAccounts, StandOnceInACallAndWithACustomer) {
  ASSERT_TRUE(bench.add(customer.id, {comed_account(1)}));
  const auto refused = bench.add(customer.id, {comed_account(1), comed_account(2), comed_account(2)});
  EXPECT_EQ(fields_of(refused.error()), "/accounts/0/accountNumber account_exists; /accounts/2/accountNumber account_repeated");
  EXPECT_TRUE(bench.add(bench.customer("Another LLC").id, {comed_account(1)}));
}

TEST_P(ServiceAccounts, SayWhatAGasNumberGivenForElectricityIs) {
  ServiceAccountDetails account = comed_account();
  account.utility_code = "pseg";
  account.account_number = "PG000000001234567890";
  account.service_address = {.line1 = "1 Broad St", .city = "Newark", .state = "NJ", .zip = "07102"};
  const auto refused = bench.add(customer.id, {account});
  ASSERT_EQ(refused.error().fields.size(), 1u);
  EXPECT_EQ(refused.error().fields[0].code, "account_number_invalid");
  EXPECT_NE(refused.error().fields[0].detail.find("gas"), std::string::npos) << refused.error().fields[0].detail;
}

TEST_P(ServiceAccounts, AThousandGoInOneCallForTheStatementsOfOne) {
  const int one = statements_to_add(1);
  EXPECT_EQ(statements_to_add(1000), one);
  EXPECT_LE(one, 7);
  const auto added = bench.add(customer.id, many(1000));
  ASSERT_TRUE(added);
  EXPECT_EQ(added->at(999).details.account_number, "2145901999");
  EXPECT_TRUE(std::ranges::is_sorted(*added, {}, &ServiceAccount::id));
  const auto of_customer = bench.read([&](SqlReader& reader) {
    return read_accounts_of_customers(reader, bench.actor.partner, std::span(&customer.id, 1), 3);
  });
  ASSERT_EQ(of_customer.size(), 3u);
  EXPECT_EQ(of_customer[2].details.account_number, "2145901002");
  EXPECT_EQ(bench.add(customer.id, many(1001)).error().code, "too_many_accounts");
  EXPECT_EQ(bench.add(customer.id, {}).error().code, "accounts_empty");
}

TEST_P(ServiceAccounts, ChangeByVersion) {
  const ServiceAccount account = bench.add(customer.id, {comed_account(1), comed_account(2)})->front();
  const auto update = [&](std::int64_t version, const std::function<void(ServiceAccountDetails&)>& edit) {
    return bench.write<ServiceAccount>(
        [&](SqlTransaction& transaction) { return update_service_account(transaction, bench.desk(), bench.actor, account.id, version, edit); });
  };
  const auto moved = update(1, [](ServiceAccountDetails& details) { details.account_number = "2145900009"; });
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->version, 2);
  EXPECT_EQ(moved->account_number, "2145900009");
  EXPECT_EQ(update(1, [](ServiceAccountDetails&) {}).error().code, "version_conflict");
  EXPECT_EQ(fields_of(update(2, [](ServiceAccountDetails& details) { details.account_number = "2145900002"; }).error()), "/accountNumber account_exists");
}

TEST_P(ServiceAccounts, AreListedByWhatIsKnownOfThem) {
  std::vector<ServiceAccountDetails> accounts = many(3);
  accounts[1].your_reference = "site-1";
  ASSERT_TRUE(bench.add(customer.id, accounts));
  const auto numbers = [&](const ServiceAccountFilter& filter) {
    std::vector<std::string> found;
    const auto page = bench.read([&](SqlReader& reader) { return list_service_accounts(reader, bench.actor.partner, filter, PageWindow{.size = 2}).value(); });
    for (const ServiceAccount& account : page.rows) found.push_back(account.account_number);
    return found;
  };
  using Numbers = std::vector<std::string>;
  EXPECT_EQ(numbers({}), (Numbers{"2145901000", "2145901001"}));
  EXPECT_EQ(numbers({.your_reference = "site-1"}), (Numbers{"2145901001"}));
  EXPECT_EQ(numbers({.account_number = "2145901002"}), (Numbers{"2145901002"}));
  EXPECT_EQ(numbers({.utility_code = "ameren-il"}), Numbers{});
  EXPECT_EQ(numbers({.customer = customer.id, .state = "IL", .descending = true}), (Numbers{"2145901002", "2145901001"}));
}

TEST(NextReads, AreTheKnownOnesThenAssumedOnes) {
  ServiceAccountDetails details = comed_account();
  details.next_reads = {*Date::parse("2026-12-09"), *Date::parse("2027-01-31")};
  const auto reads = next_reads_of(details, *Date::parse("2026-12-20"), 3);
  ASSERT_EQ(reads.size(), 3u);
  EXPECT_EQ(reads[0], (NextRead{.date = *Date::parse("2027-01-31")}));
  EXPECT_EQ(reads[1].date.text(), "2027-02-28");
  EXPECT_TRUE(reads[1].assumed);
  EXPECT_EQ(reads[2].date.text(), "2027-03-31");
}

TEST(NextReads, AreTheFirstsOfMonthsWhereNoneIsKnown) {
  const auto reads = next_reads_of(comed_account(), *Date::parse("2026-12-01"), 2);
  EXPECT_EQ(reads[0].date.text(), "2026-12-01");
  EXPECT_EQ(reads[0].basis, "no read is known: the first of the month");
  EXPECT_EQ(reads[1].date.text(), "2027-01-01");
  EXPECT_TRUE(reads[0].assumed);
}

}  // namespace
}  // namespace switchyard::contracting
