#include "pricing/sheets/sheet_checks.hpp"

#include <gtest/gtest.h>

namespace switchyard::pricing {
namespace {

RateRow row(std::int64_t micros, EnergyUnit unit) {
  RateRow made;
  made.price_unit = unit;
  made.stored_price_micros = micros;
  made.basis_price_micros = micros;
  return made;
}

SheetReading reading_of_rows(std::vector<RateRow> rows) {
  SheetReading reading;
  reading.bare_refs = true;
  reading.worksheets = {""};
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].cell = {static_cast<std::uint32_t>(i), 0};
  reading.rows = std::move(rows);
  return reading;
}

// Says the rows of a reading again, as a compiled sheet does.
class EchoSheet final : public CompiledSheet {
 public:
  explicit EchoSheet(SheetReading reading) : reading_(std::move(reading)) {}
  const SheetFacts& facts() const override { return facts_; }
  std::string_view supplier() const override { return "s"; }
  std::string_view supplier_name() const override { return "S"; }
  Date valid_from() const override { return {}; }
  Date valid_until() const override { return {}; }
  Instant sellable_from() const override { return {}; }
  Instant sellable_until() const override { return {}; }
  std::size_t row_count() const override { return reading_.rows.size(); }
  void each_row(const std::function<void(const ExportRow&, const TextPool&)>& each) const override {
    for (const RateRow& one : reading_.rows) each({&one, "A1", ""}, reading_.texts);
  }

 private:
  SheetReading reading_;
  SheetFacts facts_{SheetId(Uuid{}), "f", "h"};
};

// `count` rows told apart by their term, each of `micros` and a little more.
SheetReading ladder(int count, std::int64_t micros, std::string_view utility, std::string_view before = {}) {
  SheetReading reading;
  if (!before.empty()) reading.texts.intern(before);  // Texts get other numbers.
  for (int term = 1; term <= count; ++term) {
    RateRow one = row(micros + term, EnergyUnit::kwh);
    one.term_months = static_cast<std::int16_t>(term);
    one.utility_alias = reading.texts.intern(utility);
    reading.rows.push_back(one);
  }
  return reading;
}

TEST(UnlikelyPrices, TheUsualBoundsHoldPerUnitAndItsMultiples) {
  const struct { EnergyUnit unit; std::int64_t min, max; } cases[] = {
      {EnergyUnit::kwh, 20'000, 400'000},        {EnergyUnit::mwh, 20'000'000, 400'000'000}, {EnergyUnit::therm, 100'000, 3'000'000},
      {EnergyUnit::ccf, 100'000, 3'000'000},     {EnergyUnit::dth, 1'000'000, 30'000'000},   {EnergyUnit::mcf, 1'000'000, 30'000'000}};
  for (const auto& c : cases) {
    auto reading = reading_of_rows({row(c.min, c.unit), row(c.max, c.unit), row(c.min - 1, c.unit), row(c.max + 1, c.unit)});
    const auto notes = stop_unlikely_prices(reading, {});
    ASSERT_EQ(notes.size(), 2u) << text_of(c.unit);
    EXPECT_EQ(notes[0].cell, "A3");
    EXPECT_EQ(notes[1].cell, "A4");
    EXPECT_EQ(notes[0].code, "price_out_of_range");
    EXPECT_EQ(reading.rows[0].basis_price_micros, c.min);
    EXPECT_EQ(reading.rows[2].basis_price_micros, RateRow::kNoBasis);
    EXPECT_EQ(reading.rows[2].stored_price_micros, c.min - 1) << "it is exported as it stood";
  }
}

TEST(UnlikelyPrices, ARangeThatTheLayoutDeclaresWidensThem) {
  auto reading = reading_of_rows({row(15'000, EnergyUnit::kwh), row(9'999, EnergyUnit::kwh)});
  const auto notes = stop_unlikely_prices(reading, {{10'000, 50'000}});
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].cell, "A2");
}

TEST(DoubtfulRows, AQuarterPassesAndOneMoreDoesNot) {
  EXPECT_FALSE(too_many_doubtful(25, 100));
  EXPECT_TRUE(too_many_doubtful(26, 100));
  EXPECT_FALSE(too_many_doubtful(0, 0));
}

TEST(MedianMove, IsTheMiddleOfTheChangesOfCommonKeys) {
  const EchoSheet former(ladder(21, 50'000, "COMED"));
  EXPECT_EQ(median_move_millionths(former, ladder(21, 50'000, "COMED", "another text")), 0);
  const auto move = median_move_millionths(former, ladder(21, 65'000, "COMED"));
  EXPECT_EQ(move, 299'934);
}

TEST(MedianMove, OneWildPriceDoesNotMoveASheet) {
  const EchoSheet former(ladder(21, 50'000, "COMED"));
  auto reading = ladder(21, 50'000, "COMED");
  reading.rows[3].stored_price_micros = 399'000;
  EXPECT_EQ(median_move_millionths(former, reading), 0);
}

TEST(MedianMove, TooFewCommonKeysTellNothing) {
  const EchoSheet former(ladder(19, 50'000, "COMED"));
  EXPECT_FALSE(median_move_millionths(former, ladder(30, 90'000, "COMED")));
  EXPECT_FALSE(median_move_millionths(EchoSheet(ladder(30, 50'000, "PECO")), ladder(30, 90'000, "COMED")));
}

}  // namespace
}  // namespace switchyard::pricing
