#include "pricing/sheets/rate_book_loader.hpp"

#include <condition_variable>
#include <fstream>

#include <gtest/gtest.h>

#include "pricing/sheets/rate_book_watcher.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

class LoadedBook : public ::testing::TestWithParam<Engine> {
 protected:
  SheetBench bench{GetParam()};
  ScratchFolder cache;
  RateBooks books;
  RateBookLoader loader{*bench.database, books, bench.clock, bench.log, cache.path()};

  std::size_t on_sale() const {
    std::size_t count = 0;
    for (const BookEntry& entry : books.current()->entries()) count += entry.on_sale;
    return count;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LoadedBook, every_engine(), engine_name);

TEST_P(LoadedBook, IsSwappedOnceAChangeWasMade) {
  EXPECT_TRUE(loader.refresh());
  EXPECT_FALSE(loader.refresh());
  (void)bench.import(PrairieFile{});
  EXPECT_TRUE(loader.refresh());
  EXPECT_EQ(books.current()->entries().size(), 1u);
  EXPECT_EQ(books.current()->rate_count(), 32u);
  EXPECT_FALSE(loader.refresh());
}

TEST_P(LoadedBook, KeepsWhatIsMappedAndItsNumberGrows) {
  (void)bench.import(PrairieFile{.day = "11/23/2026", .until = "11/23/2026"});
  (void)loader.refresh();
  const auto first = books.current();
  (void)bench.import(PrairieFile{});
  (void)loader.refresh();
  const auto second = books.current();
  EXPECT_GT(second->revision(), first->revision());
  EXPECT_EQ(second->entries()[0].sheet, first->entries()[0].sheet);
  EXPECT_EQ(first->entries().size(), 1u) << "a search that began keeps its book";
}

TEST_P(LoadedBook, AnExpiredSheetStaysForAsOfAndIsNotOnSale) {
  (void)bench.import(PrairieFile{});
  (void)loader.refresh();
  EXPECT_EQ(on_sale(), 1u);
  bench.clock.set(*Instant::parse("2026-11-24T22:59:59Z"));
  EXPECT_FALSE(loader.refresh());
  const auto before = books.current()->revision();
  bench.clock.set(*Instant::parse("2026-11-24T23:00:00Z"));
  EXPECT_TRUE(loader.refresh());
  EXPECT_EQ(on_sale(), 0u);
  EXPECT_EQ(books.current()->entries().size(), 1u);
  EXPECT_GT(books.current()->revision(), before);
}

TEST_P(LoadedBook, AClockThatStandsInThePastSellsWhatIsOver) {
  bench.clock.set(*Instant::parse("2027-01-10T00:00:00Z"));
  EXPECT_EQ(bench.import(PrairieFile{}).status, "expired");
  FixedClock past(*Instant::parse("2026-11-24T15:00:00Z"));
  RateBookLoader other(*bench.database, books, past, bench.log, cache.path());
  (void)other.refresh();
  EXPECT_EQ(on_sale(), 1u);
}

TEST_P(LoadedBook, TheEndOfASheetThatGaveWayBeforeSwapsNothing) {
  (void)bench.import(PrairieFile{});
  (void)bench.import(PrairieFile{.until = "11/25/2026", .price_micros = 61'000});
  (void)loader.refresh();
  EXPECT_EQ(on_sale(), 1u);
  bench.clock.set(*Instant::parse("2026-11-24T23:00:00Z"));
  EXPECT_FALSE(loader.refresh());
}

TEST_P(LoadedBook, FilesOfSheetsThatLeftTheBookGoFromTheCache) {
  const auto sheet = bench.import(PrairieFile{});
  (void)loader.refresh();
  const auto path = std::filesystem::path(cache.path()) / (sheet.sheet_id + "-1.sheet");
  EXPECT_TRUE(std::filesystem::exists(path));
  ASSERT_TRUE(bench.act(SheetAction::withdraw, sheet.sheet_id));
  (void)loader.refresh();
  EXPECT_FALSE(std::filesystem::exists(path));
  ASSERT_TRUE(bench.act(SheetAction::publish, sheet.sheet_id));
  (void)loader.refresh();
  EXPECT_EQ(on_sale(), 1u);
}

TEST_P(LoadedBook, TheFirstLoadSweepsWhatFormerRunsLeft) {
  const auto left = std::filesystem::path(cache.path()) / "sht_of_long_ago-1.sheet";
  const auto foreign = std::filesystem::path(cache.path()) / "notes.txt";
  std::ofstream(left) << "old";
  std::ofstream(foreign) << "kept";
  (void)loader.refresh();
  EXPECT_FALSE(std::filesystem::exists(left));
  EXPECT_TRUE(std::filesystem::exists(foreign));
}

TEST_P(LoadedBook, WithdrawnHeldAndRejectedSheetsAreNotInIt) {
  const auto sold = bench.import(PrairieFile{});
  (void)bench.import(PrairieFile{.until = "11/25/2026", .other_utility = "NOWHERE POWER"});
  (void)loader.refresh();
  EXPECT_EQ(books.current()->entries().size(), 1u);
  ASSERT_TRUE(bench.act(SheetAction::withdraw, sold.sheet_id));
  (void)loader.refresh();
  EXPECT_TRUE(books.current()->entries().empty());
}

TEST_P(LoadedBook, ADamagedCacheFileIsFetchedAnew) {
  (void)bench.import(PrairieFile{});
  (void)loader.refresh();
  for (const auto& file : std::filesystem::directory_iterator(cache.path())) {
    std::filesystem::resize_file(file, 100);
  }
  RateBooks fresh;
  RateBookLoader other(*bench.database, fresh, bench.clock, bench.log, cache.path());
  EXPECT_TRUE(other.refresh());
  EXPECT_EQ(fresh.current()->rate_count(), 32u);
}

TEST_P(LoadedBook, AWatcherHearsOfAnImport) {
  (void)loader.refresh();
  const RateBookWatcher watcher(loader, bench.actions(), bench.log, {}, Duration::milliseconds(20));
  (void)bench.import(PrairieFile{});
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (books.current()->entries().empty() && std::chrono::steady_clock::now() < limit) std::this_thread::yield();
  EXPECT_EQ(books.current()->entries().size(), 1u);
}

SheetRecord sheet_on_sale() {
  SheetRecord sheet{.id = SheetId(Uuid{})};
  sheet.status = SheetStatus::published;
  sheet.sellable_from = Instant::from_unix_ms(1000);
  sheet.sellable_until = Instant::from_unix_ms(5000);
  return sheet;
}

TEST(IsOnSale, FromItsFirstInstantUntilItsLastOrItsSuccessors) {
  auto sheet = sheet_on_sale();
  EXPECT_FALSE(is_on_sale(sheet, Instant::from_unix_ms(999)));
  EXPECT_TRUE(is_on_sale(sheet, Instant::from_unix_ms(1000)));
  EXPECT_TRUE(is_on_sale(sheet, Instant::from_unix_ms(4999)));
  EXPECT_FALSE(is_on_sale(sheet, Instant::from_unix_ms(5000)));
  sheet.off_sale_from = Instant::from_unix_ms(3000);
  EXPECT_TRUE(is_on_sale(sheet, Instant::from_unix_ms(2999)));
  EXPECT_FALSE(is_on_sale(sheet, Instant::from_unix_ms(3000)));
  sheet.off_sale_from.reset();
  sheet.doubtful = true;
  EXPECT_FALSE(is_on_sale(sheet, Instant::from_unix_ms(2000)));
}

TEST(IsOnSale, NeverWithoutACutOffNorOutsideOfTheBook) {
  auto sheet = sheet_on_sale();
  sheet.sellable_until.reset();
  EXPECT_FALSE(is_on_sale(sheet, Instant::from_unix_ms(2000)));
  for (const SheetStatus status : {SheetStatus::held, SheetStatus::rejected, SheetStatus::withdrawn, SheetStatus::unknown_layout}) {
    auto other = sheet_on_sale();
    other.status = status;
    EXPECT_FALSE(is_on_sale(other, Instant::from_unix_ms(2000)));
  }
}

TEST(NextChange, IsTheNearestInstantAhead) {
  auto sheet = sheet_on_sale();
  sheet.off_sale_from = Instant::from_unix_ms(3000);
  EXPECT_EQ(next_change_of(sheet, Instant::from_unix_ms(0)), Instant::from_unix_ms(1000));
  EXPECT_EQ(next_change_of(sheet, Instant::from_unix_ms(1000)), Instant::from_unix_ms(3000));
  EXPECT_FALSE(next_change_of(sheet, Instant::from_unix_ms(3000)));  // Off sale for good.
  sheet.off_sale_from.reset();
  EXPECT_EQ(next_change_of(sheet, Instant::from_unix_ms(3000)), Instant::from_unix_ms(5000));
  EXPECT_FALSE(next_change_of(sheet, Instant::from_unix_ms(5000)));
}

}  // namespace
}  // namespace switchyard::pricing
