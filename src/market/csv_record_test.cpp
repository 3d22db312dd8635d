#include "market/csv_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace switchyard::market {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CsvRecord, FieldsMayBeQuotedAndEmpty) {
  EXPECT_THAT(*parse_csv_record("a,,c"), ElementsAre("a", "", "c"));
  EXPECT_THAT(*parse_csv_record("\"a,b\",\"say \"\"x\"\"\",\r"), ElementsAre("a,b", "say \"x\"", ""));
  EXPECT_THAT(*parse_csv_record(""), ElementsAre(""));
}

TEST(CsvRecord, BrokenQuotesAndLimitsAreRefused) {
  EXPECT_FALSE(parse_csv_record("\"a").has_value());
  EXPECT_FALSE(parse_csv_record("\"a\"b,c").has_value());
  EXPECT_TRUE(parse_csv_record(std::string(63, ',')).has_value());
  EXPECT_FALSE(parse_csv_record(std::string(64, ',')).has_value());
  EXPECT_TRUE(parse_csv_record(std::string(16 * 1024, 'x')).has_value());
  EXPECT_FALSE(parse_csv_record(std::string(16 * 1024 + 1, 'x')).has_value());
}

TEST(CsvRecord, AListIsSplitAndTrimmed) {
  EXPECT_THAT(split_list(" a ; b;; ", ';'), ElementsAre("a", "b"));
  EXPECT_THAT(split_list("", ';'), IsEmpty());
}

}  // namespace
}  // namespace switchyard::market
