// Specification, September 2025, section 5.8.4; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(NoUnusedVariables, UsedOnesAreTaken) {
  EXPECT_EQ(errors_of(R"(query Q($a: Int) { ...F } fragment F on Query { owner(age: $a) { name } })"), Lines{});
}

TEST(NoUnusedVariables, AnUnusedOneIsRefused) {
  EXPECT_EQ(errors_of(R"(query Q($a: Int, $b: Int = 1) { owner(age: $a) { name } })"),
            (Lines{R"(Variable "$b" is never used in operation "Q". 1:18)"}));
}

TEST(NoUnusedVariables, InAnAnonymousOperation) {
  EXPECT_EQ(errors_of(R"(query ($a: Int) { place { name } })"), (Lines{R"(Variable "$a" is never used. 1:8)"}));
}

TEST(NoUnusedVariables, AnotherOperationsUseDoesNotCount) {
  EXPECT_EQ(errors_of(R"(query A($a: Int) { place { name } } query B($a: Int) { owner(age: $a) { name } })"),
            (Lines{R"(Variable "$a" is never used in operation "A". 1:9)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
