// Specification, September 2025, section 5.6.3; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(UniqueInputFieldNames, NamesThatDifferAreTaken) {
  EXPECT_EQ(errors_of(R"({ owner { places(filter: {from: 1, inner: {from: 1}}) { name } } })"), Lines{});
}

TEST(UniqueInputFieldNames, OneNameTwiceIsRefused) {
  EXPECT_EQ(errors_of(R"({ owner { places(filter: {from: 1, text: "a", from: 2, from: 3}) { name } } })"),
            (Lines{R"(There can be only one input field named "from". 1:27 1:47)",
                   R"(There can be only one input field named "from". 1:27 1:56)"}));
}

TEST(UniqueInputFieldNames, InEachObjectForItself) {
  EXPECT_EQ(errors_of(R"({ owner { places(filter: {from: 1, inner: {text: "a", from: 1, text: "b"}}) { name } } })"),
            (Lines{R"(There can be only one input field named "text". 1:44 1:64)"}));
}

TEST(UniqueInputFieldNames, InACustomScalarToo) {
  EXPECT_EQ(errors_of(R"({ owner(cost: {a: 1, a: 2}) { name } })"),
            (Lines{R"(There can be only one input field named "a". 1:16 1:22)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
