#include <gtest/gtest.h>

#include "graphql/language/parser.hpp"
#include "graphql/schema/build_schema.hpp"
#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

constexpr ParseLimits kWide = {.tokens_max = 4'000'000, .depth_max = 1'000, .bytes_max = 64 * 1024 * 1024};

std::vector<GraphqlError> validated(const std::string& document, const ValidationLimits& limits = {}) {
  const ParseResult parsed = parse_document(document, kWide);
  return parsed ? validate(the_schema(), *parsed.document, limits) : std::vector{parsed.error};
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(Validation, StopsAfterAHundredErrorsAndSaysSo) {
  const auto errors = validated("{" + repeated(" unknown", 200) + " }");
  ASSERT_EQ(errors.size(), 101);
  EXPECT_EQ(errors[99].code, "GRAPHQL_VALIDATION_FAILED");
  EXPECT_EQ(errors[100].message, "Too many validation errors, error limit reached. Validation aborted.");
  EXPECT_EQ(errors[100].code, "GRAPHQL_VALIDATION_ABORTED");
  EXPECT_TRUE(errors[100].locations.empty());
}

TEST(Validation, AHundredErrorsAreAllSaid) {
  std::string document = "{";
  for (int i = 0; i < 100; ++i) document += " u" + std::to_string(i);
  EXPECT_EQ(validated(document + "}").size(), 100);
}

TEST(Validation, StopsWhereTheMessagesGrowBeyondTheirLimit) {
  const std::string name(400'000, 'q');
  const auto errors = validated("query " + name + " { owner(age: $a, name: $b, cost: $c) { name } }");
  ASSERT_EQ(errors.size(), 3);
  EXPECT_EQ(errors[2].code, "GRAPHQL_VALIDATION_ABORTED");
}

TEST(Validation, StopsWhereThePlacesGrowBeyondTheirLimit) {
  const std::string document = "{ owner(" + repeated("age: 1 ", 1'000) + ") { name } }";
  EXPECT_EQ(validated(document).size(), 1);
  EXPECT_EQ(lines_of(validated(document, {.error_bytes_max = 20'000})),
            Lines{"Too many validation errors, error limit reached. Validation aborted. "});
}

TEST(Validation, ManyDistinctAliasesAreValid) {
  std::string document = "{";
  for (int i = 0; i < 100'000; ++i) document += " a" + std::to_string(i) + ": place { name }";
  EXPECT_EQ(lines_of(validated(document + " }")), Lines{});
}

TEST(Validation, WhatNeedsTooManyComparisonsIsRefused) {
  EXPECT_EQ(lines_of(validated("{" + repeated(" sum(of: [1])", 20'000) + " }")), Lines{"Validation aborted. "});
}

TEST(Validation, FragmentsThatSpreadEachOtherManyTimesAreRefused) {
  std::string document;
  for (int i = 0; i < 3'000; ++i) document += " query Q" + std::to_string(i) + " { place { ...F0 } }";
  for (int i = 0; i < 100; ++i) {
    document += " fragment F" + std::to_string(i) + " on Place { " + (i < 99 ? "...F" + std::to_string(i + 1) : "name") + " }";
  }
  EXPECT_EQ(lines_of(validated(document)), Lines{});
  document +=
      " query More($a: Boolean!) { place { ...F0 ...V } } fragment V on Place { " + repeated("name @skip(if: $a) ", 60'000) + "}";
  EXPECT_EQ(lines_of(validated(document)), Lines{"Validation aborted. "});
}

TEST(Validation, AFragmentBombEndsInTime) {
  std::string document = "{ place { ...F0 } }";
  for (int i = 0; i < 200; ++i) {
    const std::string next = "...F" + std::to_string(i + 1);
    document +=
        " fragment F" + std::to_string(i) + " on Place { near { " + next + " } near { " + next + " near { " + next + " } } }";
  }
  const auto errors = validated(document + " fragment F200 on Place { name }");
  EXPECT_TRUE(errors.empty() || errors.back().code == "GRAPHQL_VALIDATION_ABORTED");
}

TEST(Validation, ComparesFieldsAsDeepAsIsAllowed) {
  const std::string deep = repeated("near { ", 150) + "name" + repeated(" }", 150);
  EXPECT_EQ(lines_of(validated("{ place { " + deep + " " + deep + " } }")), Lines{});
  EXPECT_EQ(lines_of(validated("{ place { " + deep + " " + deep + " } }", {.recursion_max = 100})), Lines{"Validation aborted. "});
}

TEST(Validation, AChainOfFragmentsOfAnyLengthEnds) {
  std::string document = "{ place { ...F0 name } __schema { queryType { ...T0 } } }";
  for (int i = 0; i < 50'000; ++i) {
    document += " fragment F" + std::to_string(i) + " on Place { ...F" + std::to_string(i + 1) + " }";
    document += " fragment T" + std::to_string(i) + " on __Type { ...T" + std::to_string(i + 1) + " }";
  }
  EXPECT_EQ(validated(document + " subscription { ...F0 }").back().code, "GRAPHQL_VALIDATION_ABORTED");
}

TEST(Validation, ACustomScalarSaysWhyItRefusesALiteral) {
  SchemaOptions options;
  options.scalars["Day"] = text_scalar([](std::string_view text) { return std::string(text.size() == 10 ? "" : "A day is YYYY-MM-DD."); });
  const SchemaResult built = build_schema("scalar Day type Query { on(day: Day, days: [Day!]): Int }", options);
  const auto errors = [&](const std::string& document) { return lines_of(validate(*built.schema, *parse_document(document).document)); };
  EXPECT_EQ(errors("{ on(day: \"2026-01-31\", days: \"2026-01-31\") }"), Lines{});
  EXPECT_EQ(errors("{ on(day: \"soon\", days: [\"2026-01-31\", \"later\"]) }"),
            (Lines{"Expected value of type \"Day\", found \"soon\"; A day is YYYY-MM-DD. 1:11",
                   "Expected value of type \"Day!\", found \"later\"; A day is YYYY-MM-DD. 1:40"}));
}

TEST(Validation, AnOperationsRootTypeMustExistWhereThatIsAsked) {
  const auto errors = validated("mutation M { rename }");
  ASSERT_EQ(errors.size(), 1);
  EXPECT_EQ(errors[0].message, "The mutation operation is not supported by the schema.");
  EXPECT_EQ(errors[0].locations, (std::vector<SourceLocation>{{1, 1}}));
  EXPECT_EQ(validated("mutation M { rename }", {.operation_types_must_exist = false}).size(), 0);
}

TEST(Validation, ErrorsOfOnePlaceStandInTheOrderOfTheRules) {
  EXPECT_EQ(errors_of("query Q($a: Int) { depot(no: 1, no: 2) @other { x { y } } }"),
            (Lines{"There can be only one argument named \"no\". 1:26 1:33",
                   "Unknown argument \"no\" on field \"Query.depot\". 1:26",
                   "Unknown argument \"no\" on field \"Query.depot\". 1:33",
                   "Unknown directive \"@other\". 1:40",
                   "Cannot query field \"x\" on type \"Depot\". 1:49",
                   "Field \"depot\" argument \"id\" of type \"ID!\" is required, but it was not provided. 1:20",
                   "Variable \"$a\" is never used in operation \"Q\". 1:9"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
