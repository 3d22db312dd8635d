#include "graphql/validation/suggestions.hpp"

#include <gtest/gtest.h>

namespace switchyard::graphql::validation {

namespace {

using Names = std::vector<std::string_view>;

TEST(Suggestions, AreThoseOfFewEdits) {
  EXPECT_EQ(suggest("", {"a"}), (Names{"a"}));
  EXPECT_EQ(suggest("greenish", {"green"}), (Names{"green"}));
  EXPECT_EQ(suggest("green", {"greenish"}), (Names{"greenish"}));
  EXPECT_EQ(suggest("cba", {"abc", "xyz"}), (Names{"abc"}));
  EXPECT_EQ(suggest("abcdef", {"zzzzzz"}), Names{});
}

TEST(Suggestions, CountAChangeOfCaseOrASwapAsOneEdit) {
  EXPECT_EQ(suggest("verylongstring", {"VERYLONGSTRING", "VeryLongString"}), (Names{"VERYLONGSTRING", "VeryLongString"}));
  EXPECT_EQ(suggest("agr", {"arg"}), (Names{"arg"}));
  EXPECT_EQ(suggest("214365879", {"123456789"}), (Names{"123456789"}));
}

TEST(Suggestions, StandNearestFirstThenInNaturalOrder) {
  EXPECT_EQ(suggest("abc", {"a", "ax", "abcx"}), (Names{"abcx", "a", "ax"}));
  EXPECT_EQ(suggest("GraphQl", {"graphics", "SQL", "GraphQL", "quarks", "mark"}), (Names{"GraphQL", "graphics"}));
  EXPECT_EQ(suggest("a", {"az", "ax", "ay"}), (Names{"ax", "ay", "az"}));
  EXPECT_EQ(suggest("item", {"item10", "item9", "item9"}), (Names{"item9", "item10"}));
}

TEST(Suggestions, AreWordedWithAtMostFiveNames) {
  EXPECT_EQ(did_you_mean({}), "");
  EXPECT_EQ(did_you_mean({"a"}), " Did you mean \"a\"?");
  EXPECT_EQ(did_you_mean({"a", "b"}), " Did you mean \"a\" or \"b\"?");
  EXPECT_EQ(did_you_mean({"a", "b", "c", "d", "e", "f"}, "the letter"),
            " Did you mean the letter \"a\", \"b\", \"c\", \"d\", or \"e\"?");
}

TEST(NaturalOrder, ReadsDigitsAsNumbers) {
  EXPECT_LT(compare_naturally("a9", "a10"), 0);
  EXPECT_GT(compare_naturally("a11", "a2"), 0);
  EXPECT_EQ(compare_naturally("a10b", "a10b"), 0);
  EXPECT_LT(compare_naturally("a", "aa"), 0);
  EXPECT_LT(compare_naturally("a01", "a1"), 0);
}

}  // namespace

}  // namespace switchyard::graphql::validation
