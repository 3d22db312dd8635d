// Never half-published: a failure at any statement of an import, an action or a mapping leaves everything as it was.
#include <gtest/gtest.h>

#include "pricing/sheets/failing_database_fake.hpp"
#include "pricing/sheets/import_sheet.hpp"
#include "pricing/sheets/sheet_aliases.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

constexpr const char* kTables[] = {"sheets", "sheet_scope_values", "sheet_files", "sheet_compiled", "sheet_transitions", "sheet_aliases"};

class HalfImport : public ::testing::TestWithParam<Engine> {
 protected:
  SheetBench bench{GetParam()};
  FailingDatabase failing{*bench.database};

  // Rows of every table, and what may change without a row more.
  std::vector<std::int64_t> state() {
    std::vector<std::int64_t> counts{bench.count("SELECT revision FROM rate_book"), bench.count("SELECT COUNT(*) FROM sheets WHERE status = 'superseded'"),
                                     bench.count("SELECT CAST(SUM(rate_count) AS BIGINT) FROM sheets")};
    for (const char* table : kTables) counts.push_back(bench.count(std::string("SELECT COUNT(*) FROM ") + table));
    return counts;
  }

  // Lets `work` fail at each of its statements in turn, until it gets through; gives how many failed.
  int fail_everywhere(const std::function<void()>& work) {
    const auto before = state();
    for (int statement = 1;; ++statement) {
      failing.fail_at(statement);
      try {
        work();
      } catch (const DatabaseError&) {
        EXPECT_TRUE(failing.failed());
        EXPECT_EQ(state(), before) << "statement " << statement;
        continue;
      }
      EXPECT_NE(state(), before);
      return statement - 1;
    }
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, HalfImport, every_engine(), engine_name);

TEST_P(HalfImport, AnImportThatSupersedesIsWholeOrNotAtAll) {
  (void)bench.import(PrairieFile{.day = "11/23/2026", .until = "11/25/2026"});
  ImportContext context{failing, bench.layouts, bench.digest, bench.clock, bench.random, EnvironmentName::test};
  const ImportRequest request{.bytes = PrairieFile{}.text(), .file_name = "p.csv", .actor = "shell"};
  EXPECT_GE(fail_everywhere([&] { (void)import_sheet(context, *bench.market, request); }), 8);
}

TEST_P(HalfImport, ARollbackIsWholeOrNotAtAll) {
  (void)bench.import(PrairieFile{.day = "11/23/2026", .until = "11/25/2026"});
  const auto second = bench.import(PrairieFile{});
  SheetActionContext context{failing, bench.clock, EnvironmentName::test};
  const SheetActionRequest request{.sheet = *SheetId::parse(second.sheet_id), .action = SheetAction::rollback, .actor = "shell", .reason = "why"};
  EXPECT_GE(fail_everywhere([&] { (void)act_on_sheet(context, request); }), 5);
}

TEST_P(HalfImport, AMappingAndTheSheetsThatItTouchesAreWholeOrNotAtAll) {
  PrairieFile file;
  file.extra_lines = "11/24/2026,11/24/2026,NOWHERE POWER,OH,Small,12/1/2026,0-99999,0.06,0.061\n";
  (void)bench.import(file);
  market::AliasMapping mapping{.supplier = "prairie-crown", .alias = "nowhere power", .commodity = Commodity::electric, .state = "",
                               .utility_code = "aep_ohio", .mapped_by = "shell", .mapped_at = bench.clock.now()};
  if (bench.market->utility(mapping.utility_code) == nullptr) mapping.utility_code = bench.market->utilities().front().code;
  AliasContext context{failing, bench.clock, EnvironmentName::test};
  EXPECT_GE(fail_everywhere([&] { (void)map_alias_and_recompile(context, *bench.market, mapping); }), 5);
}

}  // namespace
}  // namespace switchyard::pricing
