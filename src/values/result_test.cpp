#include "values/result.hpp"

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "values/range.hpp"

namespace switchyard {
namespace {

TEST(Result, HoldsAValueThatOnlyMoves) {
  Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
  ASSERT_TRUE(result);
  EXPECT_EQ(**result, 7);
  const auto taken = std::move(result).value();
  EXPECT_EQ(*taken, 7);
}

TEST(Result, TheSideThatIsNotThereIsABug) {
  const Result<int> refused(Error{ErrorKind::invalid, "code", "message"});
  EXPECT_THROW((void)refused.value(), Bug);
  EXPECT_EQ(refused.value_or(3), 3);
  const Result<int> fine(1);
  EXPECT_THROW((void)fine.error(), Bug);
  EXPECT_THROW((void)Result<void>().error(), Bug);
}

TEST(Ensure, NamesThePlaceAndTheCondition) {
  try {
    ENSURE(1 + 1 == 3);
    FAIL();
  } catch (const Bug& bug) {
    EXPECT_NE(std::string(bug.what()).find("1 + 1 == 3"), std::string::npos);
    EXPECT_NE(std::string(bug.what()).find("result_test.cpp:"), std::string::npos);
  }
}

TEST(Error, NamesTheFieldOnce) {
  const auto error = invalid_field("/zip", "invalid_zip", "five digits were expected");
  EXPECT_EQ(error.code, "invalid_zip");
  EXPECT_EQ(error.fields, (std::vector<FieldError>{{"/zip", "invalid_zip", "five digits were expected"}}));
  EXPECT_EQ(at_field(error, "/other").fields, error.fields);
  EXPECT_EQ(at_field(Error{ErrorKind::invalid, "overflow", "too large"}, "/usage").fields,
            (std::vector<FieldError>{{"/usage", "overflow", "too large"}}));
}

TEST(HalfOpen, RangesThatTouchDoNotOverlap) {
  const HalfOpen<int> first{1, 5};
  EXPECT_TRUE(first.contains(1));
  EXPECT_FALSE(first.contains(5));
  EXPECT_FALSE(first.overlaps({5, 9}));
  EXPECT_TRUE(first.overlaps({4, std::nullopt}));
  EXPECT_FALSE(first.overlaps({3, 3}));
  EXPECT_TRUE((HalfOpen<int>{3, 3}.empty()));
  EXPECT_FALSE((HalfOpen<int>{3, std::nullopt}.empty()));
}

}  // namespace
}  // namespace switchyard
