// Specification, September 2025, section 5.4.2; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(UniqueArgumentNames, NamesThatDifferAreTaken) { EXPECT_EQ(errors_of(R"({ owner(name: "a", age: 1) { name } })"), Lines{}); }

TEST(UniqueArgumentNames, OneNameTwiceIsRefusedWithAllPlaces) {
  EXPECT_EQ(errors_of(R"({ owner(name: "a", age: 1, name: "b", name: "c") { name } })"),
            (Lines{R"(There can be only one argument named "name". 1:9 1:28 1:39)"}));
}

TEST(UniqueArgumentNames, AtADirectiveAsWell) {
  EXPECT_EQ(errors_of(R"({ place @skip(if: true, if: false) { name } })"),
            (Lines{R"(There can be only one argument named "if". 1:15 1:25)"}));
}

TEST(UniqueArgumentNames, TwoNamesTwiceAreTwoErrors) {
  EXPECT_EQ(errors_of(R"({ owner(name: "a", age: 1, age: 2, name: "b") { name } })"),
            (Lines{R"(There can be only one argument named "name". 1:9 1:36)",
                   R"(There can be only one argument named "age". 1:20 1:28)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
