// Specification, September 2025, section 5.8.3; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(NoUndefinedVariables, DefinedOnesAreTaken) {
  EXPECT_EQ(errors_of(R"(query Q($a: Int, $b: Boolean!) { owner(age: $a) { name @skip(if: $b) } })"), Lines{});
}

TEST(NoUndefinedVariables, AnUndefinedOneIsRefusedWithItsOperation) {
  EXPECT_EQ(errors_of(R"(query Q { owner(age: $a) { name } })"),
            (Lines{R"(Variable "$a" is not defined by operation "Q". 1:22 1:1)"}));
}

TEST(NoUndefinedVariables, InAnAnonymousOperation) {
  EXPECT_EQ(errors_of(R"({ owner(age: $a, name: $b) { places(filter: {from: $c, tags: [$d]}) { name } } })"),
            (Lines{R"(Variable "$a" is not defined. 1:14 1:1)", R"(Variable "$b" is not defined. 1:24 1:1)",
                   R"(Variable "$c" is not defined. 1:52 1:1)", R"(Variable "$d" is not defined. 1:63 1:1)"}));
}

TEST(NoUndefinedVariables, FragmentsAreReadForEachOperation) {
  EXPECT_EQ(errors_of(R"(query A($a: Int) { ...F } query B { ...F } fragment F on Query { owner(age: $a) { ...G } } )"
                      R"(fragment G on Owner { name @skip(if: $b) })"),
            (Lines{R"(Variable "$b" is not defined by operation "A". 1:129 1:1)",
                   R"(Variable "$a" is not defined by operation "B". 1:77 1:27)",
                   R"(Variable "$b" is not defined by operation "B". 1:129 1:27)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
