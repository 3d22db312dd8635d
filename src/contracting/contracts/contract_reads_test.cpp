#include <gtest/gtest.h>

#include "contracting/contracts/contract_bench_fake.hpp"
#include "contracting/counting_transaction_fake.hpp"

namespace switchyard::contracting {
namespace {

class ContractReads : public ::testing::TestWithParam<Engine> {
 protected:
  // Five contracts of one meter each, a minute apart; the third has a reference.
  void SetUp() override {
    bench_.price("chain", [](pricing::LineFacts& facts) { facts.band.present = false; });
    for (int i = 0; i < 5; ++i) {
      bench_.parties.clock.set(*Instant::parse("2026-11-24T15:00:00Z") + Duration::minutes(i));
      const Customer customer = bench_.parties.customer("Customer " + std::string(1, static_cast<char>('E' - i)));
      const ServiceAccount meter = bench_.parties.add(customer.id, {comed_account(50 + i)}).value().front();
      const pricing::Quote quoted = bench_.quote({{"chain", "1000", "one"}});
      made_.push_back(bench_.create({.customer = customer.id, .quote = quoted.id, .accounts = {{.service_account = meter.id, .quote_line = quoted.lines[0].id}},
                                     .your_reference = i == 2 ? "deal_2%" : ""})
                          .value());
    }
  }

  std::string numbers(const Page<Contract>& page) {
    std::string text;
    for (const Contract& contract : page.rows) text += contract.number.substr(contract.number.size() - 1);
    return text + (page.has_next ? ">" : "") + (page.has_previous ? "<" : "");
  }
  Page<Contract> list(const ContractFilter& filter, ContractSort sort = ContractSort::created_at, bool descending = false, const PageRequest& page = {}) {
    std::optional<Page<Contract>> found;
    bench_.parties.database->read([&](SqlReader& reader) { found = list_contracts(reader, bench_.parties.actor.partner, filter, sort, descending, page).value(); });
    return *found;
  }
  ContractBench bench_{GetParam()};
  std::vector<Contract> made_;
};
INSTANTIATE_TEST_SUITE_P(Engines, ContractReads, every_engine(), engine_name);

TEST_P(ContractReads, ListsAreSortedAndWalkedBothWays) {
  EXPECT_EQ(numbers(list({})), "12345");
  EXPECT_EQ(numbers(list({}, ContractSort::customer_name)), "54321");
  EXPECT_EQ(numbers(list({}, ContractSort::number, true)), "54321");
  const auto first = list({}, ContractSort::created_at, false, {.first = 2});
  EXPECT_EQ(numbers(first), "12>");
  const auto next = list({}, ContractSort::created_at, false, {.first = 2, .after = first.cursors.back()});
  EXPECT_EQ(numbers(next), "34><");
  EXPECT_EQ(numbers(list({}, ContractSort::created_at, false, {.last = 2, .before = next.cursors.front()})), "12>");
  EXPECT_EQ(numbers(list({}, ContractSort::end, false, {.last = 2})), "45<");
}

TEST_P(ContractReads, FiltersLeaveWhatTheyName) {
  EXPECT_EQ(numbers(list({.states = {ContractState::draft, ContractState::active}})), "12345");
  EXPECT_EQ(numbers(list({.states = {ContractState::active}})), "");
  EXPECT_EQ(numbers(list({.supplier = "northgate-retail", .commodity = Commodity::electric, .state_code = "IL", .utility_code = "comed"})), "12345");
  EXPECT_EQ(numbers(list({.commodity = Commodity::gas})), "");
  EXPECT_EQ(numbers(list({.state_code = "TX"})), "");
  EXPECT_EQ(numbers(list({.customer = made_[3].customer})), "4");
  EXPECT_EQ(numbers(list({.number = "C-2026-000002"})), "2");
  EXPECT_EQ(numbers(list({.your_reference = "deal_2%"})), "3");
  EXPECT_EQ(numbers(list({.text = "customer b"})), "4");
  EXPECT_EQ(numbers(list({.text = "DEAL_2%"})), "3");
  EXPECT_EQ(numbers(list({.text = "deal%2"})), "");
  EXPECT_EQ(numbers(list({.created_from = made_[1].created_at, .created_until = made_[3].created_at})), "23");
  EXPECT_EQ(numbers(list({.start_from = Date::parse("2027-03-01").value(), .start_until = Date::parse("2027-04-01").value()})), "12345");
  EXPECT_EQ(numbers(list({.end_until = Date::parse("2027-04-01").value()})), "");
}

TEST_P(ContractReads, CountsAreByStatusSupplierAndMonth) {
  bench_.parties.database->read([&](SqlReader& reader) {
    const access::PartnerId& partner = bench_.parties.actor.partner;
    EXPECT_EQ(count_contracts(reader, partner, {}), 5);
    const auto months = count_contracts_by(reader, partner, {}, ContractGroup::month);
    ASSERT_EQ(months.size(), 1u);
    EXPECT_EQ(months[0].key, "2026-11");
    EXPECT_EQ(months[0].contracts, 5);
    EXPECT_EQ(months[0].accounts, 5);
    EXPECT_EQ(count_contracts_by(reader, partner, {}, ContractGroup::status).front().key, "draft");
    EXPECT_EQ(count_contracts_by(reader, partner, {}, ContractGroup::supplier).front().key, "northgate-retail");
  });
}

TEST_P(ContractReads, AnExportHasARowForEachAccount) {
  std::vector<std::vector<std::string>> rows;
  bench_.parties.database->read([&](SqlReader& reader) {
    stream_contract_rows(reader, bench_.parties.actor.partner, {}, [&](std::span<const std::string> row) { rows.emplace_back(row.begin(), row.end()); });
  });
  ASSERT_EQ(rows.size(), 5u);
  ASSERT_EQ(rows[0].size(), export_columns().size());
  EXPECT_EQ(rows[0][0], "C-2026-000001");
  EXPECT_EQ(rows[0][15], "0.06620");
  EXPECT_EQ(rows[0][17], "66.20");
}

TEST_P(ContractReads, ReadsOfManyCostAsManyStatementsAsReadsOfOne) {
  const access::PartnerId partner = bench_.parties.actor.partner;
  std::vector<ContractId> ids;
  std::vector<CustomerId> customers;
  for (const Contract& contract : made_) {
    ids.push_back(contract.id);
    customers.push_back(contract.customer);
  }
  const auto statements = [&](std::size_t count) {
    int used = 0;
    bench_.parties.database->write([&](SqlTransaction& transaction) {
      CountingTransaction counting(transaction);
      const std::span<const ContractId> some(ids.data(), count);
      EXPECT_EQ(contracts_by_ids(counting, partner, some).size(), count);
      EXPECT_EQ(accounts_of_contracts(counting, partner, some).size(), count);
      EXPECT_EQ(rates_of_contracts(counting, partner, some).size(), count);
      EXPECT_EQ(history_of_contracts(counting, partner, some).size(), count);
      (void)checks_of_contracts(counting, partner, some);
      (void)acceptances_of_contracts(counting, partner, some);
      EXPECT_EQ(contracts_of_customers(counting, partner, std::span(customers.data(), count)).size(), count);
      (void)list_contracts(counting, partner, {}, ContractSort::created_at, false, {.first = static_cast<std::int64_t>(count)});
      used = counting.count;
      return true;
    });
    return used;
  };
  EXPECT_EQ(statements(1), statements(5));
}

}  // namespace
}  // namespace switchyard::contracting
