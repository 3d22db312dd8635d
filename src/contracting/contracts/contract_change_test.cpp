#include <gtest/gtest.h>

#include <algorithm>

#include "contracting/contracts/amendment.hpp"
#include "contracting/contracts/contract_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

Date day(std::string_view text) { return Date::parse(text).value(); }

// S25: 14 of 36 months at 0.09500 and 22 at 0.08200.
TEST(BlendAndExtend, WeighsTheMonths) {
  EXPECT_EQ(blended_extension_micros({.present_micros = 95'000, .market_micros = 82'000, .remaining_months = 14, .term_months = 36}).value(), 87'060);
  EXPECT_EQ(blended_extension_micros({.present_micros = 95'000, .market_micros = 82'000, .remaining_months = 14, .term_months = 14}).error().code, "blend_term_too_short");
}

// S26: 14 months of 5,000 kWh at 0.08200 against 0.07100.
TEST(TerminationFee, IsTheSuppliersLoss) {
  const TerminationQuestion question{.contract_micros = 82'000, .market_micros = 71'000, .remaining_months = 14, .monthly_usage_milli = 5'000'000};
  EXPECT_EQ(termination_fee_cents(question).value(), 77'000);
  EXPECT_EQ(termination_fee_cents({.contract_micros = 71'000, .market_micros = 82'000, .remaining_months = 14, .monthly_usage_milli = 5'000'000}).value(), 0);
}

TEST(MonthsBetween, CountsTheOneBegun) {
  EXPECT_EQ(months_between(day("2027-03-15"), day("2028-05-15")), 14);
  EXPECT_EQ(months_between(day("2027-03-15"), day("2028-05-16")), 15);
  EXPECT_EQ(months_between(day("2027-03-15"), day("2027-03-15")), 0);
}

class ChangedContract : public ::testing::TestWithParam<Engine> {
 protected:
  // Prices of today are found again where they are offers.
  ChangedContract() { bench_.kind = pricing::SourceKind::offer; }

  ContractBench bench_{GetParam()};

  Result<Contract> reprice(const Reprice& asked) {
    return bench_.write<Contract>([&](SqlTransaction& transaction) { return reprice_contract(transaction, bench_.desk(), bench_.parties.actor, asked); });
  }
  Result<Contract> amend(const Amendment& asked) {
    return bench_.write<Contract>([&](SqlTransaction& transaction) { return amend_contract(transaction, bench_.desk(), bench_.parties.actor, asked); });
  }
  Result<Contract> renew(const Renewal& asked) {
    return bench_.write<Contract>([&](SqlTransaction& transaction) { return renew_contract(transaction, bench_.desk(), bench_.parties.actor, asked); });
  }
  std::vector<ContractRate> rates(const ContractId& id) {
    return bench_.parties.read([&](SqlReader& reader) { return rates_of_contracts(reader, bench_.parties.actor.partner, std::span(&id, 1)); });
  }
  Contract active() {
    const Contract draft = bench_.bakery_contract();
    EXPECT_TRUE(bench_.sign(draft).has_value());
    bench_.submit(draft.id);
    for (const AccountEvent event : {AccountEvent::supplier_accept, AccountEvent::send_to_utility, AccountEvent::utility_accept, AccountEvent::schedule, AccountEvent::activate}) {
      bench_.move_all(draft.id, event);
    }
    return bench_.stored(draft.id);
  }
  // Tomorrow's price of both classes, from another month on.
  void tomorrow(const std::string& start, std::int64_t basis, std::int64_t term) {
    bench_.parties.clock.set(*Instant::parse("2026-11-25T15:00:00Z"));
    for (const char* id : {"small-load", "watt-hour"}) {
      bench_.price(id, [&](pricing::LineFacts& facts) {
        if (std::string_view(id) == "watt-hour") facts.rate_class = "Watt-hour";
        facts.basis_micros = facts.stored_micros = basis;
        facts.start_from = Month::parse(start).value();
        facts.start_until = *facts.start_from + Months{1};
        facts.term_months = static_cast<std::int32_t>(term);
        facts.sellable_from = *Instant::parse("2026-11-25T12:00:00Z");
        facts.sellable_until = *Instant::parse("2026-11-25T23:00:00Z");
      });
    }
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ChangedContract, every_engine(), engine_name);

TEST_P(ChangedContract, RepricingMakesADocumentVersionThatNeedsANewAcceptanceAndKeepsTheOldPrices) {
  const Contract draft = bench_.bakery_contract();
  ASSERT_TRUE(bench_.sign(draft).has_value());
  tomorrow("2027-03", 63'000, 24);
  const auto done = reprice({.contract = draft.id, .reason = "Prices moved"});
  ASSERT_TRUE(done.has_value()) << done.error().message << fields_of(done.error());
  const Contract contract = bench_.stored(draft.id);
  EXPECT_EQ(contract.state, ContractState::draft);
  EXPECT_EQ(contract.document_version, 2);
  EXPECT_FALSE(contract.signed_at.has_value());
  EXPECT_FALSE(contract.commission.frozen_at.has_value());
  EXPECT_EQ(contract.accounts[0].price_micros, 68'000);
  EXPECT_EQ(contract.instants.valid_until->text(), "2026-11-25T23:00:00Z");
  const auto legs = rates(draft.id);
  ASSERT_EQ(legs.size(), 4u);
  EXPECT_EQ(std::ranges::count_if(legs, [](const ContractRate& leg) { return leg.replaced_by_version == 2 && leg.price_micros == 66'200; }), 2);
  EXPECT_EQ(std::ranges::count_if(legs, [](const ContractRate& leg) { return !leg.replaced_by_version && leg.price_micros == 68'000; }), 2);
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM contract_acceptances"), 1);
}

TEST_P(ChangedContract, ARepriceFromAQuoteFindsItsLinesByTheSitesNames) {
  const Contract draft = bench_.bakery_contract();
  tomorrow("2027-03", 60'000, 24);
  const pricing::Quote quoted = bench_.quote({{"watt-hour", "21600", "shop"}, {"small-load", "38400", "ovens"}});
  const auto done = reprice({.contract = draft.id, .quote = quoted.id, .reason = "Cheaper"});
  ASSERT_TRUE(done.has_value()) << done.error().message << fields_of(done.error());
  EXPECT_EQ(done->accounts[0].rate_class, "Small Load");
  EXPECT_EQ(done->accounts[0].price_micros, 65'000);
  EXPECT_EQ(reprice({.contract = draft.id, .quote = pricing::QuoteId(Uuid{}), .reason = "x"}).error().code, "quote_not_found");
}

TEST_P(ChangedContract, ALockedPriceReopensOnlyForANamedReason) {
  const Contract draft = bench_.bakery_contract();
  ASSERT_TRUE(bench_.sign(draft).has_value());
  bench_.submit(draft.id);
  bench_.move_all(draft.id, AccountEvent::supplier_accept);
  tomorrow("2027-03", 63'000, 24);
  EXPECT_EQ(reprice({.contract = draft.id, .reason = "Prices moved"}).error().code, "reopen_reason_missing");
  const auto done = reprice({.contract = draft.id, .reopen = ReopenReason::supplier_withdrew_price, .reason = "Its sheet was wrong"});
  ASSERT_TRUE(done.has_value()) << done.error().message;
  EXPECT_EQ(done->state, ContractState::draft);
  EXPECT_EQ(done->accounts[0].state, AccountState::pending);
  EXPECT_FALSE(done->accounts[0].instants.locked_at.has_value());
  EXPECT_EQ(bench_.history(draft.id).back().reason_code, "supplier_withdrew_price");
}

TEST_P(ChangedContract, ARepriceOfWhatIsNoLongerSoldIsRefused) {
  const Contract draft = bench_.bakery_contract();
  bench_.prices.erase("small-load");
  EXPECT_EQ(reprice({.contract = draft.id, .reason = "x"}).error().code, "rate_gone");
}

TEST_P(ChangedContract, ARenewalIsANewDraftThatStartsWhereTheOldOneEnds) {
  const Contract old = active();
  tomorrow("2029-03", 59'000, 12);
  const pricing::Quote quoted = bench_.quote({{"small-load", "38400", "ovens"}, {"watt-hour", "21600", "shop"}});
  const auto next = renew({old.id, {.customer = old.customer, .quote = quoted.id}});
  ASSERT_TRUE(next.has_value()) << next.error().message << fields_of(next.error());
  EXPECT_EQ(next->deal_type, DealType::renewal_same_supplier);
  EXPECT_EQ(next->former, old.id);
  EXPECT_EQ(next->accounts[0].start_read, old.accounts[0].end_read);
  EXPECT_EQ(next->accounts[0].price_micros, 64'000);
  const auto done = bench_.sign(*next);
  ASSERT_TRUE(done.has_value()) << done.error().message << fields_of(done.error());
  EXPECT_EQ(bench_.stored(old.id).successor, next->id);
  EXPECT_EQ(renew({old.id, {.customer = old.customer, .quote = quoted.id}}).error().code, "contract_renewed");
}

TEST_P(ChangedContract, AnAmendmentThatBlendsAndExtendsClosesTheOldRatesOnceItIsAccepted) {
  const Contract old = active();
  tomorrow("2028-01", 50'000, 36);
  const pricing::Quote quoted = bench_.quote({{"small-load", "38400", "ovens"}});
  const auto amendment = amend({.contract = old.id,
                                .kind = AmendmentKind::blend_and_extend,
                                .quote = quoted.id,
                                .accounts = {{.service_account = old.accounts[0].service_account, .quote_line = quoted.lines[0].id}},
                                .reason = "Lower price now"});
  ASSERT_TRUE(amendment.has_value()) << amendment.error().message << fields_of(amendment.error());
  EXPECT_EQ(amendment->deal_type, DealType::amendment);
  EXPECT_EQ(amendment->amends_at->month_of().text(), "2028-01");
  // 14 months at 0.06620 and 22 at 0.05500: (0.9268 + 1.21) / 36.
  EXPECT_EQ(amendment->accounts[0].price_micros, 59'360);
  EXPECT_EQ(amendment->accounts[0].base_micros + amendment->accounts[0].margin_micros, 59'360);
  EXPECT_EQ(amendment->accounts[0].annual_cost_cents, 227'942);
  ASSERT_TRUE(bench_.sign(*amendment).has_value());
  bench_.submit(amendment->id);
  bench_.move_all(amendment->id, AccountEvent::supplier_accept);
  const Contract closed = bench_.stored(old.id);
  EXPECT_EQ(closed.accounts[0].end_read, amendment->amends_at);
  EXPECT_EQ(closed.accounts[1].end_read, old.accounts[1].end_read);
  const auto legs = rates(old.id);
  EXPECT_EQ(std::ranges::count_if(legs, [&](const ContractRate& leg) { return leg.closed_at == amendment->amends_at; }), 1);
  EXPECT_EQ(bench_.history(old.id).back().event, "contract.amended");
}

TEST_P(ChangedContract, AmendmentsSayWhatTheyNeed) {
  const Contract draft = bench_.bakery_contract();
  EXPECT_EQ(amend({.contract = draft.id, .kind = AmendmentKind::correct, .reason = "Name"}).error().code, "contract_not_signed");
  EXPECT_EQ(fields_of(amend({.contract = draft.id, .kind = AmendmentKind::delete_accounts}).error()),
            "/reason amendment_incomplete; /effectiveOn amendment_incomplete; /contractAccountIds amendment_incomplete");
  EXPECT_EQ(fields_of(amend({.contract = draft.id, .kind = AmendmentKind::assign_to_new_entity, .at = day("2027-06-01"), .reason = "Sold"}).error()),
            "/newCustomerId amendment_incomplete");
  EXPECT_EQ(fields_of(amend({.contract = draft.id, .kind = AmendmentKind::change_supplier_of_record, .at = day("2027-06-01"), .new_supplier = "nobody", .reason = "Sold"}).error()),
            "/newSupplier amendment_incomplete");
}

TEST_P(ChangedContract, ALeavingAccountAndANewEntityAreAmendmentsOfTheirOwn) {
  const Contract old = active();
  const auto leaving = amend({.contract = old.id, .kind = AmendmentKind::delete_accounts, .at = day("2027-09-10"), .removed = {old.accounts[1].id}, .reason = "Shop closed"});
  ASSERT_TRUE(leaving.has_value()) << leaving.error().message;
  EXPECT_EQ(leaving->accounts.size(), 1u);
  EXPECT_EQ(leaving->accounts[0].end_read, day("2027-09-10"));
  const Customer heir = bench_.parties.customer("Lincoln Park Bakeries Inc");
  const auto assigned = amend({.contract = old.id, .kind = AmendmentKind::assign_to_new_entity, .at = day("2027-10-01"), .new_customer = heir.id, .reason = "Merger"});
  ASSERT_TRUE(assigned.has_value()) << assigned.error().message;
  EXPECT_EQ(assigned->customer_name, "Lincoln Park Bakeries Inc");
  EXPECT_EQ(assigned->accounts[0].start_read, day("2027-10-01"));
  EXPECT_EQ(assigned->accounts[0].price_micros, 66'200);
}

}  // namespace
}  // namespace switchyard::contracting
