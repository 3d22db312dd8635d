#include "workbook/grid.hpp"

#include <gtest/gtest.h>

namespace switchyard::workbook {
namespace {

TEST(Place, IsNamedInA1Style) {
  EXPECT_EQ(a1_of({.row = 0, .column = 0}), "A1");
  EXPECT_EQ(a1_of({.row = 0, .column = 2}), "C1");
  EXPECT_EQ(a1_of({.row = 9, .column = 25}), "Z10");
  EXPECT_EQ(a1_of({.row = 0, .column = 26}), "AA1");
  EXPECT_EQ(a1_of({.row = 1'048'575, .column = 16'383}), "XFD1048576");
}

TEST(Place, IsReadFromA1StyleWithOrWithoutDollars) {
  EXPECT_EQ(place_of("C1"), (CellPlace{.row = 0, .column = 2}));
  EXPECT_EQ(place_of("$C$1"), (CellPlace{.row = 0, .column = 2}));
  EXPECT_EQ(place_of("aa10"), (CellPlace{.row = 9, .column = 26}));
  EXPECT_EQ(place_of("XFD1048576"), (CellPlace{.row = 1'048'575, .column = 16'383}));
}

TEST(Place, OtherTextIsNoPlace) {
  for (const auto* text : {"", "C", "1", "C0", "1C", "C1 ", " C1", "XFE1", "A1048577", "A99999999999", "C-1", "$$C1", "C1:D2",
                           "\xC3\x81"
                           "1",
                           "AAAAAAAA1"}) {
    EXPECT_EQ(place_of(text), std::nullopt) << text;
  }
}

TEST(Place, EachColumnReadsBackAsItsName) {
  for (std::uint32_t column = 0; column < 16'384; ++column) {
    const CellPlace place{.row = column, .column = column};
    ASSERT_EQ(place_of(a1_of(place)), place);
  }
}

}  // namespace
}  // namespace switchyard::workbook
