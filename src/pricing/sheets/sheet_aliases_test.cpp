#include "pricing/sheets/sheet_aliases.hpp"

#include <gtest/gtest.h>

#include "market/market_store.hpp"
#include "pricing/sheets/sheet_alias_store.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

class SheetAliases : public ::testing::TestWithParam<Engine> {
 protected:
  SheetBench bench{GetParam()};

  ImportReport import_with_unknown() {
    PrairieFile file;
    file.extra_lines = "11/24/2026,11/24/2026,NOWHERE POWER,OH,Small,12/1/2026,0-99999,0.06,0.061\n";
    return bench.import(file);
  }
  std::vector<WaitingAlias> waiting(std::string_view supplier = {}) {
    std::vector<WaitingAlias> aliases;
    bench.database->read([&](SqlReader& reader) { aliases = list_waiting_aliases(reader, supplier); });
    return aliases;
  }
  std::string a_utility() {
    for (const auto& utility : bench.market->utilities()) {
      if (utility.commodity == Commodity::electric && utility.state == "OH") return utility.code;
    }
    return "";
  }
  Result<std::vector<RemappedSheet>> map(const std::string& utility, const std::string& alias = "Nowhere  Power") {
    return map_alias_and_recompile({*bench.database, bench.clock, EnvironmentName::test}, *bench.market,
                                   {.supplier = "prairie-crown", .alias = alias, .commodity = Commodity::electric, .state = "",
                                    .utility_code = utility, .mapped_by = "shell", .mapped_at = bench.clock.now()});
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SheetAliases, every_engine(), engine_name);

TEST_P(SheetAliases, UnknownWordsAreListedBySupplierWithTheirRows) {
  const auto report = import_with_unknown();
  const auto aliases = waiting();
  ASSERT_EQ(aliases.size(), 1u);
  EXPECT_EQ(aliases[0].supplier, "prairie-crown");
  EXPECT_EQ(aliases[0].alias, "NOWHERE POWER");
  EXPECT_EQ(aliases[0].state, "OH");
  EXPECT_EQ(aliases[0].sheet_count, 1);
  EXPECT_EQ(aliases[0].row_count, 2);
  EXPECT_EQ(aliases[0].latest_sheet_id, report.sheet_id);
  EXPECT_EQ(waiting("prairie-crown").size(), 1u);
  EXPECT_TRUE(waiting("harborlight").empty());
}

TEST_P(SheetAliases, AMappingPutsTheRowsOnSaleAndTakesTheWordOffTheList) {
  const auto report = import_with_unknown();
  const auto sheets = map(a_utility());
  ASSERT_TRUE(sheets) << sheets.error().message;
  ASSERT_EQ(sheets->size(), 1u);
  EXPECT_EQ(sheets->front().rates_before, 32);
  EXPECT_EQ(sheets->front().rates_after, 34);
  EXPECT_TRUE(waiting().empty());
  const auto record = bench.record(report.sheet_id);
  EXPECT_EQ(record.rate_count, 34);
  EXPECT_EQ(record.compiled_revision, 2);
  EXPECT_EQ(record.status, SheetStatus::published);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM sheet_aliases WHERE resolved = 0"), 0);
}

TEST_P(SheetAliases, AMappingMadeAnewTouchesTheSameSheetsAgain) {
  (void)import_with_unknown();
  ASSERT_TRUE(map(a_utility()));
  const auto again = map(a_utility());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->size(), 1u);
}

TEST_P(SheetAliases, AWordThatNoSheetHasIsMappedAllTheSame) {
  const auto sheets = map(a_utility(), "SOMETHING ELSE");
  ASSERT_TRUE(sheets) << sheets.error().message;
  EXPECT_TRUE(sheets->empty());
}

TEST_P(SheetAliases, AUtilityThatIsNotThereIsRefusedAndNothingChanges) {
  (void)import_with_unknown();
  EXPECT_EQ(map("no-such-utility").error().code, "unknown_utility");
  EXPECT_EQ(waiting().size(), 1u);
}

TEST_P(SheetAliases, AHeldSheetStaysHeldUntilAPersonPublishesIt) {
  const auto report = bench.import(PrairieFile{.other_utility = "NOWHERE POWER"});
  ASSERT_EQ(report.status, "held");
  ASSERT_TRUE(map(a_utility()));
  EXPECT_EQ(bench.record(report.sheet_id).status, SheetStatus::held);
  EXPECT_EQ(bench.record(report.sheet_id).rate_count, 32);
  EXPECT_TRUE(bench.act(SheetAction::publish, report.sheet_id));
}

}  // namespace
}  // namespace switchyard::pricing
