#include "pricing/sheets/sheet_succession.hpp"

#include <gtest/gtest.h>

namespace switchyard::pricing {
namespace {

// Sheet `number` of one supplier, on sale on the `day` of November 2026 from 06:00 to 23:00 UTC.
SheetRecord sheet(std::uint8_t number, int day, std::vector<std::string> scope = {}, std::string commodities = "electric") {
  Uuid uuid;
  uuid.bytes[15] = number;
  SheetRecord record{.id = SheetId(uuid)};
  record.supplier = "prairie-crown";
  record.commodities = std::move(commodities);
  record.status = SheetStatus::published;
  record.valid_from = *Date::from_parts(2026, 11, day);
  record.sellable_from = Instant::from_unix_ms(std::int64_t{record.valid_from->days()} * 86'400'000 + 6 * 3'600'000);
  record.sellable_until = *record.sellable_from + Duration::hours(17);
  record.scope_values = std::move(scope);
  return record;
}

SheetRecord until(SheetRecord record, int day) {
  record.sellable_until = Instant::from_unix_ms(std::int64_t{Date::from_parts(2026, 11, day)->days()} * 86'400'000 + 23 * 3'600'000);
  return record;
}

TEST(Covers, AnEmptyScopeIsTheSupplierWhole) {
  EXPECT_TRUE(covers(sheet(2, 25), sheet(1, 24)));
  EXPECT_TRUE(covers(sheet(2, 25), sheet(1, 24, {"state=OH"})));
  EXPECT_FALSE(covers(sheet(2, 25, {"state=OH"}), sheet(1, 24)));
}

TEST(Covers, EveryValueOfTheOtherMustBeThere) {
  EXPECT_TRUE(covers(sheet(2, 25, {"state=NJ", "state=OH"}), sheet(1, 24, {"state=OH"})));
  EXPECT_FALSE(covers(sheet(2, 25, {"state=OH"}), sheet(1, 24, {"state=NJ", "state=OH"})));
}

TEST(Covers, AGasSheetNeverReplacesAnElectricOne) {
  EXPECT_FALSE(covers(sheet(2, 25, {}, "gas"), sheet(1, 24)));
  EXPECT_TRUE(covers(sheet(2, 25, {}, "electric,gas"), sheet(1, 24)));
  EXPECT_FALSE(overlaps(sheet(2, 25, {}, "gas"), sheet(1, 24)));
}

TEST(Covers, AnotherSuppliersSheetIsNotTouched) {
  auto other = sheet(1, 24);
  other.supplier = "harborlight";
  EXPECT_FALSE(covers(sheet(2, 25), other));
  EXPECT_FALSE(overlaps(sheet(2, 25), other));
}

TEST(Succession, AnEarlierSheetThatIsStillSoldGivesWay) {
  const std::vector<SheetRecord> others{until(sheet(1, 23), 26)};
  const auto succession = succession_of(sheet(2, 24), others);
  EXPECT_EQ(succession.superseded, std::vector<SheetId>{others[0].id});
  EXPECT_FALSE(succession.successor);
}

TEST(Succession, AnEarlierSheetThatIsOverIsLeftAlone) {
  const std::vector<SheetRecord> others{sheet(1, 23)};
  EXPECT_TRUE(succession_of(sheet(2, 24), others).superseded.empty());
}

TEST(Succession, OfTwoThatStartTogetherTheOneReceivedLaterWins) {
  const std::vector<SheetRecord> others{sheet(1, 24)};
  EXPECT_EQ(succession_of(sheet(2, 24), others).superseded.size(), 1u);
  const std::vector<SheetRecord> later{sheet(3, 24)};
  EXPECT_TRUE(succession_of(sheet(2, 24), later).superseded.empty());
  EXPECT_EQ(succession_of(sheet(2, 24), later).successor->id, later[0].id);
}

TEST(Succession, AnOlderSheetThatArrivesLateGivesWayToTheEarliestLaterOne) {
  const std::vector<SheetRecord> others{sheet(3, 26), sheet(2, 25)};
  const auto succession = succession_of(until(sheet(4, 24), 27), others);
  EXPECT_TRUE(succession.superseded.empty());
  EXPECT_EQ(succession.successor->id, others[1].id);
}

TEST(Succession, ASheetThatSellsMoreThanIsReplacedIsNamed) {
  const std::vector<SheetRecord> others{until(sheet(1, 23, {"state=NJ", "state=OH"}), 26)};
  const auto succession = succession_of(sheet(2, 24, {"state=OH"}), others);
  EXPECT_TRUE(succession.superseded.empty());
  EXPECT_EQ(succession.partly_overlapped, std::vector<SheetId>{others[0].id});
}

TEST(Succession, DoubtfulSheetsAndThoseThatGaveWayBeforePlayNoPart) {
  auto doubtful = until(sheet(1, 23), 26);
  doubtful.doubtful = true;
  auto ended = until(sheet(3, 22), 26);
  ended.off_sale_from = sheet(0, 24).sellable_from;
  const std::vector<SheetRecord> others{doubtful, ended};
  EXPECT_TRUE(succession_of(sheet(2, 24), others).superseded.empty());
}

}  // namespace
}  // namespace switchyard::pricing
