// Specification, September 2025, section 5.7.3; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(UniqueDirectivesPerLocation, RepeatableOnesMayRepeat) {
  EXPECT_EQ(errors_of(R"({ place @note(text: "x") @note(text: "y") { name @once } })"), Lines{});
}

TEST(UniqueDirectivesPerLocation, OthersMayNot) {
  EXPECT_EQ(errors_of(R"(query Q($a: Int @once @once) { owner(age: $a) @once @once @once { name @skip(if: true) )"
                      R"(@include(if: true) @skip(if: true) } })"),
            (Lines{R"(The directive "@once" can only be used once at this location. 1:17 1:23)",
                   R"(The directive "@once" can only be used once at this location. 1:47 1:53)",
                   R"(The directive "@once" can only be used once at this location. 1:47 1:59)",
                   R"(The directive "@skip" can only be used once at this location. 1:72 1:107)"}));
}

TEST(UniqueDirectivesPerLocation, UnknownOnesAreNotJudged) {
  EXPECT_EQ(errors_of(R"({ place @other @other { name } })"),
            (Lines{R"(Unknown directive "@other". 1:9)", R"(Unknown directive "@other". 1:16)"}));
}

TEST(UniqueDirectivesPerLocation, ADefinitionAndItsExtensionsAreOnePlace) {
  EXPECT_EQ(errors_of(R"({ place { name } } type A @tag { a: Int @tag @tag } extend type A @tag { b: Int } directive )"
                      R"(@tag on OBJECT | FIELD_DEFINITION)"),
            (Lines{R"(The "A" definition is not executable. 1:20)", R"(The "A" definition is not executable. 1:53)",
                   R"(The "tag" definition is not executable. 1:83)",
                   R"(The directive "@tag" can only be used once at this location. 1:41 1:46)",
                   R"(The directive "@tag" can only be used once at this location. 1:27 1:67)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
