#include "graphql/execution/cost.hpp"

#include <gtest/gtest.h>

#include "graphql/execution/json_reader.hpp"
#include "graphql/language/parser.hpp"
#include "graphql/schema/build_schema.hpp"

namespace switchyard::graphql {
namespace {

struct Thing {};

std::unique_ptr<ExecutableSchema> make_schema() {
  const auto built = build_schema(
      "directive @cost(weight: Int, size: Int) on FIELD_DEFINITION\n"
      "type Query { thing: Thing things(first: Int, last: Int): Connection list: [Thing] three: [Thing] @cost(weight: 2, size: 3) page(first: Int): [Thing] any: Any }\n"
      "type Connection { nodes: [Thing] edges: [Edge] totalCount: Int @cost(weight: 5) }\n"
      "type Edge { node: Thing }\n"
      "type Thing { name: String dear: Int @cost(weight: 7) thing: Thing things(first: Int, last: Int): Connection }\n"
      "type Cheap { name: String }\n"
      "union Any = Thing | Cheap\n");
  Resolvers resolvers;
  const auto one = [](const auto&) { return Thing(); };
  const auto many = [](const auto&) { return std::vector<Thing>(); };
  resolvers.object<Root>("Query").child("thing", one).child("things", one).children("list", many).children("three", many).children("page", many).child("any", [](const Root&) { return AnyObject::of(Thing()); });
  resolvers.object<Thing>("Connection").children("nodes", many).children("edges", many).field("totalCount", [](const Thing&) { return 1; });
  resolvers.object<Thing>("Edge").child("node", one);
  resolvers.object<Thing>("Thing").field("name", [](const Thing&) { return "x"; }).field("dear", [](const Thing&) { return 1; }).child("thing", one).child("things", one);
  resolvers.object<Thing>("Cheap").field("name", [](const Thing&) { return "x"; });
  resolvers.abstract("Any");
  EXPECT_EQ(resolvers.misfits(*built.schema), std::vector<std::string>());
  return std::make_unique<ExecutableSchema>(built.schema, std::move(resolvers));
}

CostEstimate estimate(std::string_view query, std::string_view variables_json = "{}", const CostLimits& limits = {}) {
  static const auto schema = make_schema();
  const auto parsed = parse_document(std::string(query));
  const auto found = find_operation(*schema, *parsed.document, {});
  const auto variables = coerce_variables(schema->schema(), *parsed.document, *found.operation, *read_json(variables_json)->object());
  const auto planned = plan_operation(*schema, parsed.document, *found.operation, variables.values);
  return estimate_cost(*planned.plan, CallArguments(*planned.plan, variables.values), limits);
}

std::string code_of(std::string_view query, std::string_view variables_json = "{}", const CostLimits& limits = {}) {
  const auto found = estimate(query, variables_json, limits);
  return found.error ? found.error->code : "";
}

TEST(Cost, AnObjectWeighsOneAndALeafNothingUnlessTheSchemaSaysOtherwise) {
  EXPECT_EQ(estimate("{ thing { name } }").cost, 1U);
  EXPECT_EQ(estimate("{ thing { name dear } }").cost, 8U);
  EXPECT_EQ(estimate("{ a: thing { name } b: thing { thing { name } } }").cost, 3U);
  EXPECT_EQ(estimate("{ __typename }").cost, 0U);
}

TEST(Cost, PagesMultiplyWhatStandsInTheirLists) {
  // The connection, its nodes, and 40 times what a node selects.
  EXPECT_EQ(estimate("{ things(first: 40) { nodes { name } } }").cost, 2U);
  EXPECT_EQ(estimate("{ things(first: 40) { nodes { dear } } }").cost, 2U + 40 * 7);
  EXPECT_EQ(estimate("{ things(first: 40) { edges { node { dear } } totalCount } }").cost, 1 + 1 + 40 * (1 + 7) + 5U);
  EXPECT_EQ(estimate("{ things { nodes { dear } } }").cost, 2U + 25 * 7);
  EXPECT_EQ(estimate("{ things(last: 3, first: null) { nodes { dear } } }").cost, 2U + 3 * 7);
  EXPECT_EQ(estimate("{ page(first: 4) { dear } }").cost, 1U + 4 * 7);
  EXPECT_EQ(estimate("query($n: Int = 2) { things(first: $n) { nodes { dear } } }", R"({"n":5})").cost, 2U + 5 * 7);
  EXPECT_EQ(estimate("{ things(first: 10) { nodes { things(first: 10) { nodes { dear } } } } }").cost, 2U + 10 * (2 + 10 * 7));
}

TEST(Cost, OtherListsCountAsTheSchemaSaysOrAsTen) {
  EXPECT_EQ(estimate("{ list { dear } }").cost, 1U + 10 * 7);
  EXPECT_EQ(estimate("{ three { dear } }").cost, 2U + 3 * 7);
}

TEST(Cost, OfAnAbstractTypeTheDearestCounts) {
  EXPECT_EQ(estimate("{ any { ... on Thing { dear } ... on Cheap { name } } }").cost, 8U);
  EXPECT_EQ(estimate("{ any { ... on Cheap { name } } }").cost, 1U);
}

TEST(Cost, ObjectsAreCounted) {
  EXPECT_EQ(estimate("{ things(first: 40) { nodes { thing { name } } } }").nodes, 1 + 40 * 2U);
  EXPECT_EQ(code_of("{ things(first: 40) { nodes { name } } }", "{}", {.nodes_max = 41}), "");
  EXPECT_EQ(code_of("{ things(first: 41) { nodes { name } } }", "{}", {.nodes_max = 41}), "TOO_MANY_NODES");
}

TEST(Cost, ACostOverTheLimitIsRefusedWithBothNumbers) {
  const auto found = estimate("{ things(first: 40) { nodes { dear } } }", "{}", {.cost_max = 281});
  ASSERT_TRUE(found.error);
  EXPECT_EQ(found.error->code, "COST_TOO_HIGH");
  EXPECT_EQ(found.error->message, "The operation may cost 282; the limit is 281. Ask for smaller pages (`first`, `last`) or fewer fields.");
  EXPECT_EQ(found.error->extensions, (std::vector<std::pair<std::string, std::string>>{{"requested", "282"}, {"limit", "281"}}));
  EXPECT_EQ(code_of("{ things(first: 40) { nodes { dear } } }", "{}", {.cost_max = 282}), "");
}

TEST(Cost, NestedPagesDoNotOverflow) {
  std::string query = "{ things(first: 100) { nodes { ";
  std::string end = "} } }";
  for (int i = 0; i < 12; ++i) {
    query += "things(first: 100) { nodes { ";
    end += " } }";
  }
  const auto found = estimate(query + "name " + end);
  ASSERT_TRUE(found.error);
  EXPECT_EQ(found.error->code, "TOO_MANY_NODES");
  EXPECT_GE(found.nodes, 1U << 31U);
}

TEST(Cost, PagesHaveASize) {
  EXPECT_EQ(code_of("{ things(first: 100) { totalCount } }"), "");
  EXPECT_EQ(code_of("{ things(first: 0) { totalCount } }"), "");
  EXPECT_EQ(code_of("{ things(first: 101) { totalCount } }"), "PAGE_SIZE_TOO_LARGE");
  EXPECT_EQ(code_of("{ things(first: -1) { totalCount } }"), "PAGE_SIZE_NEGATIVE");
  EXPECT_EQ(code_of("query($n: Int) { things(last: $n) { totalCount } }", R"({"n":101})"), "PAGE_SIZE_TOO_LARGE");
  EXPECT_EQ(code_of("query($n: Int) { things(last: $n) { totalCount } }", R"({"n":null})"), "");
  const auto found = estimate("{\n  thing { things(first: 101) { totalCount } } }");
  EXPECT_EQ(found.error->message, "`first` of Thing.things is 101; it is at most 100.");
  EXPECT_EQ(found.error->locations, (std::vector<SourceLocation>{{2, 11}}));
}

TEST(Cost, IntrospectionIsCheap) {
  EXPECT_EQ(estimate("{ __schema { types { name fields { name type { name } } } } }").cost, 4U);
}

}  // namespace
}  // namespace switchyard::graphql
