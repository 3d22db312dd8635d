// Specification, September 2025, section 5.3.2; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(OverlappingFieldsCanBeMerged, TheSameFieldTwiceIsTaken) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { name name tracks(first: 1) tracks(first: 1) near { name } near { near { name } )"
                      R"(} } depot(id: 1) { name } })"),
            Lines{});
}

TEST(OverlappingFieldsCanBeMerged, DifferentFieldsOfOneNameAreRefused) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { x: name x: tracks name: near { name } name } })"),
            (Lines{R"(Fields "x" conflict because "name" and "tracks" are different fields. Use different aliases on the )"
                   R"(fields to fetch both if this was intentional. 1:18 1:26)",
                   R"(Fields "name" conflict because "near" and "name" are different fields. Use different aliases on the )"
                   R"(fields to fetch both if this was intentional. 1:36 1:56)"}));
}

TEST(OverlappingFieldsCanBeMerged, DifferentArgumentsAreRefused) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { name } depot(id: 2) { name } x: owner(age: 1) { name } x: owner { name } y: )"
                      R"(owner(age: 1) { name } y: owner(name: "1") { name } })"),
            (Lines{R"(Fields "depot" conflict because they have differing arguments. Use different aliases on the fields )"
                   R"(to fetch both if this was intentional. 1:3 1:25)",
                   R"(Fields "x" conflict because they have differing arguments. Use different aliases on the fields to )"
                   R"(fetch both if this was intentional. 1:47 1:73)",
                   R"(Fields "y" conflict because they have differing arguments. Use different aliases on the fields to )"
                   R"(fetch both if this was intentional. 1:91 1:117)"}));
}

TEST(OverlappingFieldsCanBeMerged, TheOrderOfArgumentsAndFieldsOfInputsIsFree) {
  EXPECT_EQ(errors_of(R"({ owner(age: 1, name: "a") { places(filter: {from: 1, text: "a"}) { name } } owner(name: "a", )"
                      R"(age: 1) { places(filter: {text: "a", from: 1}) { name } } })"),
            Lines{});
}

