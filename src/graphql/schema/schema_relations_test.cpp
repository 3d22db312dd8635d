#include <gtest/gtest.h>

#include "graphql/language/parser.hpp"
#include "graphql/schema/schema.hpp"
#include "graphql/schema/schema_fake.hpp"

namespace switchyard::graphql {
namespace {

constexpr char kSdl[] =
    "interface Node { id: ID! } interface Named implements Node { id: ID! name: String } type A implements Named & Node { id: "
    "ID! name: String }"
    "type B implements Node { id: ID! } type C { x: Int } union AorC = A | C union BorC = B | C type Query { node: Node u: AorC "
    "v: BorC n: Named }";

TEST(SchemaRelations, AbstractTypesKnowTheirPossibleTypes) {
  const SchemaPtr schema = built_schema(kSdl);
  const auto type = [&](const char* name) { return schema->type(name); };
  EXPECT_EQ(schema->possible_types(*type("Node")), (std::vector<const NamedType*>{type("A"), type("B")}));
  EXPECT_EQ(schema->possible_types(*type("AorC")), (std::vector<const NamedType*>{type("A"), type("C")}));
  EXPECT_EQ(schema->possible_types(*type("C")), std::vector<const NamedType*>{type("C")});
  EXPECT_EQ(schema->implementing_interfaces(*type("Node")), std::vector<const NamedType*>{type("Named")});
  EXPECT_TRUE(schema->is_sub_type(*type("Node"), *type("Named")));
  EXPECT_FALSE(schema->is_sub_type(*type("Named"), *type("B")));
  EXPECT_TRUE(schema->is_sub_type(*type("BorC"), *type("B")));
}

TEST(SchemaRelations, TypesOverlapWhereOneValueMayBeOfBoth) {
  const SchemaPtr schema = built_schema(kSdl);
  const auto overlap = [&](const char* a, const char* b) { return schema->do_overlap(*schema->type(a), *schema->type(b)); };
  EXPECT_TRUE(overlap("Node", "AorC"));
  EXPECT_TRUE(overlap("AorC", "BorC"));
  EXPECT_TRUE(overlap("A", "Named"));
  EXPECT_FALSE(overlap("Named", "BorC"));
  EXPECT_FALSE(overlap("A", "B"));
  EXPECT_FALSE(overlap("C", "Node"));
}

TEST(SchemaRelations, SubTypesOfWrappedTypes) {
  const SchemaPtr schema = built_schema(kSdl);
  const TypeRef node(*schema->type("Node"));
  const TypeRef a(*schema->type("A"));
  EXPECT_TRUE(schema->is_sub_type(node, a.non_null()));
  EXPECT_TRUE(schema->is_sub_type(node.list_of(), a.non_null().list_of().non_null()));
  EXPECT_FALSE(schema->is_sub_type(node.non_null(), a));
  EXPECT_FALSE(schema->is_sub_type(node, a.list_of()));
  EXPECT_FALSE(schema->is_sub_type(a, node));
}

TEST(SchemaRelations, AReferenceIsTakenApartAndPrinted) {
  const SchemaPtr schema = built_schema(kSdl);
  const TypeRef type = TypeRef(*schema->type("A")).non_null().list_of().non_null();
  EXPECT_EQ(type.text(), "[A!]!");
  EXPECT_TRUE(type.is_non_null());
  EXPECT_TRUE(type.is_list());
  EXPECT_EQ(type.item().text(), "A!");
  EXPECT_EQ(type.nullable().text(), "[A!]");
  EXPECT_EQ(type.named().name, "A");
  EXPECT_NE(type, type.nullable());
}

TEST(SchemaRelations, MetaFieldsAreSelectedWhereTheyMayBe) {
  const SchemaPtr schema = built_schema(kSdl);
  EXPECT_EQ(schema->selected_field(*schema->query(), "__schema"), &schema->schema_field());
  EXPECT_EQ(schema->selected_field(*schema->query(), "__type"), &schema->type_field());
  EXPECT_EQ(schema->selected_field(*schema->type("A"), "__schema"), nullptr);
  EXPECT_EQ(schema->selected_field(*schema->type("AorC"), "__typename"), &schema->typename_field());
  EXPECT_EQ(schema->selected_field(*schema->type("A"), "name"), schema->type("A")->fields.find("name"));
}

TEST(SchemaRelations, DocumentsNameTypesOfTheSchema) {
  const SchemaPtr schema = built_schema(kSdl);
  const ParseResult parsed = parse_document("query ($a: [A!]!, $b: [Missing]) { n { id } }");
  const auto variables = ast::as_operation(*parsed.document->definitions().front())->variables;
  EXPECT_EQ(schema->type_of(*variables[0].type)->text(), "[A!]!");
  EXPECT_FALSE(schema->type_of(*variables[1].type));
}

}  // namespace
}  // namespace switchyard::graphql
