#include <gtest/gtest.h>

#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/sheets/sheet_removal_store.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

class SheetRemoval : public ::testing::TestWithParam<Engine> {
 protected:
  SheetBench bench{GetParam()};

  std::vector<SheetId> ended(std::string_view received_by, std::string_view supplier, std::string_view before, std::int64_t limit = 100) {
    std::vector<SheetId> ids;
    bench.database->read([&](SqlReader& reader) {
      ids = list_ended_sheets(reader, {.received_by = received_by, .supplier = supplier, .before = *Instant::parse(before), .limit = limit});
    });
    return ids;
  }
  void remove(const std::vector<SheetId>& ids) {
    bench.database->write([&](SqlTransaction& transaction) {
      raise_book_revision(transaction);
      remove_sheets(transaction, ids);
      return true;
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SheetRemoval, every_engine(), engine_name);

TEST_P(SheetRemoval, ListsWhatThatActorBroughtAndEndedEarlier) {
  const auto report = bench.import(PrairieFile{});  // Ends at 2026-11-24T23:00:00Z.
  ASSERT_EQ(report.status, "published");
  EXPECT_EQ(ended("shell", "", "2026-11-24T23:00:01Z").size(), 1u);
  EXPECT_EQ(ended("shell", "prairie-crown", "2026-11-24T23:00:01Z").size(), 1u);
  EXPECT_TRUE(ended("shell", "harborlight", "2026-11-24T23:00:01Z").empty());
  EXPECT_TRUE(ended("sandbox", "", "2026-11-24T23:00:01Z").empty());
  EXPECT_TRUE(ended("shell", "", "2026-11-24T23:00:00Z").empty());
  EXPECT_TRUE(ended("shell", "", "2026-11-24T23:00:01Z", 0).empty());
}

TEST_P(SheetRemoval, NothingOfTheSheetStaysAndOthersKeepTheirs) {
  const auto gone = bench.import(PrairieFile{});
  const auto kept = bench.import(PrairieFile{.day = "11/25/2026", .until = "11/25/2026"});
  ASSERT_EQ(kept.status, "published");
  remove({*SheetId::parse(gone.sheet_id)});
  for (const char* table : {"sheet_compiled", "sheet_aliases", "sheet_transitions"}) {
    EXPECT_EQ(bench.count("SELECT COUNT(DISTINCT sheet_id) FROM " + std::string(table)), 1) << table;
  }
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM sheets"), 1);
  EXPECT_EQ(bench.count("SELECT COUNT(DISTINCT sha256) FROM sheet_files"), 1);
  EXPECT_EQ(bench.record(kept.sheet_id).status, SheetStatus::published);
}

TEST_P(SheetRemoval, TheSameFileCanBeImportedAnewAfterwards) {
  const auto first = bench.import(PrairieFile{});
  remove({*SheetId::parse(first.sheet_id)});
  EXPECT_EQ(bench.import(PrairieFile{}).status, "published");
}

}  // namespace
}  // namespace switchyard::pricing
