#include <gtest/gtest.h>

#include "contracting/authorizations/authorization.hpp"
#include "contracting/counting_transaction_fake.hpp"
#include "contracting/party_bench_fake.hpp"
#include "contracting/usage/usage_request.hpp"

namespace switchyard::contracting {
namespace {

NewUsage month(const std::string& from, const std::string& until, std::int64_t kwh, UsageSource source = UsageSource::actual) {
  return {.from = *Date::parse(from), .until = *Date::parse(until), .quantity = Energy::from_milli(kwh * 1000, EnergyUnit::kwh), .source = source};
}

class Usage : public ::testing::TestWithParam<Engine> {
 protected:
  PartyBench bench{GetParam()};
  const Customer customer = bench.customer();
  const std::vector<ServiceAccount> accounts = bench.add(customer.id, {comed_account(1), comed_account(2)}).value();

  Result<std::vector<UsageRecord>> record(const std::vector<NewUsage>& rows) {
    const AccountUsage usage{.account = accounts[0].id, .usage = rows};
    return bench.write<std::vector<UsageRecord>>(
        [&](SqlTransaction& transaction) { return record_usage(transaction, bench.desk(), bench.actor.partner, std::span(&usage, 1)); });
  }
  std::vector<UsageRecord> kept(const Actor& by) {
    return bench.read([&](SqlReader& reader) { return read_usage(reader, by.partner, std::span(&accounts[0].id, 1)); });
  }
  Result<std::vector<UsageRequest>> ask(const std::vector<ServiceAccountId>& ids, UsageKind kind = UsageKind::hu) {
    return bench.write<std::vector<UsageRequest>>(
        [&](SqlTransaction& transaction) { return request_usage(transaction, bench.desk(), bench.actor, ids, kind); });
  }
  void authorize() {
    const NewAuthorization letter{.customer = customer.id, .scopes = {AuthorizationScope::usage_history}, .signed_at = bench.clock.now(), .signer_name = "Ana Ruiz"};
    ASSERT_TRUE(bench.write<Authorization>([&](SqlTransaction& transaction) { return create_authorization(transaction, bench.desk(), bench.actor, letter); }));
  }
  Result<UsageRequest> operate(const std::function<Result<UsageRequest>(SqlTransaction&)>& work) { return bench.write<UsageRequest>(work); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Usage, every_engine(), engine_name);

TEST_P(Usage, IsReadTheLatestFirstAndReplacedByPeriod) {
  ASSERT_TRUE(record({month("2026-08-01", "2026-09-01", 3000), month("2026-09-01", "2026-10-01", 3100)}));
  ASSERT_TRUE(record({month("2026-08-01", "2026-09-01", 2900), month("2026-08-01", "2026-09-01", 2950, UsageSource::bill)}));
  const auto rows = kept(bench.actor);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].usage.from.text(), "2026-09-01");
  EXPECT_EQ(rows[1].usage.quantity.amount_text(), "2900");
  EXPECT_TRUE(kept(bench.other).empty());
}

TEST_P(Usage, NamesRowsThatCannotBe) {
  ASSERT_TRUE(record({month("2026-08-01", "2026-09-01", 3000)}));
  std::vector<NewUsage> rows = {month("2026-08-15", "2026-09-15", 1), month("2026-10-01", "2026-10-01", 1), month("2026-10-01", "2026-11-01", 1)};
  rows[2].quantity = Energy::from_milli(1000, EnergyUnit::therm);
  const auto refused = record(rows);
  EXPECT_EQ(refused.error().code, "usage_invalid");
  EXPECT_EQ(fields_of(refused.error()), "/usage/0/from period_overlaps; /usage/1/until period_invalid; /usage/2/unit unit_mismatch");
  EXPECT_EQ(fields_of(record(std::vector<NewUsage>(121, month("2026-10-01", "2026-11-01", 1))).error()), "/usage wrong_count");
}

TEST_P(Usage, IsAskedForWithALetterThatCoversIt) {
  EXPECT_EQ(fields_of(ask({accounts[0].id, accounts[1].id, accounts[1].id, ServiceAccountId(Uuid{})}).error()),
            "/serviceAccountIds/0 authorization_required; /serviceAccountIds/1 authorization_required; /serviceAccountIds/2 repeated; "
            "/serviceAccountIds/2 authorization_required; /serviceAccountIds/3 service_account_not_found");
  authorize();
  EXPECT_EQ(ask({accounts[0].id}, UsageKind::idr).error().fields[0].code, "authorization_required");
  const auto asked = ask({accounts[0].id, accounts[1].id});
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->at(0).state, UsageRequestState::submitted);
  EXPECT_EQ(asked->at(0).mode, UsageRequestMode::manual);
  EXPECT_TRUE(asked->at(0).authorization);
  EXPECT_EQ(fields_of(ask({accounts[1].id}).error()), "/serviceAccountIds/0 usage_request_open");
  EXPECT_EQ(ask({}).error().code, "accounts_empty");
}

