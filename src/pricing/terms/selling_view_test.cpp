#include "pricing/terms/selling_view.hpp"

#include <gtest/gtest.h>

#include "pricing/book/market_fake.hpp"
#include "pricing/book/rate_id.hpp"
#include "pricing/book/reading_fake.hpp"
#include "pricing/resolve_rate.hpp"
#include "pricing/search.hpp"
#include "pricing/terms/terms_fake.hpp"

namespace switchyard::pricing {
namespace {

constexpr MarginLimits kLimits{.max_micros = 20'000, .default_micros = 4'000};

access::PartnerId partner_of(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[15] = number;
  return access::PartnerId(uuid);
}

// ComEd of liberty at 0.06120 and of atlas at 0.06000, both on sale.
std::shared_ptr<const RateBook> two_suppliers(BookRules rules) {
  const auto market = small_market();
  SheetReading atlas = reading_of({{.product = "Green", .price = 60'000}});
  atlas.supplier = "atlas";
  std::vector<BookEntry> entries;
  entries.push_back({.sheet = sheet_of(reading_of({{.product = "Fixed"}}), *market, 1), .on_sale = true, .scope_values = {}});
  entries.push_back({.sheet = sheet_of(atlas, *market, 2), .on_sale = true, .scope_values = {}});
  return std::make_shared<RateBook>(std::move(entries), 1, std::move(rules));
}

std::shared_ptr<const RateBook> book_with(const FakeTerms& terms) { return two_suppliers({.terms = std::make_shared<FakeTerms>(terms), .stops = {}}); }
std::shared_ptr<const RateBook> book_with(PriceStop stop) { return two_suppliers({.terms = {}, .stops = PriceStops({std::move(stop)})}); }

PriceQuery asking(std::optional<std::int64_t> margin_micros = {}) {
  return {.utility_code = "comed", .state = "IL", .annual_usage = Energy::from_milli(60'000'000, EnergyUnit::kwh), .margin_micros = margin_micros};
}

PricePage found(const RateBook& book, const PriceQuery& query, SearchMode mode = SearchMode::sell, Instant at = on_sale_instant()) {
  return search(book, query, at, mode).value();
}

std::vector<std::int64_t> prices(const PricePage& page) {
  std::vector<std::int64_t> out;
  for (const Offer& offer : page.offers) out.push_back(offer.price_micros);
  return out;
}

PriceStop stop_of(std::string supplier) {
  return {.id = PriceStopId(Uuid{}), .supplier = std::move(supplier), .from = on_sale_instant() - Duration::minutes(1)};
}

TEST(SellingView, WithoutAMarginEachSupplierHasItsOwnDefault) {
  const auto book = book_with(FakeTerms().set("liberty", {.margin = kLimits}).set("atlas", {.margin = {.max_micros = 9'000, .default_micros = 7'000}}));
  EXPECT_EQ(prices(found(*book, asking())), (std::vector<std::int64_t>{65'200, 67'000}));
  EXPECT_EQ(prices(found(*book, asking(1'000))), (std::vector<std::int64_t>{61'000, 62'200}));
}

TEST(SellingView, HouseFeeAndGrossUpAreInThePriceAndInTheOrder) {
  const auto book = book_with(FakeTerms()
                                  .set("liberty", {.margin = kLimits})
                                  .set("atlas", {.margin = kLimits, .house_fee_micros = 2'000, .gross_up = {.form = GrossUpForm::on_total, .factor_millionths = 1'070'000}}));
  const PricePage page = found(*book, asking(5'000));
  ASSERT_EQ(prices(page), (std::vector<std::int64_t>{66'200, 71'690}));  // (0.06000 + 0.00200 + 0.00500) x 1.07.
  const PriceStack stack = stack_of(page.offers[1].stack);
  EXPECT_EQ(stack.transfer_micros, 60'000);
  EXPECT_EQ(stack.house_fee_micros, 2'000);
  EXPECT_EQ(stack.partner_margin_micros, 5'000);
  EXPECT_EQ(stack.gross_up_micros, 4'690);
  EXPECT_EQ(partner_base_micros(page.offers[1].stack), 66'340);
}

TEST(SellingView, EachPartnerSellsByItsOwnTerms) {
  const auto book = book_with(FakeTerms().set("liberty", {.margin = kLimits, .house_fee_micros = 1'000}, partner_of(1)));
  PriceQuery query = asking(0);
  query.suppliers = {"liberty"};
  query.partner = partner_of(1);
  EXPECT_EQ(prices(found(*book, query)), (std::vector<std::int64_t>{62'200}));
  query.partner = partner_of(2);
  EXPECT_EQ(prices(found(*book, query)), (std::vector<std::int64_t>{61'200}));
}

TEST(SellingView, ASupplierWhoseCapIsLowerThanTheMarginIsLeftOut) {
  const auto book = book_with(FakeTerms().set("liberty", {.margin = kLimits}).set("atlas", {.margin = {.max_micros = 12'000}}));
  EXPECT_EQ(prices(found(*book, asking(15'000))), (std::vector<std::int64_t>{76'200}));
  PriceQuery query = asking(15'000);
  query.suppliers = {"atlas"};
  const PricePage none = found(*book, query);
  EXPECT_EQ(none.reason, NoOffer::margin_out_of_policy);
  EXPECT_EQ(none.margin_refusal.value().limits.max_micros, 12'000);
  query.product = "Other";
  EXPECT_EQ(found(*book, query).reason, NoOffer::nothing_matches);  // The margin is not what keeps a price away.
}

TEST(SellingView, WhatAPartnerIsNotEntitledToIsNeitherSoldNorShownOfThePast) {
  const auto book = book_with(FakeTerms().set("atlas", {.is_entitled = false, .margin = kLimits}));
  EXPECT_EQ(prices(found(*book, asking(0))), (std::vector<std::int64_t>{61'200}));
  EXPECT_EQ(prices(found(*book, asking(0), SearchMode::as_of)), (std::vector<std::int64_t>{61'200}));
  PriceQuery query = asking(0);
  query.suppliers = {"atlas"};
  EXPECT_EQ(found(*book, query).reason, NoOffer::not_entitled);
  EXPECT_FALSE(is_sold(*book, {facts_of(2).id, 0}, on_sale_instant()));
  EXPECT_TRUE(is_sold(*book, {facts_of(1).id, 0}, on_sale_instant()));
}

TEST(SellingView, APriceStopHoldsBackWhatItNamesWhileItLasts) {
  PriceStop stop = stop_of("atlas");
  stop.until = on_sale_instant() + Duration::minutes(10);
  const auto book = book_with(stop);
  EXPECT_EQ(prices(found(*book, asking(0))), (std::vector<std::int64_t>{61'200}));
  EXPECT_EQ(prices(found(*book, asking(0), SearchMode::as_of)), (std::vector<std::int64_t>{60'000, 61'200}));
  EXPECT_EQ(prices(found(*book, asking(0), SearchMode::sell, *stop.until)), (std::vector<std::int64_t>{60'000, 61'200}));
  PriceQuery query = asking(0);
  query.suppliers = {"atlas"};
  EXPECT_EQ(found(*book, query).reason, NoOffer::price_stopped);
  EXPECT_FALSE(is_sold(*book, {facts_of(2).id, 0}, on_sale_instant()));
  EXPECT_TRUE(is_sold(*book, {facts_of(2).id, 0}, *stop.until));
}

TEST(SellingView, APriceStopMayBeForAStateOrAProduct) {
  PriceStop stop = stop_of("");
  stop.state = "NJ";
  EXPECT_EQ(found(*book_with(stop), asking(0)).offers.size(), 2U);
  stop.state = "IL";
  EXPECT_EQ(found(*book_with(stop), asking(0)).offers.size(), 0U);
  stop.product = "Green";
  EXPECT_EQ(prices(found(*book_with(stop), asking(0))), (std::vector<std::int64_t>{61'200}));
}

TEST(SellingView, ItsStampChangesWithTermsAndStops) {
  const SellerQuestion question{.commodity = Commodity::electric, .utility_code = "comed", .state = "IL"};
  const auto stamp = [&](const RateBook& book) { return selling_view(book, question, on_sale_instant())->stamp(); };
  const std::uint64_t before = stamp(*book_with(FakeTerms()));
  EXPECT_EQ(stamp(*book_with(FakeTerms())), before);
  EXPECT_NE(stamp(*book_with(FakeTerms().set("atlas", {.margin = kLimits}))), before);
  EXPECT_NE(stamp(*book_with(FakeTerms().set("atlas", {.margin = MarginPolicy{}.electric, .house_fee_micros = 1}))), before);
  EXPECT_NE(stamp(*book_with(stop_of("atlas"))), before);
}

}  // namespace
}  // namespace switchyard::pricing
