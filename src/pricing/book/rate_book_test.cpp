#include "pricing/book/rate_book.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "pricing/book/market_fake.hpp"
#include "pricing/book/rate_id.hpp"
#include "pricing/book/reading_fake.hpp"
#include "pricing/resolve_rate.hpp"
#include "pricing/search.hpp"

namespace switchyard::pricing {
namespace {

PriceQuery comed_query() { return {.utility_code = "comed", .annual_usage = Energy::from_milli(60'000'000, EnergyUnit::kwh)}; }

std::size_t offers_at(const RateBook& book, Instant at, SearchMode mode = SearchMode::sell) {
  return search(book, comed_query(), at, mode).value().offers.size();
}

struct Days {
  int from;
  int until;
};

SheetReading sheet_for(Days days, std::vector<std::string> scope, std::initializer_list<RowWords> rows) {
  SheetReading reading = reading_of(rows);
  reading.scope = std::move(scope);
  reading.valid_from = reading.valid_from.plus_days(days.from);
  reading.sellable_from = *reading.sellable_from + Duration::hours(24 * days.from);
  reading.sellable_until = *reading.sellable_until + Duration::hours(24 * (days.until - 1));
  return reading;
}

TEST(RateBooks, ReadersKeepTheBookThatTheyBeganWithWhileOthersAreSwappedIn) {
  const auto market = small_market();
  const auto first = book_of({{.price = 61'000}}, *market);
  const auto second = book_of({{.price = 62'000}}, *market);
  RateBooks books;
  EXPECT_EQ(books.current()->rate_count(), 0U);
  books.swap(first);
  std::atomic<bool> done = false;
  std::atomic<std::size_t> wrong = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        const auto book = books.current();
        const auto page = search(*book, comed_query(), on_sale_instant(), SearchMode::sell);
        const std::int64_t price = page->offers.size() == 1 ? page->offers[0].price_micros : 0;
        if (price != 61'000 && price != 62'000) ++wrong;
      }
    });
  }
  for (int i = 0; i < 2'000; ++i) books.swap(i % 2 == 0 ? second : std::make_shared<RateBook>(first->entries(), static_cast<std::uint64_t>(i)));
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0U);
}

TEST(RateBook, ALaterSheetOfTheSupplierEndsTheFormerAtOnceAlsoWhereTheFormerIsStillValid) {
  const auto market = small_market();
  const auto monday = sheet_of(sheet_for({0, 5}, {}, {{.price = 61'000}}), *market, 1);
  const auto tuesday = sheet_of(sheet_for({1, 2}, {}, {{.price = 62'000}}), *market, 2);
  const RateBook book({{.sheet = monday, .on_sale = true, .scope_values = {}}, {.sheet = tuesday, .on_sale = true, .scope_values = {}}}, 1);
  EXPECT_EQ(search(book, comed_query(), on_sale_instant(), SearchMode::sell)->offers.at(0).price_micros, 61'000);
  const Instant next_day = on_sale_instant() + Duration::hours(24);
  EXPECT_EQ(search(book, comed_query(), next_day, SearchMode::sell)->offers.at(0).price_micros, 62'000);
  // Tuesday's has expired; Monday's does not come back on sale, though it was valid as of then.
  const Instant third_day = on_sale_instant() + Duration::hours(48);
  EXPECT_EQ(offers_at(book, third_day), 0U);
  EXPECT_EQ(offers_at(book, third_day, SearchMode::as_of), 1U);
}

TEST(RateBook, ASheetReplacesOnlyWhatItsScopeCovers) {
  const auto market = small_market();
  const auto all = sheet_of(sheet_for({0, 5}, {"state"}, {{.utility = "comed", .state = "IL"}, {.utility = "pseg", .state = "NJ"}}), *market, 1);
  const auto jersey = sheet_of(sheet_for({1, 5}, {"state"}, {{.utility = "jcpl", .state = "NJ"}}), *market, 2);
  const RateBook book({{.sheet = all, .on_sale = true, .scope_values = {}}, {.sheet = jersey, .on_sale = true, .scope_values = {}}}, 1);
  const Instant next_day = on_sale_instant() + Duration::hours(24);
  EXPECT_EQ(offers_at(book, next_day), 1U);
  PriceQuery pseg = comed_query();
  pseg.utility_code = "pseg";
  EXPECT_TRUE(search(book, pseg, next_day, SearchMode::sell)->offers.empty());
  EXPECT_EQ(search(book, pseg, on_sale_instant(), SearchMode::sell)->offers.size(), 1U);
}

TEST(RateBook, ASheetNotOnSaleNeitherSellsNorSupersedes) {
  const auto market = small_market();
  const auto monday = sheet_of(sheet_for({0, 5}, {}, {{.price = 61'000}}), *market, 1);
  const auto held = sheet_of(sheet_for({1, 5}, {}, {{.price = 62'000}}), *market, 2);
  const RateBook book({{.sheet = monday, .on_sale = true, .scope_values = {}}, {.sheet = held, .on_sale = false, .scope_values = {}}}, 1);
  const Instant next_day = on_sale_instant() + Duration::hours(24);
  EXPECT_EQ(search(book, comed_query(), next_day, SearchMode::sell)->offers.at(0).price_micros, 61'000);
  EXPECT_EQ(search(book, comed_query(), next_day, SearchMode::as_of)->offers.at(0).price_micros, 62'000);
  EXPECT_EQ(book.rate_count(), 1U);
}

TEST(RateBook, AGasSheetDoesNotReplaceAnElectricOneOfTheSameSupplier) {
  const auto market = small_market();
  const auto electric = sheet_of(sheet_for({0, 5}, {}, {{}}), *market, 1);
  const auto gas = sheet_of(sheet_for({1, 5}, {}, {{.utility = "coh", .unit = EnergyUnit::ccf, .commodity = Commodity::gas}}), *market, 2);
  const RateBook book({{.sheet = electric, .on_sale = true, .scope_values = {}}, {.sheet = gas, .on_sale = true, .scope_values = {}}}, 1);
  EXPECT_EQ(offers_at(book, on_sale_instant() + Duration::hours(24)), 1U);
}

TEST(ResolveRate, AnIdLeadsBackToTheRateAlsoWhenItIsNoLongerSold) {
  const auto market = small_market();
  const auto book = book_of({{.rate_class = "GS-1", .zone = "CHI", .band = band(0, 75, EnergyUnit::mwh), .price = 61'234}, {.utility = "nowhere"}}, *market);
  const auto page = search(*book, comed_query(), on_sale_instant(), SearchMode::sell);
  const SheetId sheet = book->entries()[0].sheet->facts().id;
  const RateId id{sheet, page->offers.at(0).place.ordinal};
  const RateFacts facts = resolve_rate(*book, id.text()).value();
  EXPECT_EQ(facts.utility_code, "comed");
  EXPECT_EQ(facts.rate_class, "Small Load");
  EXPECT_EQ(facts.rate_class_word, "GS-1");
  EXPECT_EQ(facts.zone, "Chicago");
  EXPECT_EQ(facts.band, band(0, 75, EnergyUnit::mwh));
  EXPECT_EQ(facts.basis_micros, 61'234);
  EXPECT_EQ(facts.start_from->text(), "2026-03");
  EXPECT_EQ(facts.start_until->text(), "2026-04");
  EXPECT_EQ(facts.worksheet, "Prices");
  EXPECT_EQ(facts.cell, "C2");
  EXPECT_EQ(facts.price_text, "61234e-6");
  EXPECT_TRUE(is_sold(*book, id, on_sale_instant()));
  EXPECT_FALSE(is_sold(*book, id, facts.sellable_until));
  EXPECT_EQ(resolve_rate(*book, RateId{sheet, 1}.text()).error().code, "rate_not_found");  // Never for sale.
  EXPECT_EQ(resolve_rate(*book, RateId{sheet, 99}.text()).error().code, "rate_not_found");
  EXPECT_EQ(resolve_rate(*book, RateId{facts_of(2).id, 0}.text()).error().code, "rate_not_found");
  EXPECT_EQ(resolve_rate(*book, "rat_x").error().code, "rate_id_invalid");
}

TEST(ResolveRate, AReferenceLeadsToTheSameRate) {
  const auto market = small_market();
  const auto book = book_of({{}}, *market);
  const RateRefs refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value();
  std::string text;
  refs.append(text, {sheet_mark_of(facts_of(1).id), 0});
  EXPECT_EQ(resolve_rate_ref(*book, refs, text)->cell, "C2");
  text.clear();
  refs.append(text, {sheet_mark_of(facts_of(2).id), 0});
  EXPECT_EQ(resolve_rate_ref(*book, refs, text).error().code, "rate_not_found");
  EXPECT_EQ(resolve_rate_ref(*book, refs, "ref_0").error().code, "rate_ref_invalid");
}

}  // namespace
}  // namespace switchyard::pricing
