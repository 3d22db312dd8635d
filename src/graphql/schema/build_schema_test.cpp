#include "graphql/schema/build_schema.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graphql/schema/schema_fake.hpp"

namespace switchyard::graphql {
namespace {

TEST(BuildSchema, TypesFieldsAndArgumentsAreFoundByNameAndKeepTheirOrder) {
  const SchemaPtr schema = built_schema("type Query { b(z: Int = 3, a: [String!]!): Thing! a: Int } type Thing { c: ID }");
  EXPECT_EQ(schema->query()->name, "Query");
  EXPECT_EQ(schema->mutation(), nullptr);
  const FieldDefinition* field = schema->query()->fields.find("b");
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->type.text(), "Thing!");
  EXPECT_EQ(field->parent, schema->query());
  EXPECT_EQ(&schema->query()->fields[0], field);
  EXPECT_EQ(field->arguments[0].name, "z");
  EXPECT_EQ(*field->arguments[0].default_value, Value(3));
  EXPECT_FALSE(field->arguments[0].is_required());
  EXPECT_TRUE(field->arguments.find("a")->is_required());
  EXPECT_EQ(schema->type("Missing"), nullptr);
}

TEST(BuildSchema, ManyElementsAreFoundByName) {
  std::string sdl = "type Query {";
  for (int i = 0; i < 100; ++i) sdl += " f" + std::to_string(i) + ": Int";
  const SchemaPtr schema = built_schema(sdl + " }");
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(schema->query()->fields.find('f' + std::to_string(i)), &schema->query()->fields[static_cast<std::size_t>(i)]);
  EXPECT_EQ(schema->query()->fields.find("f100"), nullptr);
}

TEST(BuildSchema, FieldsHaveNumbersWithoutGaps) {
  const SchemaPtr schema = built_schema("type Query { a: Int b: Int }");
  std::vector<bool> seen(schema->field_count());
  for (const NamedType* type : schema->types()) {
    for (const FieldDefinition& field : type->fields) seen.at(field.id) = true;
  }
  for (const auto* field : {&schema->typename_field(), &schema->schema_field(), &schema->type_field()}) seen.at(field->id) = true;
  EXPECT_EQ(seen, std::vector<bool>(schema->field_count(), true));
}

TEST(BuildSchema, RootsAreNamedByTheSchemaDefinitionAndItsExtensions) {
  const SchemaPtr schema = built_schema(
      "\"Ours\" schema { query: Root } extend schema { mutation: Change } type Root { a: Int } type Change { a: Int } type Query "
      "{ a: Int }");
  EXPECT_EQ(schema->query()->name, "Root");
  EXPECT_EQ(schema->mutation()->name, "Change");
  EXPECT_EQ(schema->description(), "Ours");
}

TEST(BuildSchema, ExtensionsAddToWhatTheyExtendWhereverTheyStand) {
  const SchemaPtr schema = built_schema(
      "extend type Query implements Node { b: Int } type Query { a: Int id: ID! } interface Node { id: ID! }"
      "extend union U = Other union U = Query type Other { a: Int } enum E { A } extend enum E { B }"
      "input I { a: Int } extend input I { b: E = B }");
  EXPECT_NE(schema->query()->fields.find("b"), nullptr);
  EXPECT_TRUE(schema->query()->implements(*schema->type("Node")));
  EXPECT_EQ(schema->type("U")->members.size(), 2U);
  EXPECT_NE(schema->type("E")->values.find("B"), nullptr);
  EXPECT_EQ(schema->type("I")->input_fields.find("b")->default_value, Value(Value::Enum{"B"}));
}

TEST(BuildSchema, AppliedDirectivesAreReadWithTheirDefaults) {
  const SchemaPtr schema = built_schema(
      "directive @cost(weight: Int!, per: String = \"row\") on FIELD_DEFINITION "
      "directive @scope(requires: String!) repeatable on FIELD_DEFINITION | OBJECT "
      "type Query @scope(requires: \"a\") @scope(requires: \"b\") { a: Int @cost(weight: 5) }");
  const AppliedDirective* cost = schema->query()->fields.find("a")->directive("cost");
  ASSERT_NE(cost, nullptr);
  EXPECT_EQ(*cost->argument("weight"), Value(5));
  EXPECT_EQ(*cost->argument("per"), Value("row"));
  EXPECT_EQ(cost->argument("missing"), nullptr);
  ASSERT_EQ(schema->query()->directives.size(), 2U);
  EXPECT_EQ(*schema->query()->directives[1].argument("requires"), Value("b"));
}

TEST(BuildSchema, DeprecationStandsAtEachKindOfElement) {
  const SchemaPtr schema = built_schema(
      "type Query { a(x: Int @deprecated(reason: \"arg\")): E @deprecated } enum E { A B @deprecated(reason: \"value\") }"
      "input I { f: Int @deprecated(reason: \"field\") }");
  const FieldDefinition& field = schema->query()->fields[0];
  EXPECT_EQ(field.deprecation_reason, "No longer supported");
  EXPECT_EQ(field.arguments[0].deprecation_reason, "arg");
  EXPECT_EQ(schema->type("E")->values[1].deprecation_reason, "value");
  EXPECT_EQ(schema->type("I")->input_fields[0].deprecation_reason, "field");
  EXPECT_FALSE(schema->type("E")->values[0].is_deprecated());
}

TEST(BuildSchema, ScalarsAndOneOfInputsAreMarked) {
  const SchemaPtr schema = built_schema(
      "scalar Date @specifiedBy(url: \"https://example.com\") input By @oneOf { id: ID number: String } type Query { a(by: By): "
      "Date }");
  EXPECT_EQ(schema->type("Date")->specified_by_url, "https://example.com");
  EXPECT_TRUE(schema->type("By")->is_one_of);
}

TEST(BuildSchema, StandardScalarsThatNothingNamesAreNotOfTheSchema) {
  const SchemaPtr schema = built_schema("type Query { a: Int }");
  EXPECT_NE(schema->type("Int"), nullptr);
  EXPECT_NE(schema->type("String"), nullptr);  // Introspection names it.
  EXPECT_EQ(schema->type("Float"), nullptr);
}

TEST(BuildSchema, DefaultsOfFieldsCompleteDefaultsThatLeaveThemOut) {
  const SchemaPtr schema = built_schema(
      "input Outer { inner: Inner = {b: 2} } input Inner { a: Int = 1 b: Int c: Deep = {} } input Deep { d: [Int] = 4 }"
      "type Query { a(o: Outer = {}): Int }");
  EXPECT_EQ(to_json_text(*schema->query()->fields[0].arguments[0].default_value), R"({"inner":{"a":1,"b":2,"c":{"d":[4]}}})");
}

TEST(BuildSchema, StandardDirectivesMayBeDefinedAnew) {
  const SchemaPtr schema = built_schema("directive @skip(other: Int) on FIELD_DEFINITION type Query { a: Int @skip(other: 1) }");
  EXPECT_EQ(schema->directive("skip")->arguments[0].name, "other");
  EXPECT_TRUE(schema->directive("skip")->is_built_in);
  EXPECT_EQ(schema->directives().size(), 5U);
}

TEST(BuildSchema, ASyntaxErrorIsTheOnlyError) {
  const SchemaResult result = build_schema("type Query { a Int }");
  ASSERT_EQ(result.errors.size(), 1U);
  EXPECT_EQ(result.errors[0].message, "Syntax Error: Expected \":\", found Name \"Int\".");
  EXPECT_EQ(result.schema, nullptr);
}

}  // namespace
}  // namespace switchyard::graphql
