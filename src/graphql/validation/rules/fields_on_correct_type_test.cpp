// Specification, September 2025, section 5.3.1; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(FieldsOnCorrectType, FieldsOfTheTypeAreTaken) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { name near { name } __typename } __schema { description } __type(name: "A") { )"
                      R"(name } })"),
            Lines{});
}

TEST(FieldsOnCorrectType, AnUnknownFieldIsRefusedWithWhatIsNear) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { nam trackz } })"),
            (Lines{R"(Cannot query field "nam" on type "Depot". Did you mean "name" or "near"? 1:18)",
                   R"(Cannot query field "trackz" on type "Depot". Did you mean "tracks"? 1:22)"}));
}

TEST(FieldsOnCorrectType, AFieldOfNothingNearIsRefusedBare) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { completelyOther } })"),
            (Lines{R"(Cannot query field "completelyOther" on type "Depot". 1:18)"}));
}

TEST(FieldsOnCorrectType, WhatImplementersHaveIsSuggestedAsInlineFragments) {
  EXPECT_EQ(errors_of(R"({ place { tracks owner { age } } })"),
            (Lines{R"(Cannot query field "tracks" on type "Place". Did you mean to use an inline fragment on "Depot" or )"
                   R"("Shed"? 1:11)",
                   R"(Cannot query field "owner" on type "Place". Did you mean to use an inline fragment on "Shed"? 1:18)"}));
}

TEST(FieldsOnCorrectType, AUnionHasNoFieldButItsName) {
  EXPECT_EQ(errors_of(R"({ thing { __typename name } })"),
            (Lines{R"(Cannot query field "name" on type "Thing". Did you mean to use an inline fragment on "Named", )"
                   R"("Place", "Depot", or "Shed"? 1:22)"}));
}

TEST(FieldsOnCorrectType, InterfacesComeBeforeTheTypesThatImplementThem) {
  EXPECT_EQ(errors_of(R"({ thing { near { name } } })"),
            (Lines{R"(Cannot query field "near" on type "Thing". Did you mean to use an inline fragment on "Place", )"
                   R"("Depot", or "Shed"? 1:11)"}));
}

TEST(FieldsOnCorrectType, SchemaIsAskedAtTheRootAlone) {
  EXPECT_EQ(
      errors_of(R"({ place { __schema { description } __type(name: "A") { name } } })"),
      (Lines{R"(Cannot query field "__schema" on type "Place". 1:11)", R"(Cannot query field "__type" on type "Place". 1:36)"}));
}

TEST(FieldsOnCorrectType, BelowAnUnknownFieldNothingIsKnown) {
  EXPECT_EQ(errors_of(R"({ other { more { name } } })"),
            (Lines{R"(Cannot query field "other" on type "Query". Did you mean "owner"? 1:3)"}));
}

TEST(FieldsOnCorrectType, AliasesDoNotHideTheField) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { name: size2 } })"),
            (Lines{R"(Cannot query field "size2" on type "Depot". Did you mean "size"? 1:18)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
