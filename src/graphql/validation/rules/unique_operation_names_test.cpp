// Specification, September 2025, section 5.2.2.1; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(UniqueOperationNames, NamesThatDifferAreTaken) {
  EXPECT_EQ(errors_of(R"(query A { place { name } } query B { place { name } })"), Lines{});
}

TEST(UniqueOperationNames, OneNameOfTwoOperationsIsRefused) {
  EXPECT_EQ(errors_of(R"(query A { place { name } } subscription A { seen })"),
            (Lines{R"(There can be only one operation named "A". 1:7 1:41)"}));
}

TEST(UniqueOperationNames, TheThirdIsHeldToTheFirst) {
  EXPECT_EQ(errors_of(R"(query A { place { name } } query A { place { name } } query A { place { name } })"),
            (Lines{R"(There can be only one operation named "A". 1:7 1:34)",
                   R"(There can be only one operation named "A". 1:7 1:61)"}));
}

TEST(UniqueOperationNames, AFragmentMayShareAnOperationsName) {
  EXPECT_EQ(errors_of(R"(query A { place { ...A } } fragment A on Place { name })"), Lines{});
}

}  // namespace

}  // namespace switchyard::graphql::validation
