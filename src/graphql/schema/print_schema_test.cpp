#include "graphql/schema/print_schema.hpp"

#include <gtest/gtest.h>

#include <string>

#include "graphql/schema/schema_fake.hpp"

namespace switchyard::graphql {
namespace {

constexpr char kPrinted[] = R"gql("""Ours"""
schema {
  query: Root
}

"""
Many lines
of text.
"""
directive @cost(weight: Int! = 1) repeatable on FIELD_DEFINITION | OBJECT

interface Node {
  id: ID!
}

type Root implements Node {
  id: ID!

  """Described."""
  field(
    """One."""
    a: Int = 3
    b: [Level!]! = [LOW, HIGH]
  ): Either @deprecated
  plain(f: Float = 1.5, s: String = "x\n", i: ID = 12, o: By = {id: 1}, n: Int = null): Date
}

scalar Date @specifiedBy(url: "https://example.com")

enum Level {
  LOW
  HIGH @deprecated(reason: "gone")
}

input By @oneOf {
  id: ID
  name: String @deprecated
}

type Other {
  x: Int
}

union Either = Root | Other)gql";

TEST(PrintSchema, TheLayoutIsThatOfGraphqlJs) { EXPECT_EQ(print_schema(*built_schema(kPrinted)), kPrinted); }

TEST(PrintSchema, CommonRootNamesNeedNoDefinition) {
  EXPECT_EQ(print_schema(*built_schema("schema { query: Query } type Query { a: Int }")), "type Query {\n  a: Int\n}");
}

TEST(PrintSchema, ATypeWithARootsNameThatIsNoneKeepsTheDefinition) {
  const std::string sdl = "schema {\n  query: Query\n}\n\ntype Query {\n  a: Mutation\n}\n\ninterface Mutation {\n  b: Int\n}";
  EXPECT_EQ(print_schema(*built_schema(sdl)), sdl);
}

TEST(PrintSchema, FloatsOfDefaultsArePrintedShort) {
  EXPECT_EQ(print_schema(
                *built_schema("type Query { a(b: Float = 1.50, c: Float = 1e21, d: Float = 0.0000001, e: Float = 12e2): Int }")),
            "type Query {\n  a(b: Float = 1.5, c: Float = 1e+21, d: Float = 1e-7, e: Float = 1200): Int\n}");
}

TEST(PrintSchema, TheApplicationsDirectivesAreShownWhereAsked) {
  const std::string sdl =
      "directive @cost(weight: Int!, per: String = \"row\") on FIELD_DEFINITION\n\ntype Query {\n  a: Int @deprecated "
      "@cost(weight: 5)\n}";
  const SchemaPtr schema = built_schema(sdl);
  EXPECT_EQ(print_schema(*schema, {.with_applied_directives = true}), sdl);
  EXPECT_EQ(print_schema(*schema).find("@cost(weight: 5)"), std::string::npos);
}

}  // namespace
}  // namespace switchyard::graphql
