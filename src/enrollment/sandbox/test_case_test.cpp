#include "enrollment/sandbox/test_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "enrollment/reject_codes/reject_code.hpp"

namespace switchyard::enrollment {
namespace {

const TestCases& cases() { return TestCases::embedded(); }

TEST(TestCases, TheLastThreeDigitsChooseWhateverTheNumberLooksLike) {
  EXPECT_EQ(cases().of("2145983102", 1).name, "utility_A76");
  EXPECT_EQ(cases().of("PE0000123-102 ", 1).name, "utility_A76");
  EXPECT_EQ(cases().of("2145983999", 1).name, "accepted");
  EXPECT_EQ(cases().of("7", 1).name, "accepted");
}

TEST(TestCases, WhatWasMendedIsAcceptedOnTheSecondAttempt) {
  EXPECT_EQ(cases().of("2145983102", 2).name, "accepted");
  EXPECT_EQ(cases().of("2145983016", 2).name, "never_first");
}

TEST(TestCases, EveryCodeOfTheRejectTableIsReached) {
  for (const RejectCode& code : RejectCodes::embedded().all()) {
    const bool is_reached = std::ranges::any_of(cases().all(), [&](const TestCase& each) {
      return std::ranges::any_of(each.steps, [&](const TestStep& step) { return step.code == code.code; });
    });
    EXPECT_TRUE(is_reached) << code.code;
  }
}

TEST(TestCases, DigitsAndNamesStandOnce) {
  std::set<std::string> digits;
  std::set<std::string> names;
  for (const TestCase& each : cases().all()) {
    EXPECT_TRUE(digits.insert(each.digits).second) << each.digits;
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
  }
}

TEST(TestCases, AStepHasSecondsAnAnswerAndACode) {
  const auto steps = parse_test_steps("supplier_accepted; +2 utility_rejected A76");
  ASSERT_TRUE(steps.has_value());
  ASSERT_EQ(steps->size(), 2U);
  EXPECT_EQ((*steps)[0].after, Duration::seconds(0));
  EXPECT_EQ((*steps)[1].after, Duration::seconds(2));
  EXPECT_EQ((*steps)[1].kind, AnswerKind::utility_rejected);
  EXPECT_EQ((*steps)[1].code, "A76");
}

TEST(TestCases, WhatIsNoStepIsRefused) {
  for (const char* text : {"+x active", "+4000 active", "shrugged", "active A B", "+1"}) {
    const auto steps = parse_test_steps(text);
    ASSERT_FALSE(steps.has_value()) << text;
    EXPECT_EQ(steps.error().code, "steps_invalid");
  }
}

}  // namespace
}  // namespace switchyard::enrollment
