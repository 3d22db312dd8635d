// Specification, September 2025, section 5.7.1 and 5.7.2; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(KnownDirectives, KnownOnesInTheirPlacesAreTaken) {
  EXPECT_EQ(errors_of(R"(query Q($a: Int @once) @note(text: "x") { owner(age: $a) @once { name @include(if: true) ...F )"
                      R"(@skip(if: false) ... @once { age } } } fragment F on Owner @once { name })"),
            Lines{});
}

TEST(KnownDirectives, AnUnknownOneIsRefused) {
  EXPECT_EQ(errors_of(R"({ place @other { name @skip_ } })"),
            (Lines{R"(Unknown directive "@other". 1:9)", R"(Unknown directive "@skip_". 1:23)"}));
}

TEST(KnownDirectives, AKnownOneElsewhereIsRefused) {
  EXPECT_EQ(
      errors_of(R"(query Q @once { place @deprecated { ...F @note(text: "x") ... @note(text: "x") { name } } } )"
                R"(fragment F on Place @skip(if: true) { name })"),
      (Lines{R"(Directive "@once" may not be used on QUERY. 1:9)", R"(Directive "@deprecated" may not be used on FIELD. 1:23)",
             R"(Directive "@note" may not be used on FRAGMENT_SPREAD. 1:42)",
             R"(Directive "@note" may not be used on INLINE_FRAGMENT. 1:63)",
             R"(Directive "@skip" may not be used on FRAGMENT_DEFINITION. 1:113)"}));
}

TEST(KnownDirectives, TheDocumentsOwnComeFirst) {
  EXPECT_EQ(errors_of(R"({ place @once { name } } directive @once on QUERY)"),
            (Lines{R"(The "once" definition is not executable. 1:26)", R"(Directive "@once" may not be used on FIELD. 1:9)"}));
}

TEST(KnownDirectives, OnDefinitionsOfATypeSystemToo) {
  EXPECT_EQ(
      errors_of(R"({ place { name } } type A @once { a(b: Int @once): Int @once } enum E @once { X @once } input I )"
                R"(@once { a: Int @once } schema @once { query: A })"),
      (Lines{R"(The "A" definition is not executable. 1:20)", R"(The "E" definition is not executable. 1:64)",
             R"(The "I" definition is not executable. 1:89)", R"(The schema definition is not executable. 1:120)",
             R"(Directive "@once" may not be used on OBJECT. 1:27)",
             R"(Directive "@once" may not be used on ARGUMENT_DEFINITION. 1:44)",
             R"(Directive "@once" may not be used on FIELD_DEFINITION. 1:56)",
             R"(Directive "@once" may not be used on ENUM. 1:71)", R"(Directive "@once" may not be used on ENUM_VALUE. 1:81)",
             R"(Directive "@once" may not be used on INPUT_OBJECT. 1:97)",
             R"(Directive "@once" may not be used on INPUT_FIELD_DEFINITION. 1:112)",
             R"(Directive "@once" may not be used on SCHEMA. 1:127)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
