// Specification, September 2025, section 5.5.2.2; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(NoFragmentCycles, AChainIsTaken) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Place { ...G near { ...G } } fragment G on Place { name })"), Lines{});
}

TEST(NoFragmentCycles, SpreadingItselfIsRefused) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Place { near { ...F } })"),
            (Lines{R"(Cannot spread fragment "F" within itself. 1:49)"}));
}

TEST(NoFragmentCycles, ThroughOthersItIsRefusedWithTheWay) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Place { ...G } fragment G on Place { ...H } fragment H on )"
                      R"(Place { ...F })"),
            (Lines{R"(Cannot spread fragment "F" within itself via "G", "H". 1:42 1:71 1:100)"}));
}

TEST(NoFragmentCycles, TwoCyclesThroughOneFragmentAreBothSaid) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Place { near { ...G ...H } } fragment G on Place { near { ...F )"
                      R"(} } fragment H on Place { near { ...F ...G } })"),
            (Lines{R"(Cannot spread fragment "F" within itself via "G". 1:49 1:92)",
                   R"(Cannot spread fragment "F" within itself via "H". 1:54 1:130)"}));
}

TEST(NoFragmentCycles, AnUnknownFragmentEndsTheWay) {
  EXPECT_EQ(errors_of(R"({ place { ...F } } fragment F on Place { ...Other })"), (Lines{R"(Unknown fragment "Other". 1:45)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
