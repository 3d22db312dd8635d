// Specification, September 2025, section 5.8.1; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(UniqueVariableNames, NamesThatDifferAreTaken) {
  EXPECT_EQ(errors_of(R"(query Q($a: Int, $b: String) { owner(age: $a, name: $b) { name } })"), Lines{});
}

TEST(UniqueVariableNames, OneNameTwiceIsRefusedAtItsName) {
  EXPECT_EQ(errors_of(R"(query Q($a: Int, $ a: Int, $a: Int) { owner(age: $a) { name } })"),
            (Lines{R"(There can be only one variable named "$a". 1:10 1:20 1:29)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
