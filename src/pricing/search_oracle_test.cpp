// The search against the oracle on random questions over random books.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "pricing/book/market_fake.hpp"
#include "pricing/book/random_sheets_fake.hpp"
#include "pricing/book/rate_id.hpp"
#include "pricing/price_oracle_fake.hpp"
#include "pricing/terms/terms_fake.hpp"

namespace switchyard::pricing {
namespace {

// Sanitizers are an order slower: they get a tenth of the questions.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kQuestionsABook = 500;
#else
constexpr int kQuestionsABook = 5'000;
#endif
constexpr std::uint64_t kBooks = 20;

constexpr std::array<std::int64_t, 14> kUsages = {0,       1,       25'000,  49'999, 50'000, 50'001, 75'000,
                                                  100'000, 149'999, 150'000, 200'000, 250'000, 5'000, 1'000'000};
constexpr std::array<const char*, 9> kClasses = {"", "GS-1", "gs1", "Small Load", "SL", "gm<25", "GM >25", "large load", "no such"};
constexpr std::array<const char*, 5> kZones = {"", "chi", "Chicago", "north", "none"};
constexpr std::array<const char*, 4> kProducts = {"", "fixed", "Green E", "other"};

PriceQuery random_query(std::mt19937_64& random, const market::Market& market) {
  PriceQuery query;
  struct Place {
    const char* utility;
    EnergyUnit base;
    EnergyUnit large;
  };
  const std::array<Place, 5> places = {{{"comed", EnergyUnit::kwh, EnergyUnit::mwh},
                                        {"pseg", EnergyUnit::kwh, EnergyUnit::mwh},
                                        {"jcpl", EnergyUnit::kwh, EnergyUnit::mwh},
                                        {"coh", EnergyUnit::ccf, EnergyUnit::mcf},
                                        {"peco_gas", EnergyUnit::therm, EnergyUnit::dth}}};
  const Place& place = places[pick(random, places.size())];
  query.utility_code = place.utility;
  query.commodity = commodity_of(place.base);
  const std::int64_t usage = kUsages[pick(random, kUsages.size())] * 1000 + (pick(random, 4) == 0 ? static_cast<std::int64_t>(pick(random, 3)) - 1 : 0);
  const std::int64_t positive = std::max<std::int64_t>(usage, 0);
  query.annual_usage = pick(random, 4) == 0 ? Energy::from_milli(positive / base_units_in(place.large), place.large) : Energy::from_milli(positive, place.base);
  query.rate_class = kClasses[pick(random, 2) * pick(random, kClasses.size())];
  query.rate_class_code = market.resolve_rate_class(query.utility_code, query.rate_class).code;
  query.zone = kZones[pick(random, 2) * pick(random, kZones.size())];
  query.zone_code = market.resolve_zone(query.utility_code, query.zone).code;
  query.product = kProducts[pick(random, 2) * pick(random, kProducts.size())];
  for (std::size_t i = pick(random, 3); i > 0; --i) query.start_months.push_back(Month::from_index(2026 * 12 + static_cast<int>(pick(random, 9))));
  for (std::size_t i = pick(random, 3); i > 0; --i) query.term_months.push_back(static_cast<std::int16_t>(6 * (1 + pick(random, 6))));
  const std::array<const char*, 4> suppliers = {"liberty", "atlas", "borealis", "nobody"};
  for (std::size_t i = pick(random, 3) / 2 * 2; i > 0; --i) query.suppliers.emplace_back(suppliers[pick(random, suppliers.size())]);
  if (pick(random, 4) == 0) query.green_percent_hundredths_min = static_cast<std::int32_t>(pick(random, 3) * 5'000);
  query.customer_class = pick(random, 2) == 0 ? CustomerClass::commercial : CustomerClass::multifamily;
  query.margin_micros = static_cast<std::int64_t>(pick(random, 3) * pick(random, 6'000));
  query.sort = static_cast<SortKey>(pick(random, 4));
  query.descending = pick(random, 2) == 0;
  return query;
}

// In the week of the sheets, often at an instant where one begins or ends.
Instant random_instant(std::mt19937_64& random) {
  const Instant first = on_sale_instant() - Duration::hours(1);
  const Instant day = first + Duration::hours(24 * static_cast<std::int64_t>(pick(random, 10)));
  switch (pick(random, 5)) {
    case 0: return day;
    case 1: return day + Duration::hours(9);
    case 2: return day + Duration::hours(9) - Duration::milliseconds(1);
    case 3: return day - Duration::milliseconds(1);
    default: return day + Duration::minutes(static_cast<std::int64_t>(pick(random, 1440)));
  }
}

std::vector<OracleOffer> all_pages(const RateBook& book, const PriceQuery& query, Instant at, SearchMode mode, std::size_t limit) {
  std::vector<OracleOffer> out;
  PageRequest page{.limit = limit};
  while (true) {
    const auto found = search(book, query, at, mode, page);
    EXPECT_TRUE(found.has_value());
    if (!found) return out;
    for (const Offer& offer : found->offers) {
      const SheetId sheet = book.entries()[offer.place.entry].sheet->facts().id;
      out.push_back({RateId{sheet, offer.place.ordinal}.text(), offer.price_micros, offer.annual_cost_cents,
                     offer.start_month ? offer.start_month->text() : "", offer.expires_at.unix_ms()});
      EXPECT_EQ(offer.sellable, mode == SearchMode::sell);
    }
    if (!found->has_more) return out;
    page.after = found->offers.back().place;
  }
}

TEST(SearchOracle, AHundredThousandRandomQuestionsAreAnsweredAsByLookingAtEveryRow) {
  const auto market = small_market();
  std::size_t offers = 0;
  for (std::uint64_t seed = 1; seed <= kBooks; ++seed) {
    const RandomSheets sheets = random_sheets(seed, *market);
    const RateBook book(sheets.entries, seed);
    const PriceOracle oracle(sheets.entries, *market);
    std::mt19937_64 random(seed);
    for (int i = 0; i < kQuestionsABook; ++i) {
      const PriceQuery query = random_query(random, *market);
      const Instant at = random_instant(random);
      const SearchMode mode = pick(random, 3) == 0 ? SearchMode::as_of : SearchMode::sell;
      const auto expected = oracle.answer(query, at, mode);
      ASSERT_EQ(all_pages(book, query, at, mode, 1 + pick(random, 200)), expected) << "seed " << seed << " question " << i;
      offers += expected.size();
    }
  }
  EXPECT_GT(offers, static_cast<std::size_t>(kBooks * kQuestionsABook / 3));  // The questions are not all in vain.
}

SellingTerms random_terms(std::mt19937_64& random) {
  SellingTerms terms{.is_entitled = pick(random, 5) != 0,
                     .margin = {.min_micros = static_cast<std::int64_t>(pick(random, 3) * 100),
                                .max_micros = 2'000 + static_cast<std::int64_t>(pick(random, 10'000)),
                                .step_micros = pick(random, 2) == 0 ? 1 : 2,
                                .default_micros = 1'000 + static_cast<std::int64_t>(pick(random, 900))}};
  if (pick(random, 2) == 0) terms.house_fee_micros = static_cast<std::int64_t>(pick(random, 3'000));
  terms.gross_up.form = static_cast<GrossUpForm>(pick(random, 3));
  if (terms.gross_up.form != GrossUpForm::none) terms.gross_up.factor_millionths = 1'000'000 + static_cast<std::int64_t>(pick(random, 90'000));
  return terms;
}

TEST(SearchOracle, RandomTermsGiveThePricesThatEveryRowWouldHaveByThem) {
  const auto market = small_market();
  std::size_t offers = 0;
  for (std::uint64_t seed = 1; seed <= kBooks; ++seed) {
    std::mt19937_64 random(seed);
    auto terms = std::make_shared<FakeTerms>();
    for (const char* supplier : {"liberty", "atlas", "borealis"}) terms->set(supplier, random_terms(random));
    const RandomSheets sheets = random_sheets(seed, *market);
    const RateBook book(sheets.entries, seed, {.terms = terms, .stops = {}});
    const PriceOracle oracle(sheets.entries, *market, terms);
    for (int i = 0; i < kQuestionsABook / 5; ++i) {
      PriceQuery query = random_query(random, *market);
      if (pick(random, 2) == 0) query.margin_micros.reset();
      const Instant at = random_instant(random);
      const SearchMode mode = pick(random, 3) == 0 ? SearchMode::as_of : SearchMode::sell;
      const auto expected = oracle.answer(query, at, mode);
      ASSERT_EQ(all_pages(book, query, at, mode, 1 + pick(random, 200)), expected) << "seed " << seed << " question " << i;
      offers += expected.size();
    }
  }
  EXPECT_GT(offers, 1'000U);
}

PriceStop random_stop(std::mt19937_64& random) {
  const std::array<const char*, 4> suppliers = {"", "liberty", "atlas", "borealis"};
  const std::array<const char*, 4> utilities = {"", "comed", "pseg", "coh"};
  PriceStop stop{.id = PriceStopId(Uuid{}), .supplier = suppliers[pick(random, 4)], .utility = utilities[pick(random, 4)]};
  stop.product = kProducts[pick(random, 2) * pick(random, kProducts.size())];
  if (pick(random, 3) == 0) stop.commodity = pick(random, 2) == 0 ? Commodity::electric : Commodity::gas;
  stop.from = random_instant(random);
  if (pick(random, 2) == 0) stop.until = stop.from + Duration::hours(1 + static_cast<std::int64_t>(pick(random, 48)));
  return stop;
}

TEST(SearchOracle, RandomStopsHoldBackWhatTheyNameAndNothingElse) {
  const auto market = small_market();
  std::size_t offers = 0;
  for (std::uint64_t seed = 1; seed <= kBooks; ++seed) {
    std::mt19937_64 random(seed);
    const RandomSheets sheets = random_sheets(seed, *market);
    std::vector<PriceStop> stops;
    for (std::size_t i = 1 + pick(random, 4); i > 0; --i) stops.push_back(random_stop(random));
    const RateBook book(sheets.entries, seed, {.terms = {}, .stops = PriceStops(stops)});
    const PriceOracle oracle(sheets.entries, *market, nullptr, stops);
    for (int i = 0; i < kQuestionsABook / 5; ++i) {
      const PriceQuery query = random_query(random, *market);
      const Instant at = random_instant(random);
      const auto mode = static_cast<SearchMode>(pick(random, 3));
      const auto expected = oracle.answer(query, at, mode);
      ASSERT_EQ(all_pages(book, query, at, mode, 1 + pick(random, 200)), expected) << "seed " << seed << " question " << i;
      offers += expected.size();
    }
  }
  EXPECT_GT(offers, 1'000U);
}

TEST(SearchOracle, NoPriceIsSoldOutsideOfTheTimeOfItsSheet) {
  const auto market = small_market();
  const RandomSheets sheets = random_sheets(99, *market);
  const RateBook book(sheets.entries, 1);
  std::mt19937_64 random(7);
  std::size_t offers = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Instant at = random_instant(random);
    const auto page = search(book, random_query(random, *market), at, SearchMode::sell);
    ASSERT_TRUE(page.has_value());
    for (const Offer& offer : page->offers) {
      const BookEntry& entry = book.entries()[offer.place.entry];
      ASSERT_TRUE(entry.on_sale);
      ASSERT_LE(entry.sheet->sellable_from(), at);
      ASSERT_GT(entry.sheet->sellable_until(), at);
      ASSERT_EQ(offer.expires_at, entry.sheet->sellable_until());
      ++offers;
    }
  }
  EXPECT_GT(offers, 1'000U);
}

}  // namespace
}  // namespace switchyard::pricing
