#include <gtest/gtest.h>

#include <algorithm>

#include "contracting/contracts/contract_bench_fake.hpp"
#include "contracting/counting_transaction_fake.hpp"
#include "pricing/quotes/quote_store.hpp"

namespace switchyard::contracting {
namespace {

class CreateContract : public ::testing::TestWithParam<Engine> {
 protected:
  ContractBench bench_{GetParam()};

  std::string refusal(const NewContract& asked) {
    const auto made = bench_.create(asked);
    return made ? "made" : made.error().code + ": " + fields_of(made.error());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, CreateContract, every_engine(), engine_name);

// S01: 60,000 kWh at 0.06620 are $3,972.00 a year.
TEST_P(CreateContract, FreezesPricesUsageCostsAndInstantsOfItsQuote) {
  const Contract made = bench_.bakery_contract();
  const Contract contract = bench_.stored(made.id);
  EXPECT_EQ(contract.number, "C-2026-000001");
  EXPECT_EQ(contract.state, ContractState::draft);
  EXPECT_EQ(contract.customer_name, "Lincoln Park Bread LLC");
  EXPECT_EQ(contract.supplier, "northgate-retail");
  EXPECT_EQ(contract.product, "fixed-all-in");
  EXPECT_EQ(contract.annual_usage_milli, 60'000'000);
  EXPECT_EQ(contract.annual_cost_cents, 397'200);
  EXPECT_EQ(contract.commission.rate_micros, 5'000);
  EXPECT_EQ(contract.commission.agent_code, "SWY-0042");
  EXPECT_EQ(contract.instants.valid_until->text(), "2026-11-24T23:00:00Z");
  ASSERT_TRUE(contract.instants.sign_by.has_value());
  ASSERT_EQ(contract.accounts.size(), 2u);
  const ContractAccount& ovens = contract.accounts.front();
  EXPECT_EQ(ovens.price_micros, 66'200);
  EXPECT_EQ(ovens.base_micros, 61'200);
  EXPECT_EQ(ovens.margin_micros, 5'000);
  EXPECT_EQ(ovens.price_decimals, 5);
  EXPECT_EQ(ovens.term_months, 24);
  EXPECT_EQ(ovens.rate_class, "Small Load");
  EXPECT_EQ(ovens.start_month->text(), "2027-03");
  EXPECT_EQ(ovens.start_read->month_of().text(), "2027-03");
  EXPECT_EQ(ovens.end_read->month_of().text(), "2029-03");
  EXPECT_TRUE(ovens.start_is_estimate);
  EXPECT_EQ(contract.progress, (Progress{.accounts = 2}));
  EXPECT_EQ(bench_.events(made.id), "contract.draft 1");
}

TEST_P(CreateContract, KeepsLegsThatCoverTheTermOfEachAccount) {
  const Contract contract = bench_.bakery_contract();
  const auto rates = bench_.parties.read([&](SqlReader& reader) { return rates_of_contracts(reader, bench_.parties.actor.partner, std::span(&contract.id, 1)); });
  ASSERT_EQ(rates.size(), 2u);
  EXPECT_EQ(rates.front().from_month, 1);
  EXPECT_EQ(rates.front().months, 24);
  EXPECT_EQ(rates.front().price_micros, 66'200);
  EXPECT_FALSE(rates.front().closed_at.has_value());
}

TEST_P(CreateContract, ContractsTheQuoteOnce) {
  const ContractBench::Bakery bakery = bench_.bakery();
  ASSERT_TRUE(bench_.create(bakery.asked).has_value());
  bench_.parties.database->read([&](SqlReader& reader) {
    EXPECT_EQ(pricing::find_quote(reader, bench_.parties.actor.partner, *bakery.asked.quote)->state, pricing::QuoteState::contracted);
  });
  const auto again = bench_.create(bakery.asked);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, "account_overlap");
}

TEST_P(CreateContract, IsMadeOfPricesWithoutAQuoteToo) {
  ContractBench::Bakery bakery = bench_.bakery();
  bakery.asked.quote.reset();
  for (std::size_t i = 0; i < 2; ++i) {
    bakery.asked.accounts[i] = {.service_account = bakery.meters[i].id, .source_kind = pricing::SourceKind::offer,
                                .source_id = i == 0 ? "small-load" : "watt-hour", .margin_micros = 5'000};
  }
  const auto made = bench_.create(bakery.asked);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_EQ(made->annual_cost_cents, 397'200);
  EXPECT_TRUE(made->accounts.front().quote.has_value());
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM quotes WHERE state = 'contracted'"), 1);
}

TEST_P(CreateContract, ASecondNumberFollowsTheFirstAndOtherPartnersCountTheirOwn) {
  EXPECT_EQ(bench_.bakery_contract().number, "C-2026-000001");
  const Customer customer = bench_.parties.customer("Deep Ellum Tacos LLC");
  const ServiceAccount meter = bench_.parties.add(customer.id, {comed_account(33)}).value().front();
  const pricing::Quote quoted = bench_.quote({{"small-load", "1000", "one"}});
  const auto second = bench_.create({.customer = customer.id, .quote = quoted.id, .accounts = {{.service_account = meter.id, .quote_line = quoted.lines.front().id}}});
  ASSERT_TRUE(second.has_value()) << second.error().message;
  EXPECT_EQ(second->number, "C-2026-000002");
}

TEST_P(CreateContract, RefusesAnExpiredQuote) {
  const ContractBench::Bakery bakery = bench_.bakery();
  bench_.parties.clock.set(*Instant::parse("2026-11-24T23:00:00Z"));
  EXPECT_EQ(refusal(bakery.asked), "quote_expired: /quoteId quote_expired");
}

TEST_P(CreateContract, RefusesWhatAnotherPartnerHas) {
  const ContractBench::Bakery bakery = bench_.bakery();
  const auto made = bench_.create(bakery.asked, bench_.parties.other);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().kind, ErrorKind::not_found);
  EXPECT_EQ(made.error().code, "customer_not_found");

  NewContract others_quote = bakery.asked;
  others_quote.quote = bench_.quote({{"small-load", "38400", "ovens"}}, bench_.parties.other).id;
  EXPECT_EQ(refusal(others_quote), "quote_not_found: /quoteId quote_not_found");
}

TEST_P(CreateContract, RefusesMetersOfOthersAndRepeatedOnes) {
  ContractBench::Bakery bakery = bench_.bakery();
  const Customer other = bench_.parties.customer("Short North Diner LLC");
  const ServiceAccount meter = bench_.parties.add(other.id, {comed_account(41)}).value().front();
  NewContract asked = bakery.asked;
  asked.accounts[1].service_account = meter.id;
  EXPECT_EQ(refusal(asked), "service_account_of_other_customer: /accounts/1/serviceAccountId service_account_of_other_customer");
  asked.accounts[1].service_account = asked.accounts[0].service_account;
  EXPECT_EQ(refusal(asked), "contract_account_repeated: /accounts/1/serviceAccountId contract_account_repeated");
  asked.accounts[1].service_account = ServiceAccountId(Uuid{});
  EXPECT_EQ(refusal(asked), "service_account_not_found: /accounts/1/serviceAccountId service_account_not_found");
  asked.accounts.clear();
  EXPECT_EQ(refusal(asked), "contract_accounts_limit: /accounts contract_accounts_limit");
}

TEST_P(CreateContract, RefusesAPriceOfAnotherClassOrUtility) {
  ContractBench::Bakery bakery = bench_.bakery();
  std::swap(bakery.asked.accounts[0].quote_line, bakery.asked.accounts[1].quote_line);
  EXPECT_EQ(refusal(bakery.asked),
            "account_price_mismatch: /accounts/0/serviceAccountId account_price_mismatch; /accounts/1/serviceAccountId account_price_mismatch");
  bench_.price("ameren", [](pricing::LineFacts& facts) { facts.utility_code = "ameren-il"; });
  const pricing::Quote quoted = bench_.quote({{"ameren", "1000", "one"}});
  EXPECT_EQ(refusal({.customer = bakery.customer.id, .quote = quoted.id, .accounts = {{.service_account = bakery.meters[0].id, .quote_line = quoted.lines[0].id}}}),
            "account_price_mismatch: /accounts/0/serviceAccountId account_price_mismatch");
}

TEST_P(CreateContract, RefusesUsageBeyondThePricesBand) {
  ContractBench::Bakery bakery = bench_.bakery();
  bakery.asked.accounts[0].annual_usage = *Decimal::parse("80000");
  EXPECT_EQ(refusal(bakery.asked), "band_mismatch: /accounts/0/annualUsage band_mismatch");
}

TEST_P(CreateContract, RefusesAPartnerThatMayNoLongerSellThere) {
  const ContractBench::Bakery bakery = bench_.bakery();
  bench_.terms->set("northgate-retail", {.is_entitled = false}, bench_.parties.actor.partner);
  EXPECT_EQ(refusal(bakery.asked), "not_entitled: /accounts/0/serviceAccountId not_entitled; /accounts/1/serviceAccountId not_entitled");
}

TEST_P(CreateContract, RefusesSplitsThatAreNotTheWholeAndReferencesThatAreTaken) {
  ContractBench::Bakery bakery = bench_.bakery();
  bakery.asked.commission = CommissionTerms{.splits = {{"agent-7", 900'000}}};
  EXPECT_EQ(refusal(bakery.asked), "commission_splits_unsound: /commission/splits commission_splits_unsound");
  bakery.asked.commission.reset();
  bakery.asked.your_reference = "deal-1";
  ASSERT_TRUE(bench_.create(bakery.asked).has_value());
  const pricing::Quote quoted = bench_.quote({{"small-load", "38400", "ovens"}});
  EXPECT_EQ(refusal({.customer = bakery.customer.id, .quote = quoted.id, .accounts = {{.service_account = bakery.meters[0].id, .quote_line = quoted.lines[0].id}},
                     .your_reference = "deal-1"}),
            "your_reference_taken: /yourReference your_reference_taken");
}

TEST_P(CreateContract, HoldsTheMonthInWhichAllTermsEnd) {
  ContractBench::Bakery bakery = bench_.bakery();
  bakery.asked.co_terminous_end = Month::parse("2029-06").value();
  EXPECT_EQ(refusal(bakery.asked), "co_terminous_mismatch: /accounts/0 co_terminous_mismatch; /accounts/1 co_terminous_mismatch");
  bakery.asked.co_terminous_end = Month::parse("2029-03").value();
  EXPECT_TRUE(bench_.create(bakery.asked).has_value());
}

TEST_P(CreateContract, AMoveInNeedsItsDay) {
  ContractBench::Bakery bakery = bench_.bakery();
  bakery.asked.deal_type = DealType::move_in;
  EXPECT_EQ(refusal(bakery.asked), "required: /accounts/0/requestedStart required; /accounts/1/requestedStart required");
  for (NewContractAccount& account : bakery.asked.accounts) account.requested_start = Date::parse("2027-03-09").value();
  const auto made = bench_.create(bakery.asked);
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->start->text(), "2027-03-09");
  EXPECT_FALSE(made->accounts.front().start_is_estimate);
}

TEST_P(CreateContract, AnotherPartnersContractOfTheSameMeterStaysHiddenAndGoesToOperators) {
  const Contract first = bench_.bakery_contract();
  const auto customer = bench_.parties.create(bread_form(), bench_.parties.other).value();
  const auto meters = bench_.write<std::vector<ServiceAccount>>([&](SqlTransaction& transaction) {
    ServiceAccountDetails meter = comed_account(17);
    meter.annual_usage = Energy::from_milli(38'400'000, EnergyUnit::kwh);
    return add_service_accounts(transaction, bench_.party_desk, bench_.parties.other, customer.id, std::span(&meter, 1));
  });
  const pricing::Quote quoted = bench_.quote({{"small-load", "38400", "ovens"}}, bench_.parties.other);
  const auto second = bench_.create({.customer = customer.id, .quote = quoted.id, .accounts = {{.service_account = meters->front().id, .quote_line = quoted.lines[0].id}}},
                                    bench_.parties.other);
  ASSERT_TRUE(second.has_value()) << second.error().message;
  const auto seen = bench_.parties.read([&](SqlReader& reader) { return checks_of_contracts(reader, bench_.parties.other.partner, std::span(&second->id, 1)); });
  EXPECT_TRUE(seen.empty());
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM contract_checks WHERE type = 'broker_of_record' AND is_for_operators = 1"), 1);
}

// A thousand sites cost as many statements as two do.
TEST_P(CreateContract, StatementsDoNotGrowWithTheAccounts) {
  const auto statements_for = [&](int sites) {
    const Customer customer = bench_.parties.customer(sites == 2 ? "Small Chain LLC" : "Large Chain LLC");
    bench_.price("chain", [](pricing::LineFacts& facts) { facts.band.present = false; });
    std::vector<ServiceAccountDetails> details;
    std::vector<ContractBench::Asked> lines;
    for (int i = 0; i < sites; ++i) {
      ServiceAccountDetails& meter = details.emplace_back(comed_account(17));
      meter.account_number = std::to_string(4'000'000'000 + sites * 10'000 + i);
      lines.push_back({"chain", "1000", "site " + std::to_string(i)});
    }
    const auto meters = bench_.parties.add(customer.id, details).value();
    const pricing::Quote quoted = bench_.quote(lines);
    NewContract asked{.customer = customer.id, .quote = quoted.id};
    for (std::size_t i = 0; i < meters.size(); ++i) asked.accounts.push_back({.service_account = meters[i].id, .quote_line = quoted.lines[i].id});
    int count = 0;
    const auto made = bench_.write<Contract>([&](SqlTransaction& transaction) {
      CountingTransaction counting(transaction);
      auto contract = create_contract(counting, bench_.desk(), bench_.parties.actor, asked);
      count = counting.count;
      return contract;
    });
    EXPECT_TRUE(made.has_value()) << made.error().message;
    return count;
  };
  const int few = statements_for(2);
  EXPECT_EQ(statements_for(1'000), few);
}

TEST_P(CreateContract, ARolledBackRunLeavesNothing) {
  const ContractBench::Bakery bakery = bench_.bakery();
  bench_.parties.database->write([&](SqlTransaction& transaction) {
    EXPECT_TRUE(create_contract(transaction, bench_.desk(), bench_.parties.actor, bakery.asked).has_value());
    return false;
  });
  for (const char* table : {"contracts", "contract_accounts", "contract_rates", "contract_history", "contract_numbers"}) {
    EXPECT_EQ(bench_.parties.count(std::string("SELECT COUNT(*) FROM ") + table), 0) << table;
  }
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM outbox_events WHERE type LIKE 'contract%'"), 0);
}

}  // namespace
}  // namespace switchyard::contracting