TEST_P(Usage, AnswerIsEnteredByAnOperatorAndTold) {
  authorize();
  const UsageRequestId id = ask({accounts[0].id})->front().id;
  const auto pending = operate([&](SqlTransaction& transaction) { return mark_usage_request_pending(transaction, bench.desk(), id); });
  EXPECT_EQ(pending->state, UsageRequestState::pending);
  EXPECT_EQ(bench.read([](SqlReader& reader) { return list_open_usage_requests(reader, 10); }).size(), 1u);
  const std::vector<NewUsage> rows = {month("2026-08-01", "2026-09-01", 3000)};
  const auto complete = operate([&](SqlTransaction& transaction) { return complete_usage_request(transaction, bench.desk(), id, rows); });
  ASSERT_TRUE(complete);
  EXPECT_EQ(complete->version, 3);
  ASSERT_EQ(kept(bench.actor).size(), 1u);
  EXPECT_EQ(kept(bench.actor)[0].usage.source, UsageSource::requested);
  ASSERT_EQ(bench.events("usage.complete").size(), 1u);
  EXPECT_NE(bench.events("usage.complete")[0].find("\"rows\":1"), std::string::npos);
  const auto again = operate([&](SqlTransaction& transaction) { return complete_usage_request(transaction, bench.desk(), id, rows); });
  EXPECT_EQ(again.error().code, "usage_request_state_conflict");

  const UsageRequestId second = ask({accounts[0].id})->front().id;
  const auto refused = operate([&](SqlTransaction& transaction) { return refuse_usage_request(transaction, bench.desk(), second, "No such name."); });
  EXPECT_EQ(refused->state, UsageRequestState::invalid);
  EXPECT_EQ(bench.events("usage.invalid").size(), 1u);
  const auto requests = bench.read([&](SqlReader& reader) { return read_usage_requests(reader, bench.actor.partner, std::span(&accounts[0].id, 1)); });
  ASSERT_EQ(requests.size(), 2u);
}

TEST_P(Usage, OfManyAccountsCostsTheStatementsOfOne) {
  std::vector<ServiceAccountDetails> details;
  for (int i = 0; i < 200; ++i) details.push_back(comed_account(100 + i));
  const auto many = bench.add(customer.id, details).value();
  const auto statements = [&](std::size_t count) {
    std::vector<AccountUsage> usage;
    for (std::size_t i = 0; i < count; ++i) usage.push_back({.account = many[i].id, .usage = {month("2026-08-01", "2026-09-01", 3000)}});
    int counted = 0;
    bench.database->write([&](SqlTransaction& transaction) {
      CountingTransaction counting(transaction);
      EXPECT_TRUE(record_usage(counting, bench.desk(), bench.actor.partner, usage));
      counted = counting.count;
      return false;
    });
    return counted;
  };
  EXPECT_EQ(statements(1), 4);
  EXPECT_EQ(statements(200), 4);
}

std::vector<UsageRecord> records(const std::vector<NewUsage>& rows) {
  std::vector<UsageRecord> made;
  for (const NewUsage& row : rows) made.push_back({.id = UsageRecordId(Uuid{}), .account = ServiceAccountId(Uuid{}), .usage = row});
  return made;
}

TEST(AnnualUsageOfRows, IsTheBestSourceScaledToAYear) {
  const auto annual = annual_usage_of(records({month("2026-09-01", "2026-10-01", 9, UsageSource::estimated), month("2026-08-01", "2026-09-01", 3100),
                                               month("2026-07-01", "2026-08-01", 3200)}));
  ASSERT_TRUE(annual);
  EXPECT_EQ(annual->days_covered, 62);
  EXPECT_TRUE(annual->scaled);
  EXPECT_EQ(annual->quantity.amount_text(), "37088.71");
  EXPECT_FALSE(annual_usage_of({}));
}

TEST(AnnualUsageOfRows, IsTheirSumWhereTheyCoverAYear) {
  const auto annual = annual_usage_of(records({month("2026-01-01", "2026-07-01", 20'000), month("2025-07-01", "2026-01-01", 18'400)}));
  EXPECT_EQ(annual->quantity.amount_text(), "38400");
  EXPECT_FALSE(annual->scaled);
}

TEST(UsageRequestRules, AreOfTheUtilityOrAskByHand) {
  EXPECT_EQ(usage_request_rule("oncor", UsageKind::hu).mode, UsageRequestMode::email);
  EXPECT_EQ(usage_request_rule("oncor", UsageKind::hu).answer_business_days, 3);
  EXPECT_EQ(usage_request_rule("comed", UsageKind::idr).mode, UsageRequestMode::manual);
  EXPECT_TRUE(usage_request_rule("comed", UsageKind::hu).authorization_required);
}

}  // namespace
}  // namespace switchyard::contracting
