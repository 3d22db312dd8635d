// The worked example of docs/layouts.md reads what that page says.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "pricing/layout/layout.hpp"
#include "pricing/layout/workbook_fake.hpp"

namespace switchyard::pricing {
namespace {

std::string example() {
  std::ifstream stream(std::string(SWITCHYARD_SOURCE_DIR) + "/docs/layouts.md");
  const std::string page{std::istreambuf_iterator<char>(stream), {}};
  const auto from = page.find("```yaml\n") + 8;
  return page.substr(from, page.find("```", from) - from);
}

TEST(LayoutDocs, TheWorkedExampleReadsAsItSays) {
  WorkbookFake book;
  book.add("Daily")
      .row(0, {"Harborlight Energy", "", "Prices for", "3/2/2026"})
      .row(1, {"Utility:", "Eversource MA", "Zone:", "NEMA", "Class:", "G-1"})
      .row(2, {"Start", "Annual usage", "Term in months"})
      .row(3, {"", "", "=12", "=24", "Best term", "Price"})
      .row(4, {"Apr-26", "0-74 MWh", "=0.1031|0.00000", "=0.1012|0.00000", "=18", "=0.1005|0.00000"})
      .row(5, {"", "75-149 MWh", "=0.0998|0.00000", "NA", "=18", "=0.0982|0.00000"})
      .row(8, {"Orders until 4:00 pm"})
      .merge("C3", "D3")
      .merge("A5", "A6");
  const auto layout = Layout::parse("harbor-example", example());
  ASSERT_TRUE(layout.has_value()) << layout.error().message;

  EXPECT_TRUE(match(*layout, book, "any.xlsx").matches);
  const auto reading = read(*layout, book, "any.xlsx").value();

  EXPECT_THAT(reading.errors, ::testing::IsEmpty());
  EXPECT_THAT(reading.withheld, ::testing::IsEmpty());
  ASSERT_EQ(reading.rows.size(), 5u);
  const auto& first = reading.rows[0];
  EXPECT_EQ(workbook::a1_of(first.cell), "C5");
  EXPECT_EQ(first.basis_price_micros, 103'100);
  EXPECT_EQ(first.start_from.text(), "2026-04-01");
  EXPECT_EQ(first.band.max_milli_exclusive, 75'000);
  EXPECT_EQ(reading.texts.text(first.state), "MA");
  EXPECT_EQ(reading.texts.text(reading.rows[2].product), "Best term");
  EXPECT_EQ(reading.rows[2].term_months, 18);
  EXPECT_EQ(reading.rows[4].start_from.text(), "2026-04-01");
  EXPECT_EQ(reading.sellable_until->text(), "2026-03-02T21:00:00Z");
}

}  // namespace
}  // namespace switchyard::pricing
