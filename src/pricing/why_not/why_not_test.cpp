#include "pricing/why_not/why_not.hpp"

#include <gtest/gtest.h>

#include "pricing/book/market_fake.hpp"
#include "pricing/book/reading_fake.hpp"
#include "pricing/terms/terms_fake.hpp"

namespace switchyard::pricing {
namespace {

PriceQuery asking() { return {.utility_code = "comed", .state = "IL", .annual_usage = Energy::from_milli(60'000'000, EnergyUnit::kwh)}; }

// A sheet of liberty's with one curve; what a test asks for beside it is not there.
SheetReading one_curve() {
  return reading_of({{.rate_class = "GS-1", .zone = "CHI", .product = "Fixed", .start = "2026-03", .term = 12, .band = band(50'000, 100'000), .green = 5'000},
                     {.rate_class = "GS-1", .zone = "CHI", .product = "Fixed", .start = "2026-04", .term = 24, .band = band(50'000, 100'000), .green = 5'000}});
}

std::shared_ptr<const RateBook> book_with(const SheetReading& reading, BookRules rules = {}, bool on_sale = true) {
  const auto market = small_market();
  std::vector<BookEntry> entries;
  entries.push_back({.sheet = sheet_of(reading, *market, 1), .on_sale = on_sale, .scope_values = {}});
  return std::make_shared<RateBook>(std::move(entries), 1, std::move(rules));
}

std::vector<Explanation> explained(const RateBook& book, const PriceQuery& query, Instant at = on_sale_instant(), SearchMode mode = SearchMode::sell) {
  const auto view = selling_view(book, {query.partner, query.commodity, query.utility_code, query.state}, at);
  return explain(book, query, at, mode, *view);
}

// The one reason with its sentence.
std::string why(const RateBook& book, const PriceQuery& query, Instant at = on_sale_instant()) {
  const auto all = explained(book, query, at);
  if (all.size() != 1) return std::to_string(all.size()) + " explanations";
  return std::string(text_of(all.front().reason)) + ": " + all.front().detail;
}

std::string why(const PriceQuery& query) { return why(*book_with(one_curve()), query); }

TEST(WhyNotAPrice, NothingIsSaidOfASupplierThatHasAPrice) { EXPECT_TRUE(explained(*book_with(one_curve()), asking()).empty()); }

TEST(WhyNotAPrice, NamesWhatTheQuestionAsksForAndTheSheetDoesNotHave) {
  PriceQuery query = asking();
  query.customer_class = CustomerClass::multifamily;
  EXPECT_EQ(why(query), "customer_class: The supplier prices commercial customers here.");
  query = asking();
  query.rate_class = "Large Load";
  EXPECT_EQ(why(query), "rate_class: The supplier prices the rate classes Small Load.");
  query = asking();
  query.zone = "NORTH";
  EXPECT_EQ(why(query), "zone: The supplier prices the zones Chicago.");
  query = asking();
  query.product = "Other";
  EXPECT_EQ(why(query), "product: The supplier has the products Fixed.");
  query = asking();
  query.billing = "dual";
  EXPECT_EQ(why(query), "billing: The supplier's sheets do not tell ways of billing.");
  query = asking();
  query.purchase_of_receivables = true;
  EXPECT_EQ(why(query), "purchase_of_receivables: The supplier's sheets do not offer this with such purchase of receivables.");
  query = asking();
  query.green_percent_hundredths_min = 10'000;
  EXPECT_EQ(why(query), "green_percent: The supplier's products have 50 % of renewable energy.");
}

TEST(WhyNotAPrice, NamesTheBandsStartsAndTermsThatAreOffered) {
  PriceQuery query = asking();
  query.annual_usage = Energy::from_milli(100'000'000, EnergyUnit::kwh);
  EXPECT_EQ(why(query), "usage_outside_bands: The supplier's usage bands do not hold 100000 kWh.");
  const auto explanations = explained(*book_with(one_curve()), query);
  ASSERT_EQ(explanations.front().bands.size(), 1U);
  EXPECT_EQ(explanations.front().bands.front().min_milli, 50'000'000);
  query = asking();
  query.start_months = {*Month::parse("2026-05")};
  EXPECT_EQ(why(query), "start_month: The supplier's start months are 2026-03, 2026-04.");
  query = asking();
  query.term_months = {9};
  EXPECT_EQ(why(query), "term_months: The supplier's terms are 12, 24 months.");
  query.start_months = {*Month::parse("2026-04")};
  query.term_months = {12};
  EXPECT_EQ(why(query), "start_and_term: The supplier has no price for the start months and terms together.");
}

TEST(WhyNotAPrice, TheCurveNearestToAPriceDecides) {
  SheetReading reading = one_curve();
  add_row(reading, {.rate_class = "GM>25", .zone = "CHI", .product = "Fixed"});
  PriceQuery query = asking();
  query.rate_class = "Small Load";
  query.term_months = {9};
  EXPECT_EQ(why(*book_with(reading), query), "term_months: The supplier's terms are 12, 24 months.");
}

TEST(WhyNotAPrice, NamesTheInstantsOfASheetThatIsNotOnSale) {
  const auto book = book_with(one_curve());
  EXPECT_EQ(why(*book, asking(), *Instant::parse("2026-01-05T23:00:00Z")),
            "sheet_expired: The supplier's last sheet could be sold from 2026-01-05T14:00:00Z until 2026-01-05T23:00:00Z.");
  EXPECT_EQ(why(*book, asking(), *Instant::parse("2026-01-05T13:59:59Z")), "sheet_not_begun: The supplier's next sheet can be sold from 2026-01-05T14:00:00Z.");
}

TEST(WhyNotAPrice, ALaterSheetWithoutTheUtilityIsTold) {
  const auto market = small_market();
  std::vector<BookEntry> entries;
  entries.push_back({.sheet = sheet_of(one_curve(), *market, 1), .on_sale = true, .scope_values = {}});
  entries.push_back({.sheet = sheet_of(reading_of({{.utility = "pseg"}}), *market, 2), .on_sale = true, .scope_values = {}});
  const RateBook book(std::move(entries), 1);
  EXPECT_EQ(why(book, asking()), "sheet_superseded: A later sheet of the supplier took this one's place and has no such price of comed.");
}

TEST(WhyNotAPrice, ANamedSupplierWithoutTheUtilityOrWithoutASheetIsTold) {
  const auto book = book_with(reading_of({{.utility = "pseg"}}));
  PriceQuery query = asking();
  EXPECT_TRUE(explained(*book, query).empty());
  query.suppliers = {"liberty"};
  EXPECT_EQ(why(*book, query), "utility_not_served: The supplier's sheets have no price of comed.");
  EXPECT_EQ(why(*book, query, *Instant::parse("2026-01-06T15:00:00Z")).substr(0, 13), "sheet_expired");
  query.suppliers = {"atlas"};
  EXPECT_EQ(why(*book, query), "no_sheet: There is no sheet of the supplier.");
}

TEST(WhyNotAPrice, AHeldSheetIsToldWhereNoOtherIsOnSale) {
  const HeldSheet held{.id = facts_of(9).id, .supplier = "atlas", .commodities = "electric", .received_at = on_sale_instant()};
  PriceQuery query = asking();
  query.suppliers = {"atlas"};
  EXPECT_EQ(why(*book_with(one_curve(), {.held = {held}}), query), "sheet_held: A sheet that came at 2026-01-05T15:00:00Z is being checked; no other one is on sale.");
  HeldSheet gas = held;
  gas.commodities = "gas";
  EXPECT_EQ(why(*book_with(one_curve(), {.held = {gas}}), query).substr(0, 8), "no_sheet");
}

TEST(WhyNotAPrice, APartnerThatIsNotEntitledLearnsThatAlone) {
  const auto terms = std::make_shared<FakeTerms>();
  terms->set("liberty", {.is_entitled = false});
  terms->set("atlas", {.is_entitled = false});
  const HeldSheet held{.id = facts_of(9).id, .supplier = "atlas", .commodities = "electric", .received_at = on_sale_instant()};
  const auto book = book_with(one_curve(), {.terms = terms, .held = {held}});
  PriceQuery query = asking();
  query.suppliers = {"liberty", "atlas"};
  query.term_months = {9};
  for (const Explanation& one : explained(*book, query)) {
    EXPECT_EQ(one.reason, WhyNot::not_entitled);
    EXPECT_EQ(one.detail, "The supplier may not be sold here by this partner.");
    EXPECT_FALSE(one.sheet);
    EXPECT_TRUE(one.offered.empty());
  }
}

TEST(WhyNotAPrice, AMarginAndAStopAreTold) {
  const auto terms = std::make_shared<FakeTerms>();
  terms->set("liberty", {.margin = {.max_micros = 5'000}});
  PriceQuery query = asking();
  query.margin_micros = 6'000;
  EXPECT_EQ(why(*book_with(one_curve(), {.terms = terms}), query), "margin_out_of_policy: The supplier takes no such margin.");
  const PriceStop stop{.id = PriceStopId(Uuid{}), .supplier = "liberty", .from = on_sale_instant()};
  const auto stopped = book_with(one_curve(), {.stops = PriceStops({stop})});
  EXPECT_EQ(why(*stopped, asking()), "price_stopped: The supplier's prices of this kind are off sale for now.");
  EXPECT_TRUE(explained(*stopped, asking(), on_sale_instant(), SearchMode::as_of).empty());
}

TEST(WhyNotAPrice, UsageInAnotherKindOfUnitIsTold) {
  const auto market = small_market();
  std::vector<BookEntry> entries;
  SheetReading by_therm = reading_of({{.utility = "peco_gas", .unit = EnergyUnit::therm, .commodity = Commodity::gas}});
  by_therm.supplier = "atlas";
  entries.push_back({.sheet = sheet_of(reading_of({{.utility = "peco_gas", .unit = EnergyUnit::ccf, .commodity = Commodity::gas}}), *market, 1), .on_sale = true, .scope_values = {}});
  entries.push_back({.sheet = sheet_of(by_therm, *market, 2), .on_sale = true, .scope_values = {}});
  const RateBook book(std::move(entries), 1);
  PriceQuery query{.commodity = Commodity::gas, .utility_code = "peco_gas", .annual_usage = Energy::from_milli(1'000'000, EnergyUnit::ccf)};
  EXPECT_EQ(why(book, query), "usage_unit: The supplier prices by therm here, and the usage is in Ccf.");
}

TEST(WhyNotAPrice, FarFewerValuesAreListedThanASheetMayHaveAndTheNearestAreKept) {
  SheetReading reading = reading_of({});
  for (int term = 1; term <= 60; ++term) add_row(reading, {.term = term});
  PriceQuery query = asking();
  query.term_months = {100};
  const auto all = explained(*book_with(reading), query);
  ASSERT_EQ(all.front().offered.size(), Explanation::kOfferedMax);
  EXPECT_EQ(all.front().offered.front(), "37");
  EXPECT_EQ(all.front().offered.back(), "60");
}

}  // namespace
}  // namespace switchyard::pricing
