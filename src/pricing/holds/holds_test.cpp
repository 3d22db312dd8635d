// Holds from import to decision: by grain, kept, released, audited.
#include <fmt/format.h>

#include "pricing/holds/decide_hold.hpp"
#include "pricing/holds/held_rates.hpp"
#include "pricing/holds/sheet_hold_store.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

constexpr const char* kDay = "11/24/2026,11/24/2026";

class Holds : public ::testing::TestWithParam<Engine> {
 protected:
  ImportReport import_yesterday() { return bench.import(PrairieFile{.day = "11/23/2026", .until = "11/23/2026"}); }
  std::vector<SheetHold> holds(const std::string& sheet) {
    std::vector<SheetHold> all;
    bench.database->read([&](SqlReader& reader) { all = list_holds(reader, *SheetId::parse(sheet)); });
    return all;
  }
  Result<DecidedHold> decide(const std::string& sheet, std::int64_t number, HoldState becomes, const std::string& reason = "the supplier said so") {
    return decide_hold({*bench.database, bench.clock, EnvironmentName::test, &audit}, *bench.market,
                       {.sheet = *SheetId::parse(sheet), .number = number, .becomes = becomes, .reason = reason, .actor = "shell"});
  }
  // One line more of Prairie Crown's, of a class of its own.
  static std::string line(const std::string& band, const std::string& price, const std::string& start = "12/1/2026") {
    return fmt::format("{},COMED,IL,Large,{},{},{},\n", kDay, start, band, price);
  }

  SheetBench bench{GetParam()};
  access::AuditRelay audit{SecurityClock{bench.clock}, bench.random, EnvironmentName::test};
};
INSTANTIATE_TEST_SUITE_P(Engines, Holds, every_engine(), engine_name);

TEST_P(Holds, ARowOutOfRangeIsHeldAndSoldWhenReleased) {
  const auto report = bench.import(PrairieFile{.extra_lines = line("0-99999", "0.9000")});
  ASSERT_EQ(report.status, "published") << json_of(report);
  ASSERT_EQ(report.rates, 32u);
  const auto all = holds(report.sheet_id);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].grain, HoldGrain::row);
  EXPECT_EQ(all[0].code, "price_out_of_range");
  EXPECT_EQ(all[0].cells, std::vector<std::string>{"H18"});
  EXPECT_TRUE(all[0].releasable);
  const auto decided = decide(report.sheet_id, 1, HoldState::released);
  ASSERT_TRUE(decided.has_value()) << decided.error().message;
  EXPECT_EQ(decided->rates_after, 33);
  EXPECT_EQ(bench.record(report.sheet_id).rate_count, 33);
  EXPECT_EQ(decide(report.sheet_id, 1, HoldState::released).error().code, "hold_decided");
  EXPECT_EQ(decide(report.sheet_id, 1, HoldState::kept)->rates_after, 32);
  EXPECT_EQ(holds(report.sheet_id)[0].state, HoldState::kept);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM outbox_jobs WHERE kind = 'audit.append'"), 2);
}

TEST_P(Holds, AGapOfBandsHoldsItsTableAndNothingElse) {
  const auto report = bench.import(PrairieFile{.extra_lines = line("0-99999", "0.0700") + line("150000-249999", "0.0690")});
  ASSERT_EQ(report.status, "published") << json_of(report);
  EXPECT_EQ(report.rates, 32u);
  const auto all = holds(report.sheet_id);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].grain, HoldGrain::table);
  EXPECT_EQ(all[0].row_count, 2);
  EXPECT_EQ(decide(report.sheet_id, 1, HoldState::released)->rates_after, 34);
}

TEST_P(Holds, OnePriceThatMovedTooFarIsHeldAlone) {
  ASSERT_EQ(import_yesterday().status, "expired");
  PrairieFile today;
  std::string text = today.text();
  text.replace(text.find("0.060000"), 8, "0.095000");
  const auto report = bench.import(text);
  ASSERT_EQ(report.status, "published") << json_of(report);
  ASSERT_EQ(holds(report.sheet_id).size(), 1u);
  EXPECT_EQ(holds(report.sheet_id)[0].code, "price_moved");
  EXPECT_NE(holds(report.sheet_id)[0].message.find("58.3 %"), std::string::npos) << holds(report.sheet_id)[0].message;
}

