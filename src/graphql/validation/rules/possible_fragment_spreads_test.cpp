// Specification, September 2025, section 5.5.2.3; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(PossibleFragmentSpreads, TypesThatOverlapAreTaken) {
  EXPECT_EQ(errors_of(R"({ place { ... on Depot { name } ... on Thing { __typename } ... on Named { name } } thing { ... )"
                      R"(on Place { name } } })"),
            Lines{});
}

TEST(PossibleFragmentSpreads, AnObjectWithinAnotherIsRefused) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { ... on Shed { name } } })"),
            (Lines{R"(Fragment cannot be spread here as objects of type "Depot" can never be of type "Shed". 1:18)"}));
}

TEST(PossibleFragmentSpreads, ANamedFragmentIsRefusedByName) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { ...F } party { ...F } } fragment F on Shed { name })"),
            (Lines{R"(Fragment "F" cannot be spread here as objects of type "Depot" can never be of type "Shed". 1:18)",
                   R"(Fragment "F" cannot be spread here as objects of type "Party" can never be of type "Shed". 1:33)"}));
}

TEST(PossibleFragmentSpreads, AbstractTypesWithoutACommonObjectAreRefused) {
  EXPECT_EQ(errors_of(R"({ party { ... on Place { name } } thing { ... on Party { __typename } } })"),
            (Lines{R"(Fragment cannot be spread here as objects of type "Party" can never be of type "Place". 1:11)",
                   R"(Fragment cannot be spread here as objects of type "Thing" can never be of type "Party". 1:43)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
