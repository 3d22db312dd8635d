// Specification, September 2025, section 5.8.2; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(VariablesAreInputTypes, ScalarsEnumsAndInputsAreTaken) {
  EXPECT_EQ(errors_of(R"(query Q($a: Decimal, $b: [Unit!], $c: Filter!) { owner(cost: $a) { places(filter: $c) { name } )"
                      R"(} sum(of: []) depot(id: 1) { size(unit: $b) } })"),
            (Lines{R"(Variable "$b" of type "[Unit!]" used in position expecting type "Unit!". 1:22 1:136)"}));
}

TEST(VariablesAreInputTypes, OthersAreRefused) {
  EXPECT_EQ(
      errors_of(R"(query Q($a: Depot, $b: [Place!]!, $c: Thing) { sum(of: [1]) })"),
      (Lines{R"(Variable "$a" cannot be non-input type "Depot". 1:13)",
             R"(Variable "$b" cannot be non-input type "[Place!]!". 1:24)",
             R"(Variable "$c" cannot be non-input type "Thing". 1:39)", R"(Variable "$a" is never used in operation "Q". 1:9)",
             R"(Variable "$b" is never used in operation "Q". 1:20)", R"(Variable "$c" is never used in operation "Q". 1:35)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
