// Specification, September 2025, section 5.2.4.1; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(SingleFieldSubscriptions, OneFieldIsTaken) { EXPECT_EQ(errors_of(R"(subscription S { seen })"), Lines{}); }

TEST(SingleFieldSubscriptions, TheSameResponseNameTwiceIsOneField) {
  EXPECT_EQ(errors_of(R"(subscription S { seen seen })"), Lines{});
}

TEST(SingleFieldSubscriptions, TwoFieldsAreRefused) {
  EXPECT_EQ(errors_of(R"(subscription S { seen moved { name } })"),
            (Lines{R"(Subscription "S" must select only one top level field. 1:23)"}));
}

TEST(SingleFieldSubscriptions, AliasesMakeFields) {
  EXPECT_EQ(errors_of(R"(subscription { a: seen b: seen c: seen })"),
            (Lines{R"(Anonymous Subscription must select only one top level field. 1:24 1:32)"}));
}

TEST(SingleFieldSubscriptions, FieldsOfFragmentsCount) {
  EXPECT_EQ(errors_of(R"(subscription S { ...F } fragment F on Subscription { seen ... on Subscription { moved { name } )"
                      R"(} })"),
            (Lines{R"(Subscription "S" must select only one top level field. 1:81)"}));
}

TEST(SingleFieldSubscriptions, AFragmentThatSpreadsItselfIsFollowedOnce) {
  EXPECT_EQ(errors_of(R"(subscription S { seen ...F } fragment F on Subscription { seen ...F })"),
            (Lines{R"(Cannot spread fragment "F" within itself. 1:64)"}));
}

TEST(SingleFieldSubscriptions, IntrospectionIsRefused) {
  EXPECT_EQ(errors_of(R"(subscription S { __typename })"),
            (Lines{R"(Subscription "S" must not select an introspection top level field. 1:18)"}));
}

TEST(SingleFieldSubscriptions, IntrospectionBesideAFieldIsRefusedTwice) {
  EXPECT_EQ(errors_of(R"(subscription { seen __typename })"),
            (Lines{R"(Anonymous Subscription must select only one top level field. 1:21)",
                   R"(Anonymous Subscription must not select an introspection top level field. 1:21)"}));
}

TEST(SingleFieldSubscriptions, WhatIsSkippedDoesNotCount) {
  EXPECT_EQ(errors_of(R"(subscription S { seen moved @skip(if: true) { name } ... @include(if: false) { x: seen } })"), Lines{});
}

}  // namespace

}  // namespace switchyard::graphql::validation
