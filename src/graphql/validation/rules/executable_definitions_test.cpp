// Specification, September 2025, section 5.1.1; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(ExecutableDefinitions, OperationsAndFragmentsAreExecutable) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Place { name })"), Lines{});
}

TEST(ExecutableDefinitions, TypeDefinitionsAreNot) {
  EXPECT_EQ(errors_of(R"({ place { name } } type Extra { a: Int } extend type Depot { b: Int })"),
            (Lines{R"(The "Extra" definition is not executable. 1:20)", R"(The "Depot" definition is not executable. 1:42)"}));
}

TEST(ExecutableDefinitions, SchemaAndDirectiveDefinitionsAreNot) {
  EXPECT_EQ(errors_of(R"(schema { query: Query } extend schema @note(text: "x") directive @more on FIELD)"),
            (Lines{R"(The schema definition is not executable. 1:1)", R"(The schema definition is not executable. 1:25)",
                   R"(The "more" definition is not executable. 1:56)", R"(Directive "@note" may not be used on SCHEMA. 1:39)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
