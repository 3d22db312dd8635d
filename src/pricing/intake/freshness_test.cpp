#include "pricing/intake/freshness.hpp"

#include <gtest/gtest.h>

#include "adapters/test_databases_fake.hpp"
#include "pricing/intake/freshness_store.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

Instant at(const char* text) { return Instant::parse(text).value(); }
Date day(const char* text) { return Date::parse(text).value(); }

market::Supplier supplier_in(const std::string& zone) {
  market::Supplier supplier;
  supplier.code = "harborlight";
  supplier.time_zone = zone;
  return supplier;
}

SheetState state(const SupplierSheets& sheets, const char* now, const SupplierCalendar& calendar = {}) {
  return freshness_of(supplier_in("America/New_York"), calendar, sheets, at(now)).state;
}

// 2026-11-24 is a Tuesday; eleven o'clock in New York is 16:00Z.
TEST(Freshness, ASheetIsLateFromTheHourAtWhichItIsAwaited) {
  const SupplierSheets of_monday{.received_at = at("2026-11-23T14:00:00Z"), .valid_from = day("2026-11-23")};
  EXPECT_EQ(state(of_monday, "2026-11-24T15:59:59Z"), SheetState::over);
  EXPECT_EQ(state(of_monday, "2026-11-24T16:00:00Z"), SheetState::late);
  EXPECT_EQ(freshness_of(supplier_in("America/New_York"), {}, of_monday, at("2026-11-24T20:00:00Z")).late_since, at("2026-11-24T16:00:00Z"));
  EXPECT_EQ(state(of_monday, "2026-11-24T13:00:00Z", {.expected_by_minutes = 8 * 60}), SheetState::late);
  EXPECT_EQ(state(of_monday, "2026-11-25T13:00:00Z", {.cadence = Cadence::irregular}), SheetState::over);
}

TEST(Freshness, WhatIsStillOnSaleWasMadeToCoverTheDay) {
  const SupplierSheets until_monday{.received_at = at("2026-11-20T14:00:00Z"), .valid_from = day("2026-11-20"), .next_cut_off = at("2026-11-24T15:00:00Z")};
  EXPECT_EQ(state(until_monday, "2026-11-23T20:00:00Z"), SheetState::fresh);
}

// Thanksgiving, and the weekend after the Friday.
TEST(Freshness, NobodyWaitsOnWeekendsAndHolidays) {
  const SupplierSheets of_wednesday{.received_at = at("2026-11-25T14:00:00Z"), .valid_from = day("2026-11-25")};
  EXPECT_EQ(state(of_wednesday, "2026-11-26T20:00:00Z"), SheetState::over);
  const SupplierSheets of_friday{.received_at = at("2026-11-27T14:00:00Z"), .valid_from = day("2026-11-27")};
  EXPECT_EQ(state(of_friday, "2026-11-29T20:00:00Z"), SheetState::over);
  EXPECT_EQ(state(of_friday, "2026-11-30T16:00:00Z"), SheetState::late);
}

TEST(Freshness, ASupplierThatNeverSentASheetIsAwaitedByNobody) { EXPECT_EQ(state({}, "2026-11-24T20:00:00Z"), SheetState::none); }

class FreshnessStore : public testing::TestWithParam<Engine> {};

TEST_P(FreshnessStore, KnowsWhatIsOnSaleAndTellsOfALateSupplierOnceADay) {
  SheetBench bench(GetParam());
  bench.import(PrairieFile{});
  auto known = read_freshness(*bench.database, *bench.market, at("2026-11-24T15:00:00Z"));
  ASSERT_TRUE(known.contains("prairie-crown"));
  EXPECT_EQ(known.at("prairie-crown").state, SheetState::fresh);
  EXPECT_EQ(known.at("prairie-crown").sheets.valid_from, day("2026-11-24"));
  EXPECT_TRUE(known.at("prairie-crown").sheets.next_cut_off.has_value());

  outbox::Outbox outbox(SecurityClock{bench.clock}, bench.random);
  const auto noted = [&](const char* now) { return note_late_suppliers(*bench.database, *bench.market, outbox, at(now)); };
  EXPECT_TRUE(noted("2026-11-25T15:00:00Z").empty());
  EXPECT_EQ(noted("2026-11-25T18:00:00Z"), (std::vector<std::string>{"prairie-crown"}));
  EXPECT_TRUE(noted("2026-11-25T19:00:00Z").empty());
  EXPECT_EQ(noted("2026-11-27T18:00:00Z").size(), 1U);

  bench.database->write([&](SqlTransaction& transaction) {
    keep_calendar(transaction, "prairie-crown", {.cadence = Cadence::irregular, .expected_by_minutes = 600}, at("2026-11-24T15:00:00Z"), "cli");
    keep_calendar(transaction, "prairie-crown", {.cadence = Cadence::irregular, .expected_by_minutes = 601}, at("2026-11-24T15:00:00Z"), "cli");
    return true;
  });
  EXPECT_TRUE(noted("2026-11-30T20:00:00Z").empty());
  EXPECT_EQ(read_freshness(*bench.database, *bench.market, at("2026-11-30T20:00:00Z")).at("prairie-crown").calendar.expected_by_minutes, 601);
}

INSTANTIATE_TEST_SUITE_P(Engines, FreshnessStore, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::pricing
