#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graphql/execution/resolvers.hpp"
#include "graphql/schema/build_schema.hpp"

namespace switchyard::graphql {
namespace {

struct Leaf {
  std::string name;
  std::int64_t size = 0;
};
struct Other {};

TEST(ResolverMisfits, EverythingThatDoesNotAnswerTheSchemaIsNamed) {
  const auto built = build_schema(
      "enum E { A }\n"
      "type Leaf { name: String! size: Int! kind: E many: [String!] missing: Int }\n"
      "union U = Leaf\n"
      "type Bare { x: Int }\n"
      "type Query { one: Leaf list: [Leaf!] other: Leaf any: U bare: Bare deep: [[Leaf]] }");
  ASSERT_TRUE(built);
  Resolvers resolvers;
  resolvers.object<Leaf>("Leaf")
      .field("name", &Leaf::size)
      .field("size", &Leaf::size)
      .field("kind", &Leaf::name)
      .field("many", &Leaf::name)
      .field("unknown", &Leaf::name);
  resolvers.object<Root>("Query")
      .children("one", [](const Root&) { return std::vector<Leaf>(); })
      .child("list", [](const Root&) { return Leaf(); })
      .child("other", [](const Root&) { return Other(); })
      .child("any", [](const Root&) { return AnyObject::of(Leaf()); })
      .field("bare", [](const Root&) { return 1; })
      .children("deep", [](const Root&) { return std::vector<Leaf>(); });
  resolvers.object<Other>("Nothing");
  EXPECT_THAT(resolvers.misfits(*built.schema),
              testing::UnorderedElementsAre(
                  "Leaf.name has a resolver that gives an integer and is of type String!", "Leaf.kind has a resolver that gives a text and is of type E",
                  "Leaf.many has a resolver that gives no list and is of type [String!]", "Leaf.missing has no resolver",
                  "Leaf.unknown has a resolver and stands not in the schema", "Bare has no resolvers",
                  "Query.one has a resolver that gives a list and is of type Leaf", "Query.list has a resolver that gives one object and is of type [Leaf!]",
                  "Query.other gives another struct than is bound to Leaf", "Query.any is of type U, of which Resolvers::abstract was not told",
                  "Query.bare has a resolver of a leaf and is of type Bare", "Query.deep is a list of lists of objects, which resolvers do not give",
                  "Nothing has resolvers and is no object type of the schema"));
}

}  // namespace
}  // namespace switchyard::graphql
