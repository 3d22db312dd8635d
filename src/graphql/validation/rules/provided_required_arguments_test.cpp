// Specification, September 2025, section 5.4.3; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(ProvidedRequiredArguments, WhatIsGivenOrHasADefaultIsTaken) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { size(unit: KWH) } sum(of: [1]) })"), Lines{});
}

TEST(ProvidedRequiredArguments, AMissingOneIsRefused) {
  EXPECT_EQ(errors_of(R"({ depot { name } sum })"),
            (Lines{R"(Field "depot" argument "id" of type "ID!" is required, but it was not provided. 1:3)",
                   R"(Field "sum" argument "of" of type "[Int!]!" is required, but it was not provided. 1:18)"}));
}

TEST(ProvidedRequiredArguments, ItIsSaidAfterWhatIsWithin) {
  EXPECT_EQ(errors_of(R"({ depot { size other } })"),
            (Lines{R"(Field "size" argument "unit" of type "Unit!" is required, but it was not provided. 1:11)",
                   R"(Cannot query field "other" on type "Depot". 1:16)",
                   R"(Field "depot" argument "id" of type "ID!" is required, but it was not provided. 1:3)"}));
}

TEST(ProvidedRequiredArguments, AtADirectiveAsWell) {
  EXPECT_EQ(errors_of(R"({ place @skip @note { name } })"),
            (Lines{R"(Directive "@skip" argument "if" of type "Boolean!" is required, but it was not provided. 1:9)",
                   R"(Directive "@note" argument "text" of type "String!" is required, but it was not provided. 1:15)"}));
}

TEST(ProvidedRequiredArguments, TheDocumentsOwnDirectivesAreHeldToToo) {
  EXPECT_EQ(errors_of(R"({ place @mine { name } } directive @mine(a: [Int!]!, b: Int! = 1, c: Int) on FIELD)"),
            (Lines{R"(The "mine" definition is not executable. 1:26)",
                   R"(Directive "@mine" argument "a" of type "[Int!]!" is required, but it was not provided. 1:9)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
