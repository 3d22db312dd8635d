#include "ports/environment.hpp"

#include <gtest/gtest.h>

#include "ports/database.hpp"

namespace switchyard {
namespace {

TEST(EnvironmentName, ReadsBack) {
  EXPECT_EQ(*parse_environment(text_of(EnvironmentName::test)), EnvironmentName::test);
  EXPECT_EQ(*parse_environment(text_of(EnvironmentName::live)), EnvironmentName::live);
  EXPECT_EQ(parse_environment("production").error().code, "invalid_environment");
  EXPECT_EQ(parse_environment("Test").error().code, "invalid_environment");
}

class OneRow final : public SqlRow {
 public:
  bool is_null(int column) const override { return column == 0; }
  std::int64_t integer(int) const override { return 7; }
  std::string_view text(int) const override { return "seven"; }
  std::string_view blob(int) const override { return "seven"; }
};

TEST(SqlRow, ANullIsNothingAndAValueIsItself) {
  const OneRow row;
  EXPECT_EQ(row.integer_or_null(0), std::nullopt);
  EXPECT_EQ(row.text_or_null(0), std::nullopt);
  EXPECT_EQ(row.integer_or_null(1), 7);
  EXPECT_EQ(row.text_or_null(1), "seven");
}

}  // namespace
}  // namespace switchyard
