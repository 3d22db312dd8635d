#include "pricing/sheets/import_sheet.hpp"

#include <gtest/gtest.h>

#include "pricing/sheets/sheet_bytes_store.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/sheets/sheet_export.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

class ImportSheet : public ::testing::TestWithParam<Engine> {
 protected:
  SheetBench bench{GetParam()};

  static std::string first_error(const ImportReport& report) { return report.errors.empty() ? "" : report.errors.front().code; }
};
INSTANTIATE_TEST_SUITE_P(Engines, ImportSheet, every_engine(), engine_name);

TEST_P(ImportSheet, AGoodFileIsPublishedWhole) {
  const auto report = bench.import(PrairieFile{});
  EXPECT_EQ(report.status, "published") << json_of(report);
  EXPECT_EQ(report.rows, 32u);
  EXPECT_EQ(report.rates, 32u);
  EXPECT_EQ(report.supplier, "prairie-crown");
  const auto record = bench.record(report.sheet_id);
  EXPECT_EQ(record.status, SheetStatus::published);
  EXPECT_EQ(record.commodities, "electric");
  EXPECT_EQ(record.sellable_until->text(), "2026-11-24T23:00:00Z");
  EXPECT_EQ(record.published_at->text(), "2026-11-24T15:00:00Z");
  EXPECT_EQ(record.received_by, "shell");
  EXPECT_EQ(bench.history(report.sheet_id), "received>recognised recognised>parsed parsed>checked checked>published");
  bench.database->read([&](SqlReader& reader) { EXPECT_EQ(read_file(reader, record.sha256), PrairieFile{}.text()); });
}

TEST_P(ImportSheet, TheSameFileAgainNamesTheFormerSheet) {
  const auto first = bench.import(PrairieFile{});
  const auto again = bench.import(PrairieFile{}.text(), "renamed.csv");
  EXPECT_EQ(again.status, "duplicate");
  EXPECT_EQ(again.sheet_id, first.sheet_id);
  EXPECT_EQ(again.file, "renamed.csv");
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM sheets"), 1);
}

TEST_P(ImportSheet, AFileThatIsOverIsExpiredAndStaysExportable) {
  bench.clock.set(*Instant::parse("2026-11-24T23:00:00Z"));
  const auto report = bench.import(PrairieFile{});
  EXPECT_EQ(report.status, "expired");
  EXPECT_EQ((*load_sheet(*bench.database, *SheetId::parse(report.sheet_id)))->row_count(), 32u);
}

TEST_P(ImportSheet, AFileOfNoLayoutIsKeptAndSaysWhy) {
  const auto report = bench.import("a,b\n1,2\n", "what.csv");
  EXPECT_EQ(report.status, "unknown_layout");
  EXPECT_FALSE(report.errors.empty());
  EXPECT_EQ(bench.history(report.sheet_id), "received>unknown_layout");
  EXPECT_EQ(load_sheet(*bench.database, *SheetId::parse(report.sheet_id)).error().code, "sheet_has_no_rates");
  EXPECT_EQ(bench.import("a,b\n1,2\n", "what.csv").status, "unknown_layout") << "it may be tried again when there is a layout";
}

TEST_P(ImportSheet, AFileThatCannotBeOpenedIsRejected) {
  const auto report = bench.import(std::string("\x00\x01\x02\xff\xfe", 5), "noise.bin");
  EXPECT_EQ(report.status, "rejected") << json_of(report);
  EXPECT_EQ(bench.history(report.sheet_id), "received>rejected");
}

TEST_P(ImportSheet, AFileOfAnotherSupplierThanWasSaidIsRejected) {
  const auto report = *import_sheet(bench.context(), *bench.market, {.bytes = PrairieFile{}.text(), .file_name = "p.csv", .supplier = "harborlight"});
  EXPECT_EQ(report.status, "rejected");
  EXPECT_EQ(first_error(report), "wrong_supplier");
}

TEST_P(ImportSheet, AKnownFileThatIsSaidToBeOfAnotherSupplierIsRejected) {
  const std::string text = PrairieFile{}.text();
  const auto first = *import_sheet(bench.context(), *bench.market, {.bytes = text, .file_name = "p.csv"});
  const auto again = *import_sheet(bench.context(), *bench.market, {.bytes = text, .file_name = "p.csv", .supplier = "harborlight"});
  EXPECT_EQ(first.status, "published") << json_of(first);
  EXPECT_EQ(again.status, "rejected");
  EXPECT_EQ(first_error(again), "wrong_supplier");
}

TEST_P(ImportSheet, NamesThatDoNotExistAreRefusedBeforeAnythingIsRead) {
  EXPECT_EQ(import_sheet(bench.context(), *bench.market, {.bytes = "x", .file_name = "x", .supplier = "nobody"}).error().code, "unknown_supplier");
  EXPECT_EQ(import_sheet(bench.context(), *bench.market, {.bytes = "x", .file_name = "x", .layout = "nothing"}).error().code, "layout_not_found");
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM sheets"), 0);
}

