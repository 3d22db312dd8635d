#include "workbook/csv_writer.hpp"

#include <gtest/gtest.h>

#include <array>

#include "workbook/package_fake.hpp"

namespace switchyard::workbook {
namespace {

TEST(CsvWriter, QuotesOnlyWhatNeedsIt) {
  std::string out;
  append_csv_line(out, std::array<std::string_view, 5>{"plain", "a,b", "say \"hi\"", "two\nlines", " edge"});
  append_csv_line(out, std::array<std::string_view, 3>{"", "", "x"});
  append_csv_line(out, std::array<std::string_view, 1>{""});
  EXPECT_EQ(out, "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge\"\r\n,,x\r\n\"\"\r\n");
}

TEST(CsvWriter, WhatIsWrittenReadsBack) {
  std::string out;
  append_csv_line(out, std::array<std::string_view, 3>{"a;b", "\"", "x\n\"y\",z"});
  append_csv_line(out, std::array<std::string_view, 3>{"1", "2", "3"});
  const auto opened = open(out);
  EXPECT_EQ(seen(opened, "A1"), "text:a;b");
  EXPECT_EQ(seen(opened, "B1"), "text:\"");
  EXPECT_EQ(seen(opened, "C1"), "text:x\n\"y\",z");
  EXPECT_EQ(seen(opened, "C2"), "text:3");
}

}  // namespace
}  // namespace switchyard::workbook
