#include "pricing/search.hpp"

#include <gtest/gtest.h>

#include "pricing/book/market_fake.hpp"
#include "pricing/book/reading_fake.hpp"
#include "pricing/margin_policy.hpp"
#include "pricing/price_table.hpp"

namespace switchyard::pricing {
namespace {

PriceQuery asking(std::int64_t usage, EnergyUnit unit = EnergyUnit::kwh) {
  return {.utility_code = "comed", .annual_usage = Energy::from_milli(usage * 1000, unit)};
}

PricePage found(const RateBook& book, const PriceQuery& query, const PageRequest& page = {}) {
  return search(book, query, on_sale_instant(), SearchMode::sell, page).value();
}

std::vector<std::int64_t> prices(const PricePage& page) {
  std::vector<std::int64_t> out;
  for (const Offer& offer : page.offers) out.push_back(offer.price_micros);
  return out;
}

TEST(Search, AUsageAtAnInclusiveUpperEndIsInTheLowerBandAlone) {
  const auto book = book_of({{.band = band(0, 50'000, EnergyUnit::kwh, true), .price = 61'000}, {.band = band(50'000, 200'000, EnergyUnit::kwh, true), .price = 62'000}},
                            *small_market());
  EXPECT_EQ(prices(found(*book, asking(49'999))), (std::vector<std::int64_t>{61'000}));
  EXPECT_EQ(prices(found(*book, asking(50'000))), (std::vector<std::int64_t>{61'000}));
  EXPECT_EQ(prices(found(*book, asking(50'001))), (std::vector<std::int64_t>{62'000}));
  EXPECT_EQ(prices(found(*book, asking(200'000))), (std::vector<std::int64_t>{62'000}));
  EXPECT_EQ(prices(found(*book, asking(200'001))), (std::vector<std::int64_t>{}));
}

TEST(Search, OtherBandsAreHalfOpenAndKeepTheirUnit) {
  const auto book = book_of({{.band = band(0, 75, EnergyUnit::mwh), .price = 61'000}, {.band = band(75, 150, EnergyUnit::mwh), .price = 62'000}}, *small_market());
  EXPECT_EQ(prices(found(*book, asking(74'999))), (std::vector<std::int64_t>{61'000}));
  EXPECT_EQ(prices(found(*book, asking(75'000))), (std::vector<std::int64_t>{62'000}));
  EXPECT_EQ(prices(found(*book, asking(75, EnergyUnit::mwh))), (std::vector<std::int64_t>{62'000}));
  EXPECT_EQ(found(*book, asking(75'000)).offers[0].band, band(75, 150, EnergyUnit::mwh));
}

TEST(Search, TheMarginIsAddedToTheBasisAndTheSumRoundedOnceHalfUp) {
  EXPECT_EQ(contract_price_micros(74'264, 5'000, 5), 79'260);
  EXPECT_EQ(contract_price_micros(74'300, 5'000, 5), 79'300);
  EXPECT_EQ(contract_price_micros(61'234, 1, 5), 61'240);    // ...235 is a tie and goes up.
  EXPECT_EQ(contract_price_micros(61'234, 0, 6), 61'234);
  EXPECT_EQ(contract_price_micros(2'924'999, 0, 2), 2'920'000);
  EXPECT_EQ(contract_price_micros(2'925'000, 0, 2), 2'930'000);
  EXPECT_EQ(contract_price_micros(-61'235, 0, 5), -61'240);
}

TEST(Search, TheAnnualCostIsUsageTimesTheContractPriceInCentsHalfUp) {
  EXPECT_EQ(*annual_cost_cents(60'000'000, 66'200, EnergyUnit::kwh), 397'200);       // money.md: 60,000 kWh at 0.06620.
  EXPECT_EQ(*annual_cost_cents(4'800'000, 419'000, EnergyUnit::ccf), 201'120);       // 4,800 Ccf at 0.4190.
  EXPECT_EQ(*annual_cost_cents(4'800'000, 4'190'000, EnergyUnit::mcf), 201'120);     // The same by the Mcf.
  EXPECT_EQ(*annual_cost_cents(1'000, 5'000, EnergyUnit::kwh), 1);                   // Half a cent.
  EXPECT_EQ(*annual_cost_cents(1'000'000'000'000'000, 2'147'000'000, EnergyUnit::kwh), 214'700'000'000'000'000);
  EXPECT_FALSE(annual_cost_cents(std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int32_t>::max(), EnergyUnit::kwh).has_value());
}

TEST(Search, GasIsSearchedInUnitsOfOneKindOnly) {
  const auto book = book_of({{.utility = "coh", .band = band(0, 500, EnergyUnit::mcf), .price = 4'190'000, .unit = EnergyUnit::mcf, .commodity = Commodity::gas}}, *small_market());
  PriceQuery query{.commodity = Commodity::gas, .utility_code = "coh", .annual_usage = Energy::from_milli(4'800'000, EnergyUnit::ccf)};
  const PricePage page = found(*book, query);
  ASSERT_EQ(page.offers.size(), 1U);
  EXPECT_EQ(page.offers[0].annual_cost_cents, 201'120);
  query.annual_usage = Energy::from_milli(4'800'000, EnergyUnit::therm);
  const auto refused = search(*book, query, on_sale_instant(), SearchMode::sell);
  EXPECT_EQ(refused.error().fields.at(0).code, "unit_mismatch");
  EXPECT_EQ(refused.error().fields.at(0).pointer, "usageUnit");
  EXPECT_NE(refused.error().fields.at(0).detail.find("Ccf"), std::string::npos);
}

TEST(Search, PricesOfUnitsOfOneKindAreOrderedByTheirWorth) {
  const auto book = book_of({{.utility = "coh", .price = 4'190'000, .unit = EnergyUnit::mcf, .commodity = Commodity::gas},
                             {.utility = "coh", .price = 418'000, .unit = EnergyUnit::ccf, .commodity = Commodity::gas}},
                            *small_market());
  EXPECT_EQ(prices(found(*book, {.commodity = Commodity::gas, .utility_code = "coh", .annual_usage = Energy::from_milli(1'000, EnergyUnit::ccf)})),
            (std::vector<std::int64_t>{418'000, 4'190'000}));
}

TEST(Search, AClassIsFoundByCodeAliasOrTheSuppliersWordInAnyCaseAndPunctuation) {
  const auto book = book_of({{.rate_class = "GS-1", .price = 61'000}, {.rate_class = "Odd Word", .price = 62'000}, {.price = 63'000}}, *small_market());
  PriceQuery query = asking(1'000);
  query.rate_class = "small load";
  EXPECT_EQ(prices(found(*book, query)), (std::vector<std::int64_t>{61'000, 63'000}));  // 63'000 is for every class.
  query.rate_class = "gs1";
  EXPECT_EQ(prices(found(*book, query)), (std::vector<std::int64_t>{61'000, 63'000}));
  query.rate_class = "SL";
  query.rate_class_code = "Small Load";
  EXPECT_EQ(prices(found(*book, query)), (std::vector<std::int64_t>{61'000, 63'000}));
  query.rate_class = "ODD-WORD";
  query.rate_class_code = "";
  EXPECT_EQ(prices(found(*book, query)), (std::vector<std::int64_t>{62'000, 63'000}));
  EXPECT_EQ(found(*book, asking(1'000)).offers[0].rate_class, "Small Load");
}

TEST(Search, AStartMonthIsWithinTheRangeOfTheRate) {
  const auto book = book_of({{.start = "2026-03", .start_months = 3, .price = 61'000}, {.start = std::nullopt, .term = 24, .price = 62'000}}, *small_market());
  PriceQuery query = asking(1'000);
  query.start_months = {*Month::parse("2026-06"), *Month::parse("2026-05")};
  const PricePage page = found(*book, query);
  ASSERT_EQ(page.offers.size(), 2U);
  EXPECT_EQ(page.offers[0].start_month->text(), "2026-05");
  EXPECT_EQ(page.offers[1].start_month->text(), "2026-05");
  query.start_months = {*Month::parse("2026-06")};
  EXPECT_EQ(prices(found(*book, query)), (std::vector<std::int64_t>{62'000}));
  EXPECT_FALSE(found(*book, asking(1'000)).offers[1].start_month.has_value());
}

TEST(Search, NothingIsSoldBeforeItsTimeNorAtOrAfterItsEnd) {
  const auto book = book_of({{}}, *small_market());
  const CompiledSheet& sheet = *book->entries()[0].sheet;
  const auto count = [&](Instant at) { return search(*book, asking(1'000), at, SearchMode::sell)->offers.size(); };
  EXPECT_EQ(count(sheet.sellable_from() - Duration::milliseconds(1)), 0U);
  EXPECT_EQ(count(sheet.sellable_from()), 1U);
  EXPECT_EQ(count(sheet.sellable_until() - Duration::milliseconds(1)), 1U);
  EXPECT_EQ(count(sheet.sellable_until()), 0U);
  const Offer offer = found(*book, asking(1'000)).offers[0];
  EXPECT_EQ(offer.expires_at, sheet.sellable_until());
  EXPECT_TRUE(offer.sellable);
  EXPECT_FALSE(search(*book, asking(1'000), on_sale_instant(), SearchMode::as_of)->offers.at(0).sellable);
}

TEST(Search, AnEmptyAnswerSaysWhy) {
  const auto book = book_of({{.rate_class = "GS-1", .band = band(10'000, 50'000)}, {.rate_class = "GS-1", .band = band(60'000, 90'000)}}, *small_market());
  EXPECT_EQ(found(*book, asking(90'000)).reason, NoOffer::usage_above_bands);
  EXPECT_EQ(found(*book, asking(1'000)).reason, NoOffer::usage_outside_bands);
  EXPECT_EQ(found(*book, asking(55'000)).reason, NoOffer::usage_outside_bands);
  PriceQuery query = asking(20'000);
  EXPECT_EQ(found(*book, query).reason, NoOffer::none);
  query.term_months = {60};
  EXPECT_EQ(found(*book, query).reason, NoOffer::start_or_term_not_offered);
  query.product = "Green";
  EXPECT_EQ(found(*book, query).reason, NoOffer::nothing_matches);
  query.utility_code = "jcpl";
  EXPECT_EQ(found(*book, query).reason, NoOffer::no_current_price);
}

TEST(Search, PagesFollowEachOtherWithoutGapsOrRepeats) {
  const auto book = book_of({{.term = 6, .price = 61'000}, {.term = 12, .price = 61'000}, {.term = 24, .price = 60'000}}, *small_market());
  PageRequest page{.limit = 2};
  const PricePage first = found(*book, asking(1'000), page);
  EXPECT_TRUE(first.has_more);
  EXPECT_EQ(prices(first), (std::vector<std::int64_t>{60'000, 61'000}));
  page.after = first.offers.back().place;
  const PricePage second = found(*book, asking(1'000), page);
  EXPECT_FALSE(second.has_more);
  ASSERT_EQ(second.offers.size(), 1U);
  EXPECT_EQ(second.offers[0].term_months, 12);  // The tie is broken by the rate id.
  page.after = RatePlace{.entry = 0, .ordinal = 99};
  EXPECT_EQ(search(*book, asking(1'000), on_sale_instant(), SearchMode::sell, page).error().code, "cursor_invalid");
}

TEST(MarginPolicy, LimitsGrowWithTheUnitAndStepsDoNot) {
  const MarginLimits limits{.min_micros = 0, .max_micros = 17'000, .step_micros = 100};
  EXPECT_TRUE(check_margin(limits, 17'000, EnergyUnit::kwh).has_value());
  EXPECT_TRUE(check_margin(limits, 17'000'000, EnergyUnit::mwh).has_value());
  for (const std::int64_t margin : {std::int64_t{-100}, std::int64_t{17'100}, std::int64_t{150}}) {
    const auto refused = check_margin(limits, margin, EnergyUnit::kwh);
    ASSERT_FALSE(refused.has_value()) << margin;
    EXPECT_EQ(refused.error().code, "margin_out_of_policy");
    EXPECT_EQ(refused.error().fields.at(0).detail, "must be 0.000000 to 0.017000 $/kWh in steps of 0.000100");
  }
}

TEST(PriceTable, HasALineAnOfferAndSaysWhyThereIsNone) {
  const auto book = book_of({{.rate_class = "GS-1", .zone = "CHI", .product = "Fixed", .band = band(0, 75, EnergyUnit::mwh)}}, *small_market());
  EXPECT_EQ(render_table(found(*book, asking(60'000))),
            "SUPPLIER  ZONE     CLASS       PRODUCT  START    TERM     USAGE    PRICE  UNIT   ANNUAL COST  EXPIRES\n"
            "liberty   Chicago  Small Load  Fixed    2026-03    12  0-75 MWh  0.06120  $/kWh      3672.00  2026-01-05T23:00:00Z\n");
  EXPECT_EQ(render_table(found(*book, asking(80'000))), "No prices: usage_above_bands.\n");
}

}  // namespace
}  // namespace switchyard::pricing
