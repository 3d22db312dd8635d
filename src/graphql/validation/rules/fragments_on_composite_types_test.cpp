// Specification, September 2025, section 5.5.1.3; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(FragmentsOnCompositeTypes, ObjectsInterfacesAndUnionsAreTaken) {
  EXPECT_EQ(errors_of(R"({ place { ... on Depot { name } ... on Named { name } ... on Thing { __typename } ... { name } )"
                      R"(} })"),
            Lines{});
}

TEST(FragmentsOnCompositeTypes, ALeafIsRefused) {
  EXPECT_EQ(errors_of(R"({ place { ... on Unit { name } ... on String { name } } })"),
            (Lines{R"(Fragment cannot condition on non composite type "Unit". 1:18)",
                   R"(Fragment cannot condition on non composite type "String". 1:39)"}));
}

TEST(FragmentsOnCompositeTypes, AnInputIsRefused) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Filter { text })"),
            (Lines{R"(Fragment "F" cannot condition on non composite type "Filter". 1:34)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
