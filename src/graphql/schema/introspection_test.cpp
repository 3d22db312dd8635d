#include "graphql/schema/introspection.hpp"

#include <gtest/gtest.h>

#include <string>

#include "graphql/schema/schema_fake.hpp"

namespace switchyard::graphql {
namespace {

class Introspection : public testing::Test {
 protected:
  SchemaPtr schema_ = built_schema(
      "\"Ours\" schema { query: Query } interface Node { id: ID! } type Query implements Node { id: ID! old: Int @deprecated "
      "a(b: [Int!] = [1], c: "
      "Int @deprecated): [Level!]! }"
      "enum Level { LOW HIGH @deprecated } input By @oneOf { id: ID } union U = Query scalar Date @specifiedBy(url: \"u\") "
      "directive @d(x: Int) "
      "repeatable on FIELD | QUERY");

  // A leaf as JSON; the names of nodes otherwise.
  std::string ask(const MetaNode& node, std::string_view field, bool include_deprecated = false) const {
    const MetaResult result = introspect(*schema_, node, field, include_deprecated);
    if (const Value* value = std::get_if<Value>(&result)) return to_json_text(*value);
    if (const MetaNode* one = std::get_if<MetaNode>(&result)) return ask(*one, "name");
    std::string names;
    for (const MetaNode& each : std::get<std::vector<MetaNode>>(result)) names += (names.empty() ? "" : " ") + ask(each, "name");
    return names;
  }
  MetaNode type(const char* name) const { return *find_meta_type(*schema_, name); }
};

TEST_F(Introspection, TheSchemaNamesItsRootsAndTypes) {
  const MetaNode schema = schema_.get();
  EXPECT_EQ(ask(schema, "description"), "\"Ours\"");
  EXPECT_EQ(ask(schema, "queryType"), "\"Query\"");
  EXPECT_EQ(ask(schema, "mutationType"), "null");
  EXPECT_EQ(ask(schema, "types"),
            "\"Node\" \"ID\" \"Query\" \"Int\" \"Level\" \"By\" \"U\" \"Date\" \"Boolean\" \"String\" \"__Schema\" \"__Type\" "
            "\"__TypeKind\" "
            "\"__Field\" \"__InputValue\" \"__EnumValue\" \"__Directive\" \"__DirectiveLocation\"");
  EXPECT_EQ(ask(schema, "directives"), "\"d\" \"include\" \"skip\" \"deprecated\" \"specifiedBy\" \"oneOf\"");
}

TEST_F(Introspection, DeprecatedElementsAreShownOnlyWhereAsked) {
  EXPECT_EQ(ask(type("Query"), "fields"), "\"id\" \"a\"");
  EXPECT_EQ(ask(type("Query"), "fields", true), "\"id\" \"old\" \"a\"");
  EXPECT_EQ(ask(type("Level"), "enumValues"), "\"LOW\"");
  EXPECT_EQ(ask(type("Level"), "enumValues", true), "\"LOW\" \"HIGH\"");
  EXPECT_EQ(ask(schema_->query()->fields.find("a"), "args"), "\"b\"");
  EXPECT_EQ(ask(schema_->query()->fields.find("a"), "args", true), "\"b\" \"c\"");
}

TEST_F(Introspection, AFieldHasNoMeaningForOtherKindsOfTypes) {
  EXPECT_EQ(ask(type("Level"), "fields"), "null");
  EXPECT_EQ(ask(type("Query"), "possibleTypes"), "null");
  EXPECT_EQ(ask(type("U"), "possibleTypes"), "\"Query\"");
  EXPECT_EQ(ask(type("Node"), "possibleTypes"), "\"Query\"");
  EXPECT_EQ(ask(type("By"), "isOneOf"), "true");
  EXPECT_EQ(ask(type("Query"), "isOneOf"), "null");
  EXPECT_EQ(ask(type("Date"), "specifiedByURL"), "\"u\"");
  EXPECT_EQ(ask(type("Query"), "ofType"), "null");
}

TEST_F(Introspection, WrappedTypesAreTakenApart) {
  const MetaNode wrapped = schema_->query()->fields.find("a")->type;
  EXPECT_EQ(ask(wrapped, "kind"), "\"NON_NULL\"");
  EXPECT_EQ(ask(wrapped, "name"), "null");
  const MetaResult inner = introspect(*schema_, wrapped, "ofType", false);
  EXPECT_EQ(ask(std::get<MetaNode>(inner), "kind"), "\"LIST\"");
}

TEST_F(Introspection, DefaultsAreLiterals) {
  const FieldDefinition* field = schema_->query()->fields.find("a");
  EXPECT_EQ(ask(&field->arguments[0], "defaultValue"), "\"[1]\"");
  EXPECT_EQ(ask(&field->arguments[1], "defaultValue"), "null");
  EXPECT_EQ(ask(&field->arguments[1], "isDeprecated"), "true");
}

TEST_F(Introspection, DirectivesSayWhereTheyMayStand) {
  const MetaNode directive = schema_->directive("d");
  EXPECT_EQ(ask(directive, "locations"), "[\"FIELD\",\"QUERY\"]");
  EXPECT_EQ(ask(directive, "isRepeatable"), "true");
  EXPECT_EQ(ask(directive, "args"), "\"x\"");
}

TEST_F(Introspection, TheMetaSchemaIsOfTheSchema) {
  EXPECT_TRUE(is_introspection_type(*schema_->type("__Type")));
  EXPECT_EQ(schema_->type("__Type")->fields.find("fields")->arguments[0].default_value, Value(false));
  EXPECT_FALSE(find_meta_type(*schema_, "Missing"));
}

}  // namespace
}  // namespace switchyard::graphql
