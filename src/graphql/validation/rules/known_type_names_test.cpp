// Specification, September 2025, section 5.5.1.2; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(KnownTypeNames, TypesOfTheSchemaAreTaken) {
  EXPECT_EQ(errors_of(R"(query Q($a: Unit, $b: [Int!]!) { owner(unit: $a) { name } sum(of: $b) ... on Query { place { )"
                      R"(... on Depot { name } } } })"),
            Lines{});
}

TEST(KnownTypeNames, AnUnknownOneIsRefusedWithWhatIsNear) {
  EXPECT_EQ(
      errors_of(R"(query Q($a: Untt, $b: Zzzzzzzzz) { place { ... on Depto { name } ...F } } fragment F on Shad { )"
                R"(name })"),
      (Lines{R"(Unknown type "Untt". Did you mean "Unit" or "Int"? 1:13)", R"(Unknown type "Zzzzzzzzz". 1:23)",
             R"(Unknown type "Depto". Did you mean "Depot"? 1:51)", R"(Variable "$a" is never used in operation "Q". 1:9)",
             R"(Variable "$b" is never used in operation "Q". 1:19)", R"(Unknown type "Shad". Did you mean "Shed"? 1:89)"}));
}

TEST(KnownTypeNames, TypesThatTheDocumentDefinesAreKnown) {
  EXPECT_EQ(errors_of(R"({ place { ... on Extra { a } } } type Extra { a: Int b: Flot c: __Type d: Float })"),
            (Lines{R"(The "Extra" definition is not executable. 1:34)", R"(Unknown type "Flot". Did you mean "Float"? 1:57)"}));
}

TEST(KnownTypeNames, AListOfTheNearestIsFiveLong) {
  EXPECT_EQ(
      errors_of(R"(query Q($a: Ordr, $b: Partr, $c: Sheg, $d: I) { sum(of: []) })"),
      (Lines{R"(Unknown type "Ordr". Did you mean "Order"? 1:13)", R"(Unknown type "Partr". Did you mean "Party"? 1:23)",
             R"(Unknown type "Sheg". Did you mean "Shed"? 1:34)", R"(Unknown type "I". Did you mean "ID"? 1:44)",
             R"(Variable "$a" is never used in operation "Q". 1:9)", R"(Variable "$b" is never used in operation "Q". 1:19)",
             R"(Variable "$c" is never used in operation "Q". 1:30)", R"(Variable "$d" is never used in operation "Q". 1:40)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
