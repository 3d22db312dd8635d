// graphql-js' bound on introspection; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(MaxIntrospectionDepth, TheQueryOfToolsIsTaken) {
  EXPECT_EQ(errors_of(R"({ __schema { types { name fields { name args { name type { name ofType { name ofType { name } } )"
                      R"(} } } interfaces { name } } } })"),
            Lines{});
}

TEST(MaxIntrospectionDepth, ListsOfListsOfListsAreRefused) {
  EXPECT_EQ(errors_of(R"({ __schema { types { fields { type { fields { type { fields { name } } } } } } } })"),
            (Lines{R"(Maximum introspection depth exceeded 1:3)"}));
}

TEST(MaxIntrospectionDepth, ThroughFragmentsToo) {
  EXPECT_EQ(errors_of(R"({ __type(name: "A") { ...F } } fragment F on __Type { interfaces { ...G } } fragment G on )"
                      R"(__Type { possibleTypes { ...H } } fragment H on __Type { inputFields { name } })"),
            (Lines{R"(Maximum introspection depth exceeded 1:3)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
