// Specification, September 2025, section 5.8.5; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(VariablesInAllowedPosition, TheSameTypeOrAStricterOneIsTaken) {
  EXPECT_EQ(errors_of(R"(query Q($a: Int!, $b: [Int!]!, $c: ID!) { owner(age: $a) { name } sum(of: $b, at: $a) depot(id: )"
                      R"($c) { name } })"),
            Lines{});
}

TEST(VariablesInAllowedPosition, ANullableOneInANonNullPlaceIsRefused) {
  EXPECT_EQ(errors_of(R"(query Q($a: ID, $b: [Int]) { depot(id: $a) { name } sum(of: $b) })"),
            (Lines{R"(Variable "$a" of type "ID" used in position expecting type "ID!". 1:9 1:40)",
                   R"(Variable "$b" of type "[Int]" used in position expecting type "[Int!]!". 1:17 1:61)"}));
}

TEST(VariablesInAllowedPosition, ADefaultMakesItFit) {
  EXPECT_EQ(errors_of(R"(query Q($a: ID = "x", $b: Int, $c: ID = null) { depot(id: $a) { name } sum(of: [1], at: $b) x: )"
                      R"(depot(id: $c) { name } })"),
            (Lines{R"(Variable "$c" of type "ID" used in position expecting type "ID!". 1:32 1:106)"}));
}

TEST(VariablesInAllowedPosition, AnotherTypeIsRefused) {
  EXPECT_EQ(errors_of(R"(query Q($a: String, $b: Int, $c: [String]) { owner(age: $a) { name } sum(of: $b) x: owner(name: )"
                      R"($c) { name } })"),
            (Lines{R"(Variable "$a" of type "String" used in position expecting type "Int". 1:9 1:57)",
                   R"(Variable "$b" of type "Int" used in position expecting type "[Int!]!". 1:21 1:78)",
                   R"(Variable "$c" of type "[String]" used in position expecting type "String". 1:30 1:97)"}));
}

TEST(VariablesInAllowedPosition, WithinListsAndObjectsToo) {
  EXPECT_EQ(errors_of(R"(query Q($a: String, $b: Int, $c: Unit) { sum(of: [1, $b]) owner { places(filter: {from: $b, )"
                      R"(text: $b, unit: $c, tags: [$a]}) { name } } })"),
            (Lines{R"(Variable "$b" of type "Int" used in position expecting type "Int!". 1:21 1:54)",
                   R"(Variable "$b" of type "Int" used in position expecting type "Int!". 1:21 1:89)",
                   R"(Variable "$b" of type "Int" used in position expecting type "String". 1:21 1:99)",
                   R"(Variable "$a" of type "String" used in position expecting type "String!". 1:9 1:120)"}));
}

TEST(VariablesInAllowedPosition, InFragmentsOfTheOperation) {
  EXPECT_EQ(errors_of(R"(query Q($a: String) { ...F } fragment F on Query { owner(age: $a) { name } })"),
            (Lines{R"(Variable "$a" of type "String" used in position expecting type "Int". 1:9 1:63)"}));
}

TEST(VariablesInAllowedPosition, AFieldOfOneOfIsNotNull) {
  EXPECT_EQ(errors_of(R"(query Q($a: ID, $b: String!) { x: pick(by: {id: $a}) { name } y: pick(by: {text: $b}) { name } )"
                      R"(})"),
            (Lines{R"(Variable "$a" is of type "ID" but must be non-nullable to be used for OneOf Input Object "Pick". 1:9 )"
                   R"(1:49)"}));
}

TEST(VariablesInAllowedPosition, AtADirectiveToo) {
  EXPECT_EQ(errors_of(R"(query Q($a: Boolean) { place @skip(if: $a) { name } })"),
            (Lines{R"(Variable "$a" of type "Boolean" used in position expecting type "Boolean!". 1:9 1:40)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