TEST_P(Holds, ASheetIsHeldByItsSuppliersLimit) {
  (void)import_yesterday();
  bench.database->write([&](SqlTransaction& transaction) {
    return change_supplier_settings(transaction, *bench.market, bench.clock, nullptr, {.supplier = "prairie-crown", .move_limit_millionths = 50'000, .actor = "shell"}).has_value();
  });
  const auto report = bench.import(PrairieFile{.price_micros = 64'000});
  EXPECT_EQ(report.status, "held");
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(report.errors[0].code, "moved_too_far");
  const auto all = holds(report.sheet_id);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].grain, HoldGrain::sheet);
  EXPECT_EQ(decide(report.sheet_id, 1, HoldState::released).error().code, "hold_not_releasable");
  EXPECT_TRUE(bench.act(SheetAction::publish, report.sheet_id).has_value());
}

TEST_P(Holds, AWordThatIsMappedHoldsNothingAnyMore) {
  const auto report = bench.import(PrairieFile{.extra_lines = std::string(kDay) + ",COMMED WEST,IL,Large,12/1/2026,0-99999,0.0700,\n"});
  ASSERT_EQ(holds(report.sheet_id).size(), 1u);
  EXPECT_EQ(holds(report.sheet_id)[0].code, "alias_unknown");
  EXPECT_EQ(decide(report.sheet_id, 1, HoldState::released).error().code, "hold_not_releasable");
  ASSERT_TRUE(map_alias_and_recompile({*bench.database, bench.clock, EnvironmentName::test, nullptr}, *bench.market,
                                      {.supplier = "prairie-crown", .alias = "COMMED WEST", .commodity = Commodity::electric, .state = "", .utility_code = "comed",
                                       .mapped_by = "shell", .mapped_at = bench.clock.now()}).has_value());
  EXPECT_TRUE(holds(report.sheet_id).empty());
}

TEST_P(Holds, FewerThanHalfOfTheRatesHoldTheSheet) {
  (void)import_yesterday();
  std::string text = PrairieFile{}.text();
  text.resize(text.find("11/24/2026", text.size() / 3));
  const auto report = bench.import(text);
  EXPECT_EQ(report.status, "held") << json_of(report);
  EXPECT_EQ(report.errors[0].code, "fewer_rates");
}

TEST_P(Holds, AWithdrawnSheetIsPublishedAgainWithItsDecisions) {
  const auto report = bench.import(PrairieFile{.extra_lines = line("0-99999", "0.9000")});
  ASSERT_TRUE(bench.act(SheetAction::withdraw, report.sheet_id).has_value());
  ASSERT_TRUE(decide(report.sheet_id, 1, HoldState::released).has_value());
  const auto published = bench.act(SheetAction::publish, report.sheet_id);
  ASSERT_TRUE(published.has_value());
  EXPECT_EQ(published->rate_count, 33);
}

TEST_P(Holds, RefusesWhatIsNotThere) {
  const auto report = bench.import(PrairieFile{});
  EXPECT_EQ(decide(report.sheet_id, 1, HoldState::released).error().code, "hold_not_found");
  EXPECT_EQ(decide("sht_01m86pn2e9e848zxydqmd49re4", 1, HoldState::released).error().code, "sheet_not_found");
  EXPECT_EQ(decide(report.sheet_id, 1, HoldState::kept, "").error().code, "reason_missing");
}

TEST_P(Holds, AreCountedUntilDecided) {
  const auto report = bench.import(PrairieFile{.extra_lines = line("0-99999", "0.9000")});
  const auto counts = [&] {
    DoubtCounts found;
    bench.database->read([&](SqlReader& reader) { found = count_doubt(reader); });
    return found;
  };
  EXPECT_EQ(counts().rows_held, 1);
  EXPECT_EQ(counts().sheets_held, 0);
  ASSERT_TRUE(decide(report.sheet_id, 1, HoldState::kept).has_value());
  EXPECT_EQ(counts().rows_held, 0);
}

TEST(HeldRates, ComeBackFromTheirBytes) {
  const std::vector<HeldRate> rates = {{0, 61'000}, {1, -995'000}, {300, 0}, {70'000, 2'000'000'000'000}};
  const auto back = held_rates_of(bytes_of_held_rates(rates));
  ASSERT_EQ(back.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(back[i].row, rates[i].row);
    EXPECT_EQ(back[i].basis_micros, rates[i].basis_micros);
  }
}

}  // namespace
}  // namespace switchyard::pricing
