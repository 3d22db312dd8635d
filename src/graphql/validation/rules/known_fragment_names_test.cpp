// Specification, September 2025, section 5.5.2.1; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(KnownFragmentNames, KnownOnesAreTaken) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Place { name })"), Lines{});
}

TEST(KnownFragmentNames, AnUnknownOneIsRefusedAtItsName) {
  EXPECT_EQ(errors_of(R"({ place { ...F ... on Place { ...   Other } } } fragment F on Place { near { ...Third } })"),
            (Lines{R"(Unknown fragment "Other". 1:37)", R"(Unknown fragment "Third". 1:81)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
