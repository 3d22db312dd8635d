// Specification, September 2025, section 5.5.1.1; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(UniqueFragmentNames, NamesThatDifferAreTaken) {
  EXPECT_EQ(errors_of(R"({ place { ...F ...G } } fragment F on Place { name } fragment G on Place { name })"), Lines{});
}

TEST(UniqueFragmentNames, OneNameTwiceIsRefused) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Place { name } fragment F on Place { name })"),
            (Lines{R"(There can be only one fragment named "F". 1:29 1:58)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
