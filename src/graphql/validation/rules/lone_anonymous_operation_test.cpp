// Specification, September 2025, section 5.2.3.1; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(LoneAnonymousOperation, OneAnonymousOperationIsTaken) { EXPECT_EQ(errors_of(R"({ place { name } })"), Lines{}); }

TEST(LoneAnonymousOperation, BesideFragmentsItIsTaken) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Place { name })"), Lines{});
}

TEST(LoneAnonymousOperation, TwoAnonymousOperationsAreRefused) {
  EXPECT_EQ(errors_of(R"({ place { name } } { place { name } })"),
            (Lines{R"(This anonymous operation must be the only defined operation. 1:1)",
                   R"(This anonymous operation must be the only defined operation. 1:20)"}));
}

TEST(LoneAnonymousOperation, BesideANamedOneItIsRefused) {
  EXPECT_EQ(errors_of(R"({ place { name } } query A { place { name } })"),
            (Lines{R"(This anonymous operation must be the only defined operation. 1:1)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
