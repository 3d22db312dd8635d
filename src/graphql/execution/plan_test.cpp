#include "graphql/execution/plan.hpp"

#include <gtest/gtest.h>

#include "graphql/execution/toy_schema_fake.hpp"
#include "graphql/language/parser.hpp"

namespace switchyard::graphql {
namespace {

std::string code_of(const std::string& query, const PlanLimits& limits) {
  static const auto schema = toy::make_schema();
  const auto parsed = parse_document(query);
  const auto found = find_operation(*schema, *parsed.document, {});
  const auto planned = plan_operation(*schema, parsed.document, *found.operation, {}, limits);
  return planned.error ? planned.error->code : "";
}

TEST(Plan, FieldsAreLimitedEachObjectTypeCounted) {
  // books, id; and node with id on two types.
  const std::string query = R"({ books { id } node(id: "b1") { id } })";
  EXPECT_EQ(code_of(query, {.fields_max = 5}), "");
  EXPECT_EQ(code_of(query, {.fields_max = 4}), "OPERATION_TOO_COMPLEX");
}

TEST(Plan, DepthIsLimited) {
  EXPECT_EQ(code_of("{ books { author { books { id } } } }", {.depth_max = 4}), "");
  EXPECT_EQ(code_of("{ books { author { books { id } } } }", {.depth_max = 3}), "OPERATION_TOO_DEEP");
}

TEST(Plan, FragmentsThatDoubleAtEachStepAreCutShort) {
  std::string query = "{ books { ...F0 } }";
  for (int i = 0; i < 40; ++i) {
    const std::string next = "...F" + std::to_string(i + 1);
    query += " fragment F" + std::to_string(i) + " on Book { a: author { books { " + next + " } } b: author { books { " + next + " } } }";
  }
  query += " fragment F40 on Book { id }";
  EXPECT_EQ(code_of(query, {}), "OPERATION_TOO_DEEP");
  EXPECT_EQ(code_of(query, {.depth_max = 1000}), "OPERATION_TOO_COMPLEX");
}

TEST(Plan, SelectionsThatAreLookedAtAreLimited) {
  std::string query = "{ books { id";
  for (int i = 0; i < 100; ++i) query += " id";
  EXPECT_EQ(code_of(query + " } }", {.selections_max = 102}), "");
  EXPECT_EQ(code_of(query + " } }", {.selections_max = 101}), "OPERATION_TOO_COMPLEX");
}

}  // namespace
}  // namespace switchyard::graphql
