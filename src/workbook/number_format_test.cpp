#include "workbook/number_format.hpp"

#include <gtest/gtest.h>

#include "workbook/grid.hpp"

namespace switchyard::workbook {
namespace {

TEST(NumberFormat, DatesAndTimesAreDates) {
  for (const auto* code : {"m/d/yyyy", "mmm-yy", "yyyy", "d", "h:mm AM/PM", "[h]:mm:ss", "[mm]:ss", "[SS]", "mmss.0",
                           "[$-409]mmmm d, yyyy;@", "[$-409]d-mmm-yy;@", "\"on \"m/d/yyyy", "[Red]m/d", "YYYY-MM-DD", "[h]"}) {
    EXPECT_TRUE(is_date_format(code)) << code;
  }
}

TEST(NumberFormat, WhatIsQuotedEscapedColouredOrALanguageIsNoDate) {
  for (const auto* code : {"",
                           "General",
                           "0.00",
                           "0.00_);[Red]",
                           "0.00_);[Red]\\(0.00\\)",
                           "[Red]0.0",
                           "\"days\" 0",
                           "0\\d",
                           "0\\ \\h",
                           "[$-409]0.00",
                           "[$USD] 0.00",
                           "_d0",
                           "*d0",
                           "0.0%",
                           "0.00E+00",
                           "@",
                           "# ?/?",
                           "[>=100]0;0.0",
                           "0 \"months",
                           "[Green]0;[Yellow]0",
                           "\\",
                           "[",
                           "_"}) {
    EXPECT_FALSE(is_date_format(code)) << code;
  }
}

TEST(NumberFormat, BuiltInDatesAreDatesAndBuiltInNumbersAreNot) {
  for (std::uint32_t id = 0; id < 50; ++id) {
    const bool expected = (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
    EXPECT_EQ(is_date_format(built_in_format(id)), expected) << id;
  }
}

TEST(NumberFormat, BuiltInIdsHaveTheirCodes) {
  EXPECT_EQ(built_in_format(0), "");
  EXPECT_EQ(built_in_format(2), "0.00");
  EXPECT_EQ(built_in_format(10), "0.00%");
  EXPECT_EQ(built_in_format(13),
            "# ?"
            "?/?"
            "?");
  EXPECT_EQ(built_in_format(14), "mm-dd-yy");
  EXPECT_EQ(built_in_format(44),
            "_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\);_(\"$\"* \"-\"?"
            "?_);_(@_)");
  EXPECT_EQ(built_in_format(49), "@");
  EXPECT_EQ(built_in_format(30), "");
  EXPECT_EQ(built_in_format(164), "");
}

TEST(NumberFormat, DecimalsOfTheFirstSectionAreCounted) {
  EXPECT_EQ(decimals_shown("0"), 0);
  EXPECT_EQ(decimals_shown("0.00"), 2);
  EXPECT_EQ(decimals_shown("0.0%"), 1);
  EXPECT_EQ(decimals_shown("\"$\"0.00000"), 5);
  EXPECT_EQ(decimals_shown("\"$1.23 \"0.0"), 1);
  EXPECT_EQ(decimals_shown("0.0000_);[Red]\\(0.00\\)"), 4);
  EXPECT_EQ(decimals_shown("#,##0.0#?"), 3);
  EXPECT_EQ(decimals_shown("0.000E+00"), 3);
  EXPECT_EQ(decimals_shown("_(\"$\"* #,##0.0000_);_(@_)"), 4);
}

TEST(NumberFormat, WhatShowsNoNumberHasNoDecimals) {
  for (const auto* code : {"", "General", "@", "m/d/yyyy", "mmss.0", "# ?/?", "\"0.00\"", ";;;"}) {
    EXPECT_EQ(decimals_shown(code), std::nullopt) << code;
  }
}

TEST(StoredNumber, IsWhatXmlCallsADouble) {
  for (const auto* text : {"0", "-1", "+1", "12.5", ".5", "5.", "5.7200000000000001E-2", "1e10", "1E+300"})
    EXPECT_TRUE(is_stored_number(text)) << text;
  for (const auto* text : {"", "-", ".", "1,5", "1.2.3", "NaN", "INF", "1e", "1e+", "0x10", " 1", "1 ", "1e5.5"})
    EXPECT_FALSE(is_stored_number(text)) << text;
}

}  // namespace
}  // namespace switchyard::workbook
