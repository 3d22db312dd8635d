#include "pricing/known/known_book_loader.hpp"

#include <gtest/gtest.h>

#include "pricing/search.hpp"
#include "pricing/sheets/rate_book_loader.hpp"
#include "pricing/sheets/sheet_aliases.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/stops/price_stop_actions.hpp"

namespace switchyard::pricing {
namespace {

class KnownBook : public ::testing::TestWithParam<Engine> {
 protected:
  // The lowest price of ComEd for 10,000 kWh in hundred-thousandths of a dollar, 0 where there is none.
  std::int64_t known(const std::string& known_at, const std::string& as_of = "") {
    loader.refresh();
    const Instant at = *Instant::parse(as_of.empty() ? known_at : as_of);
    const auto book = past.book({.known_at = *Instant::parse(known_at), .at = at});
    return lowest(*book, at, as_of.empty() ? SearchMode::sold_then : SearchMode::as_of);
  }
  static std::int64_t lowest(const RateBook& book, Instant at, SearchMode mode) {
    const PriceQuery query{.utility_code = "comed", .state = "IL", .annual_usage = Energy::from_milli(10'000'000, EnergyUnit::kwh)};
    const auto page = search(book, query, at, mode);
    if (page->offers.empty()) return 0;
    EXPECT_FALSE(page->offers.front().sellable);
    return page->offers.front().price_micros / 10;
  }
  void at(const std::string& instant) { bench.clock.set(*Instant::parse(instant)); }

  SheetBench bench{GetParam()};
  ScratchFolder cache;
  RateBooks books;
  RateBookLoader loader{*bench.database, books, bench.clock, bench.log, cache.path()};
  KnownBookLoader past{*bench.database, books, bench.clock};
};
INSTANTIATE_TEST_SUITE_P(Engines, KnownBook, every_engine(), engine_name);

TEST_P(KnownBook, ASheetIsNotKnownBeforeItCame) {
  (void)bench.import(PrairieFile{});
  at("2026-11-24T16:00:00Z");
  EXPECT_EQ(known("2026-11-24T14:59:59Z"), 0);
  EXPECT_EQ(known("2026-11-24T15:00:00Z"), 6'000);
}

TEST_P(KnownBook, AWithdrawnSheetAnswersForTheTimeBefore) {
  const auto sheet = bench.import(PrairieFile{});
  at("2026-11-24T16:00:00Z");
  ASSERT_TRUE(bench.act(SheetAction::withdraw, sheet.sheet_id));
  at("2026-11-24T17:00:00Z");
  EXPECT_EQ(known("2026-11-24T15:59:59Z"), 6'000);
  EXPECT_EQ(known("2026-11-24T16:00:00Z"), 0);
  EXPECT_EQ(known("2026-11-24T15:30:00Z", "2026-11-24T16:30:00Z"), 6'000) << "what was known then of a later instant";
  EXPECT_EQ(known("2026-11-24T16:30:00Z", "2026-11-24T15:30:00Z"), 0) << "what was known later of an earlier one";
}

TEST_P(KnownBook, TheFormerSheetAnswersUntilItsSuccessorWasKnown) {
  (void)bench.import(PrairieFile{});
  at("2026-11-24T16:00:00Z");
  const auto later = bench.import(PrairieFile{.price_micros = 61'000});
  at("2026-11-24T17:00:00Z");
  ASSERT_TRUE(bench.act(SheetAction::rollback, later.sheet_id));
  at("2026-11-24T18:00:00Z");
  EXPECT_EQ(known("2026-11-24T15:30:00Z"), 6'000);
  EXPECT_EQ(known("2026-11-24T16:30:00Z"), 6'100);
  EXPECT_EQ(known("2026-11-24T17:30:00Z"), 6'000);
}

TEST_P(KnownBook, AStopHoldsFromWhenItWasMadeUntilItWasLifted) {
  (void)bench.import(PrairieFile{});
  const PriceStopContext context{*bench.database, bench.clock, *bench.market, bench.random};
  at("2026-11-24T16:00:00Z");
  const auto stop = stop_prices(context, {.supplier = "prairie-crown", .reason = "a fire", .actor = "shell"});
  ASSERT_TRUE(stop);
  at("2026-11-24T17:00:00Z");
  ASSERT_TRUE(lift_price_stop(context, {.id = stop->stop.id, .reason = "it is out", .actor = "shell"}));
  at("2026-11-24T18:00:00Z");
  EXPECT_EQ(known("2026-11-24T15:59:59Z"), 6'000);
  EXPECT_EQ(known("2026-11-24T16:00:00Z"), 0);
  EXPECT_EQ(known("2026-11-24T17:00:00Z"), 6'000);
}

TEST_P(KnownBook, RowsThatAMappingPutOnSaleLaterAreNotKnownBefore) {
  PrairieFile file;
  file.extra_lines = "11/24/2026,11/24/2026,NOWHERE POWER,IL,Small,12/1/2026,0-99999,0.05,0.051\n";
  (void)bench.import(file);
  for (const std::string hour : {"16", "17"}) {  // The second replaces the form that the first made.
    at("2026-11-24T" + hour + ":00:00Z");
    ASSERT_TRUE(map_alias_and_recompile({*bench.database, bench.clock, EnvironmentName::test}, *bench.market,
                                        {.supplier = "prairie-crown", .alias = "NOWHERE POWER", .commodity = Commodity::electric, .state = "",
                                         .utility_code = hour == "16" ? "comed" : "ameren-il", .mapped_by = "shell", .mapped_at = bench.clock.now()}));
  }
  at("2026-11-24T18:00:00Z");
  EXPECT_EQ(known("2026-11-24T15:59:59Z"), 6'000);
  EXPECT_EQ(known("2026-11-24T16:30:00Z"), 5'000);
  EXPECT_EQ(known("2026-11-24T17:00:00Z"), 6'000);
  EXPECT_EQ(bench.count("SELECT COUNT(DISTINCT number) FROM sheet_former_forms"), 2);
}

TEST_P(KnownBook, ABookIsMadeOnceAndSharesWhatTheCurrentOneHas) {
  (void)bench.import(PrairieFile{});
  at("2026-11-24T16:00:00Z");
  loader.refresh();
  const KnownMoment moment{*Instant::parse("2026-11-24T15:30:00Z"), *Instant::parse("2026-11-24T15:30:00Z")};
  const auto book = past.book(moment);
  EXPECT_EQ(past.book(moment), book);
  EXPECT_EQ(book->entries().front().sheet, books.current()->entries().front().sheet);
}

}  // namespace
}  // namespace switchyard::pricing
