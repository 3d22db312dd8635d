// What build_schema refuses, with the words and places of graphql-js 16 (and of graphql-js 17 where only that looks).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graphql/schema/build_schema.hpp"

namespace switchyard::graphql {
namespace {

using Lines = std::vector<std::string>;

// "message 1:2 3:4", in the order of the errors.
Lines errors_of(std::string sdl) {
  Lines lines;
  for (const GraphqlError& error : build_schema(std::move(sdl)).errors) {
    std::string line = error.message;
    for (const SourceLocation& place : error.locations) line += fmt::format(" {}:{}", place.line, place.column);
    lines.push_back(std::move(line));
  }
  return lines;
}

TEST(SchemaErrors, NamesAreDefinedOnce) {
  EXPECT_EQ(errors_of("type Query { a: Int a: Int }"), Lines{"Field \"Query.a\" can only be defined once. 1:14 1:21"});
  EXPECT_EQ(errors_of("type Query { a: Int } scalar Query"), Lines{"There can be only one type named \"Query\". 1:6 1:30"});
  EXPECT_EQ(errors_of("type Query { a(b: Int, b: Int, b: Int): Int }"),
            Lines{"Argument \"Query.a(b:)\" can only be defined once. 1:16 1:24 1:32"});
  EXPECT_EQ(errors_of("type Query { a: E } enum E { A } extend enum E { A }"),
            Lines{"Enum value \"E.A\" can only be defined once. 1:30 1:50"});
  EXPECT_EQ(errors_of("directive @d on FIELD directive @d on FIELD type Query { a: Int }"),
            Lines{"There can be only one directive named \"@d\". 1:12 1:34"});
  EXPECT_EQ(errors_of("schema { query: Query query: Query } type Query { a: Int }"),
            Lines{"There can be only one query type in schema. 1:10 1:23"});
  EXPECT_EQ(errors_of("schema { query: Query } schema { query: Query } type Query { a: Int }").at(0),
            "Must provide only one schema definition. 1:25");
}

TEST(SchemaErrors, TypesThatAreNamedAreDefined) {
  EXPECT_EQ(errors_of("type Query { a: Contracd } type Contract { a: Int }"),
            Lines{"Unknown type \"Contracd\". Did you mean \"Contract\"? 1:17"});
  EXPECT_EQ(errors_of("type Query { a: Int } extend type Quary { b: Int }"),
            Lines{"Cannot extend type \"Quary\" because it is not defined. Did you mean \"Query\"? 1:35"});
  EXPECT_EQ(errors_of("type Query { a: Int } extend enum Query { B }"), Lines{"Cannot extend non-enum type \"Query\". 1:1 1:23"});
}

TEST(SchemaErrors, DirectivesStandWhereTheyMayWithWhatTheyNeed) {
  EXPECT_EQ(errors_of("type Query { a: Int @nope }"), Lines{"Unknown directive \"@nope\". 1:21"});
  EXPECT_EQ(errors_of("type Query @deprecated { a: Int }"), Lines{"Directive \"@deprecated\" may not be used on OBJECT. 1:12"});
  EXPECT_EQ(errors_of("type Query { a: Int @deprecated @deprecated }"),
            Lines{"The directive \"@deprecated\" can only be used once at this location. 1:21 1:33"});
  EXPECT_EQ(
      errors_of("scalar D @specifiedBy(link: 1) type Query { a: D }"),
      (Lines{"Unknown argument \"link\" on directive \"@specifiedBy\". 1:23",
             "Directive \"@specifiedBy\" argument \"url\" of type \"String!\" is required, but it was not provided. 1:10"}));
  EXPECT_EQ(errors_of("type Query { a: Int @deprecated(reason: \"a\", reason: \"b\") }"),
            Lines{"There can be only one argument named \"reason\". 1:33 1:46"});
  EXPECT_EQ(errors_of("type Query { a: Int @deprecated(reason: 5) }"), Lines{"Argument \"reason\" has invalid value 5. 1:41"});
}

TEST(SchemaErrors, RootsAreDifferentObjectTypes) {
  EXPECT_EQ(errors_of("type A { a: Int }"), Lines{"Query root type must be provided."});
  EXPECT_EQ(errors_of("schema { query: Q } interface Q { a: Int }"),
            Lines{"Query root type must be Object type, it cannot be Q. 1:17"});
  EXPECT_EQ(errors_of("schema { query: Q mutation: Q } type Q { a: Int }"),
            Lines{"All root types must be different, \"Q\" type is used as query and mutation root types. 1:17 1:29"});
}

TEST(SchemaErrors, ReservedNamesAreRefused) {
  EXPECT_EQ(errors_of("type Query { __a(__b: Int): __E } enum __E { A }"),
            (Lines{"Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection. 1:14",
                   "Name \"__b\" must not begin with \"__\", which is reserved by GraphQL introspection. 1:18",
                   "Name \"__E\" must not begin with \"__\", which is reserved by GraphQL introspection. 1:35"}));
}

TEST(SchemaErrors, EachKindOfTypeHasItsParts) {
  EXPECT_EQ(
      errors_of("type Query { a: T u: U e: E } type T union U enum E input I"),
      (Lines{"Type T must define one or more fields. 1:31", "Union type U must define one or more member types. 1:38",
             "Enum type E must define one or more values. 1:46", "Input Object type I must define one or more fields. 1:53"}));
  EXPECT_EQ(errors_of("union U = Query | Query | E type Query { u: U } enum E { A }"),
            (Lines{"Union type U can only include type Query once. 1:11 1:19",
                   "Union type U can only include Object types, it cannot include E. 1:27"}));
}

TEST(SchemaErrors, InputsAreOfInputTypesAndOutputsOfOutputTypes) {
  EXPECT_EQ(errors_of("type Query { a(b: Query): I } input I { c: Query }"),
            (Lines{"The type of Query.a must be Output Type but got: I. 1:27",
                   "The type of Query.a(b:) must be Input Type but got: Query. 1:19",
                   "The type of I.c must be Input Type but got: Query. 1:44"}));
}

TEST(SchemaErrors, WhatIsRequiredIsNotDeprecated) {
  EXPECT_EQ(errors_of("type Query { a(b: Int! @deprecated, c: Int! = 1 @deprecated): Int }"),
            Lines{"Required argument Query.a(b:) cannot be deprecated. 1:24 1:19"});
  EXPECT_EQ(errors_of("input I { a: Int! @deprecated } type Query { a(i: I): Int }"),
            Lines{"Required input field I.a cannot be deprecated. 1:19 1:14"});
}

TEST(SchemaErrors, ObjectsKeepWhatTheirInterfacesPromise) {
  EXPECT_EQ(
      errors_of(
          "interface A { x(y: Int!): [A] z: Int } type Query implements A { x(y: Int, w: Int!): Query z: Int @deprecated }"),
      (Lines{"Interface field A.x expects type [A] but Query.x is type Query. 1:27 1:86",
             "Interface field argument A.x(y:) expects type Int! but Query.x(y:) is type Int. 1:20 1:71",
             "Object field Query.x includes required argument w that is missing from the Interface field A.x. 1:76 1:15",
             "Interface field A.z is not deprecated, so implementation field Query.z must not be deprecated. 1:92"}));
  EXPECT_EQ(errors_of("interface A { x: Int } type Query implements A { y: Int }"),
            Lines{"Interface field A.x expected but Query does not provide it. 1:15 1:24"});
  EXPECT_EQ(errors_of("interface A { x: Int } interface B implements A { x: Int } type Query implements B { x: Int }"),
            Lines{"Type Query must implement A because it is implemented by B. 1:47 1:82"});
  EXPECT_EQ(errors_of("interface A implements A { x: A } type Query { a: A }"),
            Lines{"Type A cannot implement itself because it would create a circular reference. 1:24"});
  EXPECT_EQ(errors_of("type Query implements E { x: Int } enum E { A }"),
            Lines{"Type Query must only implement Interface types, it cannot implement E. 1:23"});
}

TEST(SchemaErrors, InputObjectsDoNotNeedThemselves) {
  EXPECT_EQ(errors_of("input A { b: B! } input B { a: A! } type Query { x(a: A): Int }"),
            Lines{"Cannot reference Input Object \"A\" within itself through a series of non-null fields: \"b.a\". 1:11 1:29"});
  EXPECT_TRUE(errors_of("input A { b: [A!]! c: A } type Query { x(a: A): Int }").empty());
}

TEST(SchemaErrors, OneOfFieldsAreNullableWithoutDefaults) {
  EXPECT_EQ(errors_of("input A @oneOf { a: Int! b: Int = 1 } type Query { x(a: A): Int }"),
            (Lines{"OneOf input field A.a must be nullable. 1:21", "OneOf input field A.b cannot have a default value. 1:26"}));
}

TEST(SchemaErrors, DefaultsAreValuesOfTheirTypes) {
  EXPECT_EQ(errors_of("type Query { a(b: Int = \"x\", c: E = B): Int } enum E { A }"),
            (Lines{"Query.a(b:) has invalid default value: \"x\". 1:25", "Query.a(c:) has invalid default value: B. 1:37"}));
  EXPECT_EQ(errors_of("input A { x: B = {} } input B { y: A = {} } type Query { q(a: A): Int }"),
            Lines{"Invalid circular reference. The default value of Input Object field A.x references itself via the default "
                  "values of: B.y. "
                  "1:18 1:40"});
}

TEST(SchemaErrors, ASchemaHoldsNoOperations) {
  EXPECT_EQ(errors_of("type Query { a: Int } { a }"),
            Lines{"A schema is made of type system definitions alone; this one can be executed. 1:23"});
}

TEST(SchemaErrors, WrappersHaveALimit) {
  const std::string deep = std::string(40, '[') + "Int" + std::string(40, ']');
  EXPECT_EQ(errors_of("type Query { a: " + deep + " }"), Lines{"A type may have 32 lists and non-nulls within each other. 1:17"});
}

}  // namespace
}  // namespace switchyard::graphql
