#include <gtest/gtest.h>

#include "pricing/book/market_fake.hpp"
#include "pricing/book/reading_fake.hpp"
#include "pricing/portfolio/portfolio.hpp"

namespace switchyard::pricing {
namespace {

PortfolioSite site(std::string id, std::string utility, std::int64_t usage) {
  return {.id = std::move(id), .utility_code = std::move(utility), .annual_usage = Energy::from_milli(usage * 1000, EnergyUnit::kwh),
          .start = Month::from_parts(2026, 3).value()};
}

PortfolioAnswer priced(const RateBook& book, const market::Market& market, const PortfolioQuery& query) {
  return price_portfolio(book, market, query, on_sale_instant(), SearchMode::sell).value();
}

std::vector<std::int64_t> prices(const PortfolioOffer& offer) {
  std::vector<std::int64_t> out;
  for (const PortfolioSitePrice& price : offer.prices) out.push_back(price.offer.price_micros);
  return out;
}

// Bands of liberty's: below 75 MWh dear, from there cheap.
std::shared_ptr<const RateBook> book_of_two_bands(const market::Market& market) {
  return book_of({{.utility = "comed", .band = band(0, 75, EnergyUnit::mwh), .price = 62'000},
                  {.utility = "comed", .band = band(75, 150, EnergyUnit::mwh), .price = 61'000},
                  {.utility = "pseg", .band = band(0, 75, EnergyUnit::mwh), .price = 72'000},
                  {.utility = "pseg", .band = band(75, 150, EnergyUnit::mwh), .price = 71'000}},
                 market);
}

std::shared_ptr<FakeMarket> market_with(const std::string& rule) {
  auto market = std::make_shared<FakeMarket>();
  const auto small = small_market();
  for (const market::Utility& utility : small->utilities()) market->add_utility(utility);
  market->add_supplier("liberty", rule);
  return market;
}

TEST(Portfolio, ASupplierThatAggregatesByContractBandsTheSumOfAllSites) {
  const auto market = market_with("contract");
  const auto book = book_of_two_bands(*market);
  const PortfolioAnswer answer = priced(*book, *market, {.sites = {site("a", "comed", 50'000), site("b", "pseg", 40'000)}});
  ASSERT_EQ(answer.offers.size(), 1U);
  EXPECT_EQ(prices(answer.offers[0]), (std::vector<std::int64_t>{61'000, 71'000}));
  EXPECT_EQ(answer.offers[0].prices[0].banded_usage, Energy::from_milli(90'000'000, EnergyUnit::kwh));
}

TEST(Portfolio, ASupplierThatAggregatesByUtilityBandsEachUtilityByItself) {
  const auto market = market_with("contract+utility");
  const auto book = book_of_two_bands(*market);
  const PortfolioAnswer answer =
      priced(*book, *market, {.sites = {site("a", "comed", 50'000), site("b", "comed", 40'000), site("c", "pseg", 40'000)}});
  ASSERT_EQ(answer.offers.size(), 1U);
  EXPECT_EQ(prices(answer.offers[0]), (std::vector<std::int64_t>{61'000, 61'000, 72'000}));
}

TEST(Portfolio, ASupplierThatAggregatesByRateClassBandsEachClassOfAUtilityByItself) {
  const auto market = market_with("contract+utility+rate_class");
  const auto book = book_of({{.rate_class = "GS-1", .band = band(0, 75, EnergyUnit::mwh), .price = 62'000},
                             {.rate_class = "GS-1", .band = band(75, 150, EnergyUnit::mwh), .price = 61'000},
                             {.rate_class = "GS-2", .band = band(0, 75, EnergyUnit::mwh), .price = 52'000}},
                            *market);
  PortfolioQuery query{.sites = {site("a", "comed", 50'000), site("b", "comed", 40'000), site("c", "comed", 40'000)}};
  query.sites[0].rate_class = query.sites[1].rate_class = "GS-1";
  query.sites[2].rate_class = "GS-2";
  EXPECT_EQ(prices(priced(*book, *market, query).offers.at(0)), (std::vector<std::int64_t>{61'000, 61'000, 52'000}));
}

TEST(Portfolio, ASupplierThatDoesNotAggregateBandsEachAccount) {
  const auto market = market_with("account");
  const auto book = book_of_two_bands(*market);
  const PortfolioAnswer answer = priced(*book, *market, {.sites = {site("a", "comed", 50'000), site("b", "comed", 80'000)}});
  EXPECT_EQ(prices(answer.offers.at(0)), (std::vector<std::int64_t>{62'000, 61'000}));
}

// The site without a price is no part of the contract, so its usage chooses no band.
TEST(Portfolio, ASiteThatIsNotPricedDoesNotCountInTheAggregate) {
  const auto market = market_with("contract");
  const auto book = book_of_two_bands(*market);
  PortfolioQuery query{.sites = {site("a", "comed", 50'000), site("b", "jcpl", 40'000), site("c", "pseg", 30'000)}};
  query.sites[2].rate_class = "no such class";
  query.sites[2].start = Month::from_parts(2026, 9).value();
  const PortfolioAnswer answer = priced(*book, *market, query);
  ASSERT_EQ(answer.offers.size(), 1U);
  EXPECT_EQ(prices(answer.offers[0]), (std::vector<std::int64_t>{62'000}));
  ASSERT_EQ(answer.offers[0].gaps.size(), 2U);
  EXPECT_EQ(answer.offers[0].gaps[0].reason, NoOffer::no_current_price);
  EXPECT_EQ(answer.offers[0].gaps[1].reason, NoOffer::start_or_term_not_offered);
  EXPECT_EQ(answer.unpriced.size(), 2U);
}

TEST(Portfolio, ElectricityAndGasAreNeverSummed) {
  const auto market = market_with("contract");
  const auto book = book_of({{.band = band(0, 75, EnergyUnit::mwh), .price = 62'000},
                             {.utility = "coh", .band = band(0, 500, EnergyUnit::mcf), .price = 4'190'000, .unit = EnergyUnit::mcf, .commodity = Commodity::gas}},
                            *market);
  PortfolioQuery query{.sites = {site("a", "comed", 70'000), site("b", "coh", 0)}, .gas_margin_micros = 30'000};
  query.sites[1].commodity = Commodity::gas;
  query.sites[1].annual_usage = Energy::from_milli(4'800'000, EnergyUnit::ccf);
  const PortfolioAnswer answer = priced(*book, *market, query);
  ASSERT_EQ(answer.offers.size(), 2U);
  EXPECT_EQ(answer.offers[0].commodity, Commodity::electric);
  EXPECT_EQ(answer.offers[1].unit, EnergyUnit::ccf);
  // Three cents a Ccf are thirty a Mcf: 4.19 + 0.30, and 0.449 a Ccf blended.
  EXPECT_EQ(answer.offers[1].prices[0].offer.price_micros, 4'490'000);
  EXPECT_EQ(answer.offers[1].blended_micros, 449'000);
  ASSERT_EQ(answer.suppliers.size(), 1U);
  EXPECT_EQ(answer.suppliers[0].sites_priced, 2U);
  EXPECT_EQ(answer.suppliers[0].offers, (std::vector<std::size_t>{0, 1}));
}

TEST(Portfolio, SitesThatStartApartEndTogether) {
  const auto market = market_with("contract");
  const auto book = book_of({{.term = 24, .price = 60'000}, {.utility = "pseg", .start = "2026-09", .term = 18, .price = 70'000}, {.utility = "pseg", .start = "2026-09", .term = 24, .price = 1}}, *market);
  PortfolioQuery query{.sites = {site("a", "comed", 500'000), site("b", "pseg", 250'000)}, .end = Month::from_parts(2028, 3).value()};
  query.sites[1].start = Month::from_parts(2026, 9).value();
  const PortfolioAnswer answer = priced(*book, *market, query);
  ASSERT_EQ(answer.offers.size(), 1U);
  EXPECT_TRUE(answer.offers[0].is_complete());
  EXPECT_EQ(answer.offers[0].term_months, 0);
  EXPECT_EQ(answer.offers[0].prices[0].offer.term_months, 24);
  EXPECT_EQ(answer.offers[0].prices[1].offer.term_months, 18);
  EXPECT_EQ(answer.offers[0].blended_micros, 63'330);
  EXPECT_EQ(answer.offers[0].annual_cost_cents, 4'750'000);
  EXPECT_EQ(answer.offers[0].term_cost_cents, 6'000'000 + 2'625'000);
}

TEST(Portfolio, ASiteWithoutAClassIsNotPricedWhereClassesDiffer) {
  const auto market = market_with("contract");
  const auto book = book_of({{.rate_class = "GS-1", .price = 62'000}, {.rate_class = "GS-2", .price = 52'000}}, *market);
  const PortfolioAnswer answer = priced(*book, *market, {.sites = {site("a", "comed", 50'000)}});
  EXPECT_TRUE(answer.offers.empty());
  ASSERT_EQ(answer.unpriced.size(), 1U);
  EXPECT_EQ(answer.unpriced[0].gap, SiteGap::rate_class_needed);
  EXPECT_EQ(answer.unpriced[0].choices, (std::vector<std::string>{"GS-1", "GS-2"}));
}

TEST(Portfolio, OffersThatPriceMoreSitesComeFirstAndTheRestIsCounted) {
  const auto market = market_with("contract");
  const auto book = book_of({{.term = 12, .price = 60'000}, {.term = 24, .price = 50'000}, {.term = 36, .price = 55'000}, {.utility = "pseg", .term = 12, .price = 70'000}}, *market);
  const PortfolioAnswer answer = priced(*book, *market, {.sites = {site("a", "comed", 50'000), site("b", "pseg", 1'000)}, .offers_max = 2});
  ASSERT_EQ(answer.offers.size(), 2U);
  EXPECT_EQ(answer.offers[0].term_months, 12);
  EXPECT_EQ(answer.offers[1].term_months, 24);
  EXPECT_EQ(answer.offers_left_out, 1U);
}

}  // namespace
}  // namespace switchyard::pricing