TEST_P(ImportSheet, AnUnknownWordStopsItsRowsAndAQuarterOfThemTheSheet) {
  PrairieFile file;
  file.extra_lines = "11/24/2026,11/24/2026,NOWHERE POWER,OH,Small,12/1/2026,0-99999,0.06,0.061\n";
  const auto few = bench.import(file);
  EXPECT_EQ(few.status, "published") << json_of(few);
  EXPECT_EQ(few.rows, 34u);
  EXPECT_EQ(few.rates, 32u);
  EXPECT_EQ(few.withheld_count, 2u);
  ASSERT_EQ(few.unmapped.size(), 1u);
  EXPECT_EQ(few.unmapped[0].alias, "NOWHERE POWER");
  const auto many = bench.import(PrairieFile{.day = "11/24/2026", .until = "11/25/2026", .other_utility = "NOWHERE POWER"});
  EXPECT_EQ(many.status, "held");
  EXPECT_EQ(first_error(many), "too_doubtful");
}

TEST_P(ImportSheet, AnUnlikelyPriceIsExportedAndNotSold) {
  PrairieFile file;
  file.extra_lines = "11/24/2026,11/24/2026,COMED,IL,Small,4/1/2027,0-99999,0.5,0.06\n";
  const auto report = bench.import(file);
  EXPECT_EQ(report.status, "published");
  EXPECT_EQ(report.rows, 34u);
  EXPECT_EQ(report.rates, 33u);
  ASSERT_EQ(report.withheld.size(), 1u);
  EXPECT_EQ(report.withheld[0].code, "price_out_of_range");
  EXPECT_EQ(report.withheld[0].cell, "H18");
}

TEST_P(ImportSheet, ALaterFileSupersedesTheEarlier) {
  const auto first = bench.import(PrairieFile{.day = "11/23/2026", .until = "11/25/2026"});
  const auto second = bench.import(PrairieFile{.price_micros = 61'000});
  EXPECT_EQ(second.status, "published") << json_of(second);
  EXPECT_EQ(second.supersedes, std::vector<std::string>{first.sheet_id});
  const auto record = bench.record(first.sheet_id);
  EXPECT_EQ(record.status, SheetStatus::superseded);
  EXPECT_EQ(record.superseded_by->text(), second.sheet_id);
  EXPECT_TRUE(bench.history(first.sheet_id).ends_with("published>superseded"));
}

TEST_P(ImportSheet, AnOlderFileThatArrivesLateIsNotSold) {
  const auto newer = bench.import(PrairieFile{});
  const auto older = bench.import(PrairieFile{.day = "11/23/2026", .until = "11/25/2026"});
  EXPECT_EQ(older.status, "superseded");
  EXPECT_EQ(older.superseded_by, newer.sheet_id);
  EXPECT_EQ(bench.record(newer.sheet_id).status, SheetStatus::published);
}

TEST_P(ImportSheet, TomorrowsFileLetsTodaysSellUntilItBegins) {
  const auto today = bench.import(PrairieFile{.until = "11/26/2026"});
  const auto tomorrow = bench.import(PrairieFile{.day = "11/25/2026", .until = "11/25/2026"});
  EXPECT_EQ(tomorrow.status, "published");
  EXPECT_EQ(bench.record(today.sheet_id).status, SheetStatus::published);
  EXPECT_EQ(bench.record(today.sheet_id).off_sale_from, bench.record(tomorrow.sheet_id).sellable_from);
  bench.clock.set(*bench.record(tomorrow.sheet_id).sellable_from);
  EXPECT_EQ(end_sheets(bench.actions()), 1u);
  EXPECT_EQ(bench.record(today.sheet_id).status, SheetStatus::superseded);
}

TEST_P(ImportSheet, AFileThatMovedTooFarIsHeld) {
  (void)bench.import(PrairieFile{.day = "11/23/2026", .until = "11/23/2026"});
  const auto moved = bench.import(PrairieFile{.price_micros = 80'000});
  EXPECT_EQ(moved.status, "held");
  EXPECT_EQ(first_error(moved), "moved_too_far");
  EXPECT_EQ(bench.import(PrairieFile{.price_micros = 70'000}).status, "published");
}

TEST_P(ImportSheet, AFormerFileOfMonthsAgoTellsNothing) {
  bench.clock.set(*Instant::parse("2026-11-24T23:30:00Z"));
  (void)bench.import(PrairieFile{.day = "3/2/2026", .until = "3/2/2026"});
  EXPECT_EQ(bench.import(PrairieFile{.until = "11/25/2026", .price_micros = 120'000}).status, "published");
}

TEST_P(ImportSheet, EachImportRaisesTheRevisionOfTheBookOnce) {
  const auto before = bench.count("SELECT revision FROM rate_book");
  (void)bench.import(PrairieFile{});
  (void)bench.import(PrairieFile{});
  EXPECT_EQ(bench.count("SELECT revision FROM rate_book"), before + 1) << "a duplicate changes nothing";
}

}  // namespace
}  // namespace switchyard::pricing
