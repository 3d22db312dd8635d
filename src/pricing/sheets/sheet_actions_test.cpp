#include "pricing/sheets/sheet_actions.hpp"

#include <gtest/gtest.h>

#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

class SheetActions : public ::testing::TestWithParam<Engine> {
 protected:
  SheetBench bench{GetParam()};

  std::string held_sheet(const std::string& until = "11/24/2026") {
    return bench.import(PrairieFile{.until = until, .other_utility = "NOWHERE POWER"}).sheet_id;
  }
  SheetStatus status(const std::string& id) { return bench.record(id).status; }
};
INSTANTIATE_TEST_SUITE_P(Engines, SheetActions, every_engine(), engine_name);

TEST_P(SheetActions, AHeldSheetIsPublishedByAPersonWithAReason) {
  const auto id = held_sheet();
  const auto sheet = bench.act(SheetAction::publish, id, "the new utility is not ours yet");
  ASSERT_TRUE(sheet) << sheet.error().message;
  EXPECT_EQ(sheet->status, SheetStatus::published);
  EXPECT_FALSE(bench.record(id).doubtful);
  bench.database->read([&](SqlReader& reader) {
    const auto steps = list_steps(reader, *SheetId::parse(id));
    EXPECT_EQ(steps.back().reason, "the new utility is not ours yet");
    EXPECT_EQ(steps.back().actor, "shell");
    EXPECT_EQ(steps.back().at, bench.clock.now());
  });
}

TEST_P(SheetActions, PublishingAHeldSheetSupersedesWhatItCovers) {
  const auto former = bench.import(PrairieFile{.day = "11/23/2026", .until = "11/25/2026"}).sheet_id;
  const auto held = held_sheet();
  EXPECT_EQ(status(former), SheetStatus::published) << "a held sheet replaces nothing";
  ASSERT_TRUE(bench.act(SheetAction::publish, held));
  EXPECT_EQ(status(former), SheetStatus::superseded);
}

TEST_P(SheetActions, AHeldSheetThatIsOverCannotBePublished) {
  const auto id = held_sheet();
  bench.clock.set(*Instant::parse("2026-11-24T23:00:00Z"));
  EXPECT_EQ(bench.act(SheetAction::publish, id).error().code, "sheet_expired");
  EXPECT_EQ(status(id), SheetStatus::held);
}

TEST_P(SheetActions, AHeldSheetThatALaterOneReplacedCannotBePublished) {
  const auto id = bench.import(PrairieFile{.day = "11/23/2026", .until = "11/25/2026", .other_utility = "NOWHERE POWER"}).sheet_id;
  (void)bench.import(PrairieFile{});
  EXPECT_EQ(bench.act(SheetAction::publish, id).error().code, "newer_sheet_on_sale");
}

TEST_P(SheetActions, ARejectedSheetStaysSoAndItsFileMayComeAgain) {
  const auto id = held_sheet();
  ASSERT_TRUE(bench.act(SheetAction::reject, id));
  EXPECT_EQ(bench.act(SheetAction::publish, id).error().code, "sheet_state_conflict");
  EXPECT_NE(held_sheet(), id);
}

TEST_P(SheetActions, AWithdrawnSheetLeavesWhatItSupersededOffSale) {
  const auto former = bench.import(PrairieFile{.day = "11/23/2026", .until = "11/25/2026"}).sheet_id;
  const auto later = bench.import(PrairieFile{}).sheet_id;
  ASSERT_TRUE(bench.act(SheetAction::withdraw, later));
  EXPECT_EQ(status(later), SheetStatus::withdrawn);
  EXPECT_EQ(status(former), SheetStatus::superseded);
  ASSERT_TRUE(bench.act(SheetAction::publish, later));
  EXPECT_EQ(status(later), SheetStatus::published);
}

TEST_P(SheetActions, ARollbackPutsTheFormerSheetBack) {
  const auto former = bench.import(PrairieFile{.day = "11/23/2026", .until = "11/25/2026"}).sheet_id;
  const auto later = bench.import(PrairieFile{}).sheet_id;
  ASSERT_TRUE(bench.act(SheetAction::rollback, later));
  EXPECT_EQ(status(later), SheetStatus::withdrawn);
  EXPECT_EQ(status(former), SheetStatus::published);
  EXPECT_FALSE(bench.record(former).superseded_by);
  EXPECT_FALSE(bench.record(former).off_sale_from);
  EXPECT_TRUE(bench.history(former).ends_with("published>superseded superseded>published"));
}

TEST_P(SheetActions, ARollbackDoesNotRevivePricesThatAreOver) {
  const auto former = bench.import(PrairieFile{.day = "11/23/2026", .until = "11/24/2026"}).sheet_id;
  const auto later = bench.import(PrairieFile{.until = "11/26/2026"}).sheet_id;
  bench.clock.set(*Instant::parse("2026-11-25T15:00:00Z"));
  ASSERT_TRUE(bench.act(SheetAction::rollback, later));
  EXPECT_EQ(status(former), SheetStatus::expired);
}

TEST_P(SheetActions, WhatTheTableDoesNotAllowIsRefusedAndChangesNothing) {
  const auto id = bench.import(PrairieFile{}).sheet_id;
  const auto revision = bench.count("SELECT revision FROM rate_book");
  for (const SheetAction action : {SheetAction::publish, SheetAction::reject}) {
    const auto refused = bench.act(action, id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "sheet_state_conflict");
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  }
  EXPECT_EQ(bench.count("SELECT revision FROM rate_book"), revision);
}

TEST_P(SheetActions, AReasonIsNeededAndHasALimit) {
  const auto id = held_sheet();
  EXPECT_EQ(bench.act(SheetAction::publish, id, "").error().code, "reason_missing");
  EXPECT_EQ(bench.act(SheetAction::publish, id, std::string(501, 'x')).error().code, "reason_too_long");
  EXPECT_TRUE(bench.act(SheetAction::publish, id, std::string(500, 'x')));
}

TEST_P(SheetActions, ASheetThatIsNotThereIsNotFound) {
  EXPECT_EQ(bench.act(SheetAction::publish, SheetId(Uuid{}).text()).error().code, "sheet_not_found");
}

TEST_P(SheetActions, TheClockEndsWhatIsOver) {
  const auto id = bench.import(PrairieFile{}).sheet_id;
  EXPECT_EQ(end_sheets(bench.actions()), 0u);
  bench.clock.set(*Instant::parse("2026-11-24T23:00:00Z"));
  EXPECT_EQ(end_sheets(bench.actions()), 1u);
  EXPECT_EQ(end_sheets(bench.actions()), 0u);
  EXPECT_EQ(status(id), SheetStatus::expired);
}

}  // namespace
}  // namespace switchyard::pricing