TEST(OverlappingFieldsCanBeMerged, KindsOfLiteralsAreKeptApart) {
  EXPECT_EQ(errors_of(R"({ owner(cost: 1) { name } owner(cost: 1.0) { name } x: owner(cost: "1") { name } x: owner(cost: )"
                      R"("""1""") { name } y: owner(cost: [1, {a: 2}]) { name } y: owner(cost: [1, {a: 2}]) { name } })"),
            (Lines{R"(Fields "owner" conflict because they have differing arguments. Use different aliases on the fields )"
                   R"(to fetch both if this was intentional. 1:3 1:27)",
                   R"(Fields "x" conflict because they have differing arguments. Use different aliases on the fields to )"
                   R"(fetch both if this was intentional. 1:53 1:82)"}));
}

TEST(OverlappingFieldsCanBeMerged, ObjectsThatExcludeEachOtherMayDiffer) {
  EXPECT_EQ(errors_of(R"({ thing { ... on Depot { x: name } ... on Shed { x: near { name } } ... on Depot { y: name } )"
                      R"(... on Shed { y: name(upper: true) } } })"),
            (Lines{R"(Fields "x" conflict because they return conflicting types "String" and "Place". Use different )"
                   R"(aliases on the fields to fetch both if this was intentional. 1:26 1:50)"}));
}

TEST(OverlappingFieldsCanBeMerged, ButNotInShape) {
  EXPECT_EQ(errors_of(R"({ thing { ... on Depot { tracks } ... on Shed { tracks } ... on Depot { x: name } ... on Shed { )"
                      R"(x: tracks } } })"),
            (Lines{R"(Fields "tracks" conflict because they return conflicting types "Int" and "String!". Use different )"
                   R"(aliases on the fields to fetch both if this was intentional. 1:26 1:49)",
                   R"(Fields "x" conflict because they return conflicting types "String" and "String!". Use different )"
                   R"(aliases on the fields to fetch both if this was intentional. 1:73 1:97)"}));
}

TEST(OverlappingFieldsCanBeMerged, AnInterfaceExcludesNothing) {
  EXPECT_EQ(errors_of(R"({ place { name ... on Shed { name(upper: true) } } })"),
            (Lines{R"(Fields "name" conflict because they have differing arguments. Use different aliases on the fields to )"
                   R"(fetch both if this was intentional. 1:11 1:30)"}));
}

TEST(OverlappingFieldsCanBeMerged, FragmentsAreComparedWithTheFieldsBesideThem) {
  EXPECT_EQ(errors_of(R"({ place { x: name ...F } } fragment F on Place { x: near { name } ...G } fragment G on Place { )"
                      R"(x: __typename })"),
            (Lines{R"(Fields "x" conflict because "name" and "near" are different fields. Use different aliases on the )"
                   R"(fields to fetch both if this was intentional. 1:11 1:50)",
                   R"(Fields "x" conflict because "name" and "__typename" are different fields. Use different aliases on )"
                   R"(the fields to fetch both if this was intentional. 1:11 1:96)",
                   R"(Fields "x" conflict because "near" and "__typename" are different fields. Use different aliases on )"
                   R"(the fields to fetch both if this was intentional. 1:50 1:96)"}));
}

TEST(OverlappingFieldsCanBeMerged, EachPairOfFragmentsIsSaidOnce) {
  EXPECT_EQ(errors_of(R"({ place { ...F ...G near { ...G ...F } } } fragment F on Place { x: name } fragment G on Place )"
                      R"({ x: __typename })"),
            (Lines{R"(Fields "x" conflict because "name" and "__typename" are different fields. Use different aliases on )"
                   R"(the fields to fetch both if this was intentional. 1:66 1:98)"}));
}

TEST(OverlappingFieldsCanBeMerged, ConflictsBelowAreSaidWithTheirWay) {
  EXPECT_EQ(errors_of(R"({ place { near { x: name y: name } } place { near { x: __typename y: __typename } } })"),
            (Lines{R"(Fields "place" conflict because subfields "near" conflict because subfields "x" conflict because )"
                   R"("name" and "__typename" are different fields and subfields "y" conflict because "name" and )"
                   R"("__typename" are different fields. Use different aliases on the fields to fetch both if this was )"
                   R"(intentional. 1:3 1:11 1:18 1:26 1:38 1:46 1:53 1:67)"}));
}

TEST(OverlappingFieldsCanBeMerged, AtTheNearestPlace) {
  EXPECT_EQ(errors_of(R"({ place { near { near { x: name } near { x: __typename } } near { near { name } } } })"),
            (Lines{R"(Fields "near" conflict because subfields "x" conflict because "name" and "__typename" are different )"
                   R"(fields. Use different aliases on the fields to fetch both if this was intentional. 1:18 1:25 1:35 )"
                   R"(1:42)"}));
}

TEST(OverlappingFieldsCanBeMerged, ASelfSpreadingFragmentEnds) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Place { name near { ...F x: name } ...F })"),
            (Lines{R"(Cannot spread fragment "F" within itself. 1:69)", R"(Cannot spread fragment "F" within itself. 1:54)"}));
}

TEST(OverlappingFieldsCanBeMerged, UnknownTypesFieldsAndFragmentsAreCompared) {
  EXPECT_EQ(errors_of(R"({ other { x: a ...F } other { x: b } } fragment F on Nothing { x: c ...Missing })"),
            (Lines{R"(Fields "other" conflict because subfields "x" conflict because "a" and "b" are different fields and )"
                   R"(subfields "x" conflict because "b" and "c" are different fields. Use different aliases on the fields )"
                   R"(to fetch both if this was intentional. 1:3 1:11 1:31 1:23 1:31 1:64)",
                   R"(Cannot query field "other" on type "Query". Did you mean "owner"? 1:3)",
                   R"(Fields "x" conflict because "a" and "c" are different fields. Use different aliases on the fields to )"
                   R"(fetch both if this was intentional. 1:11 1:64)",
                   R"(Cannot query field "other" on type "Query". Did you mean "owner"? 1:23)",
                   R"(Unknown type "Nothing". Did you mean "Thing" or "String"? 1:54)", R"(Unknown fragment "Missing". 1:72)"}));
}

TEST(OverlappingFieldsCanBeMerged, InlineFragmentsBelongToTheSetAroundThem) {
  EXPECT_EQ(errors_of(R"({ place { ... { x: name } ... on Place { x: near { name } ... { x: __typename } } } })"),
            (Lines{R"(Fields "x" conflict because "name" and "near" are different fields. Use different aliases on the )"
                   R"(fields to fetch both if this was intentional. 1:17 1:42)",
                   R"(Fields "x" conflict because "name" and "__typename" are different fields. Use different aliases on )"
                   R"(the fields to fetch both if this was intentional. 1:17 1:65)",
                   R"(Fields "x" conflict because "near" and "__typename" are different fields. Use different aliases on )"
                   R"(the fields to fetch both if this was intentional. 1:42 1:65)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
