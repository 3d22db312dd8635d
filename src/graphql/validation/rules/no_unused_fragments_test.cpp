// Specification, September 2025, section 5.5.1.4; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(NoUnusedFragments, WhatAnOperationReachesIsUsed) {
  EXPECT_EQ(errors_of(R"({ place { near { ...F } } } fragment F on Place { ...G } fragment G on Place { name })"), Lines{});
}

TEST(NoUnusedFragments, WhatNoneReachesIsRefused) {
  EXPECT_EQ(errors_of(R"({ place { name } } fragment F on Place { ...G } fragment G on Place { name })"),
            (Lines{R"(Fragment "F" is never used. 1:20)", R"(Fragment "G" is never used. 1:49)"}));
}

TEST(NoUnusedFragments, ACycleDoesNotUseItself) {
  EXPECT_EQ(errors_of(R"({ place { name } } fragment F on Place { near { ...F } })"),
            (Lines{R"(Cannot spread fragment "F" within itself. 1:49)", R"(Fragment "F" is never used. 1:20)"}));
}

TEST(NoUnusedFragments, AnUnknownSpreadUsesNothing) {
  EXPECT_EQ(errors_of(R"({ place { ...Other } } fragment F on Place { name })"),
            (Lines{R"(Unknown fragment "Other". 1:14)", R"(Fragment "F" is never used. 1:24)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
