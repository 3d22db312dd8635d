#include <gtest/gtest.h>

#include "graphql/execution/toy_schema_fake.hpp"

namespace switchyard::graphql {
namespace {

using toy::answer_of;

TEST(Execute, FieldsStandInTheOrderAndUnderTheNamesThatWereAsked) {
  EXPECT_EQ(answer_of("{ books { title name: title pages state __typename } }"),
            R"({"data":{"books":[{"title":"First","name":"First","pages":120,"state":"IN_PRINT","__typename":"Book"},)"
            R"({"title":"Second","name":"Second","pages":null,"state":"LOST","__typename":"Book"},)"
            R"({"title":"Third","name":"Third","pages":7,"state":"IN_PRINT","__typename":"Book"}]},)"
            R"("errors":[{"message":"Int cannot represent non 32-bit signed integer value: 3000000000","locations":[{"line":1,"column":29}],)"
            R"("path":["books",1,"pages"],"extensions":{"code":"overflow"}}]})");
}

TEST(Execute, AResolverIsCalledOnceALevelWithAllItsParents) {
  const auto schema = toy::make_schema();
  auto library = toy::make_library();
  EXPECT_EQ(answer_of(*schema, library, "{ books { loans author { name books { id author { id } } } } }"),
            R"({"data":{"books":[{"loans":7,"author":{"name":"Ann","books":[{"id":"b1","author":{"id":"a1"}},{"id":"b3","author":{"id":"a1"}}]}},)"
            R"({"loans":8,"author":{"name":"Ben \"B\"","books":[{"id":"b2","author":{"id":"a2"}}]}},)"
            R"({"loans":9,"author":{"name":"Ann","books":[{"id":"b1","author":{"id":"a1"}},{"id":"b3","author":{"id":"a1"}}]}}]}})");
  EXPECT_EQ(library.calls, (std::map<std::string, int>{{"Author.books", 1}, {"Book.author", 2}, {"Book.loans", 1}}));
}

TEST(Execute, SelectionsOfOneResponseNameAreMerged) {
  EXPECT_EQ(answer_of("{ books { author { id } } ...F books { id } } fragment F on Query { books { author { name id } } }"),
            R"({"data":{"books":[{"author":{"id":"a1","name":"Ann"},"id":"b1"},{"author":{"id":"a2","name":"Ben \"B\""},"id":"b2"},)"
            R"({"author":{"id":"a1","name":"Ann"},"id":"b3"}]}})");
}

TEST(Execute, FragmentsOnAbstractTypesTakeTheObjectsTheyAreFor) {
  EXPECT_EQ(answer_of(R"({ nodes(ids: ["a2", "b1", "x", "a1"]) { __typename id ... on Book { title } ...A ... on Node { same: id } } } fragment A on Author { name })"),
            R"({"data":{"nodes":[{"__typename":"Author","id":"a2","name":"Ben \"B\"","same":"a2"},{"__typename":"Book","id":"b1","title":"First","same":"b1"},)"
            R"(null,{"__typename":"Author","id":"a1","name":"Ann","same":"a1"}]}})");
}

TEST(Execute, ANodeOfWhichNothingIsSelectedIsAnEmptyObject) {
  EXPECT_EQ(answer_of(R"({ node(id: "a1") { ... on Book { id } } })"), R"({"data":{"node":{}}})");
}

TEST(Execute, SkipAndIncludeDecideByTheirVariables) {
  const auto* query = "query($a: Boolean!, $b: Boolean = true) { selectsTitle @skip(if: $a) books @include(if: $b) { id @skip(if: true) title } }";
  EXPECT_EQ(answer_of(query, R"({"a":true,"b":false})"), R"({"data":{}})");
  EXPECT_EQ(answer_of(query, R"({"a":false,"b":false})"), R"({"data":{"selectsTitle":true}})");
  EXPECT_EQ(answer_of(query, R"({"a":true})"), R"({"data":{"books":[{"title":"First"},{"title":"Second"},{"title":"Third"}]}})");
}

TEST(Execute, VariablesAndDefaultsBecomeArguments) {
  const auto* query = R"(query($loud: Boolean!, $v: JSON) { node(id: "b1") { ... on Book { title(loud: $loud) plain: title } } echo(value: {a: [1, $v]}) })";
  EXPECT_EQ(answer_of(query, R"({"loud":true,"v":{"x":1.50}})"),
            R"({"data":{"node":{"title":"First!","plain":"First"},"echo":{"a":[1,{"x":1.50}]}}})");
}

TEST(Execute, AnAbsentArgumentDiffersFromNull) {
  EXPECT_EQ(answer_of("{ absent: echo null: echo(value: null) text: echo(value: \"x\") }"), R"({"data":{"absent":null,"null":null,"text":"x"}})");
}

TEST(Execute, VariablesThatDoNotFitRefuseTheRequest) {
  EXPECT_EQ(answer_of("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", R"({"ids":[null]})"),
            R"({"errors":[{"message":"Variable \"$ids\" got invalid value null at \"ids[0]\"; Expected non-nullable type \"ID!\" not to be null.",)"
            R"("locations":[{"line":1,"column":7}],"extensions":{"code":"BAD_USER_INPUT"}}]})");
}

TEST(Execute, AResolverSeesWhatIsSelectedBelowIt) {
  EXPECT_EQ(answer_of("{ lookahead { id name } }"), R"({"data":{"lookahead":{"id":"yes","name":"flat"}}})");
  EXPECT_EQ(answer_of("{ lookahead { id books { title } } }"), R"({"data":{"lookahead":{"id":"no","books":[]}}})");
}

TEST(Execute, MutationsRunOneAfterTheOtherAndStopWhereTheAnswerIsLost) {
  const auto schema = toy::make_schema();
  auto library = toy::make_library();
  EXPECT_EQ(answer_of(*schema, library, R"(mutation { a: write(text: "1") b: write(text: "2") })"), R"({"data":{"a":"1","b":"2"}})");
  EXPECT_EQ(answer_of(*schema, library, R"(mutation { a: write(text: "3") b: write(text: "bad") c: write(text: "4") })"),
            R"({"data":null,"errors":[{"message":"The shelf is locked.","locations":[{"line":1,"column":32}],"path":["b"],"extensions":{"code":"shelf_locked"}}]})");
  EXPECT_EQ(library.written, (std::vector<std::string>{"1", "2", "3"}));
}

TEST(Execute, TheSchemaAnswersAboutItself) {
  EXPECT_EQ(answer_of(R"({ __schema { queryType { name } mutationType { name } subscriptionType { name } } __type(name: "State") { kind enumValues { name } } no: __type(name: "No") { kind } })"),
            R"({"data":{"__schema":{"queryType":{"name":"Query"},"mutationType":{"name":"Mutation"},"subscriptionType":null},)"
            R"("__type":{"kind":"ENUM","enumValues":[{"name":"IN_PRINT"},{"name":"LOST"}]},"no":null}})");
  EXPECT_EQ(answer_of(R"({ __type(name: "Author") { fields { name type { kind ofType { name } } args { name defaultValue } } } })"),
            R"({"data":{"__type":{"fields":[{"name":"id","type":{"kind":"NON_NULL","ofType":{"name":"ID"}},"args":[]},)"
            R"({"name":"name","type":{"kind":"NON_NULL","ofType":{"name":"String"}},"args":[]},)"
            R"({"name":"books","type":{"kind":"NON_NULL","ofType":{"name":null}},"args":[{"name":"first","defaultValue":null}]}]}}})");
}

TEST(Execute, TheOperationIsFoundByItsName) {
  const auto* two = "query A { selectsTitle } query B { books { id } }";
  EXPECT_EQ(answer_of(two), R"({"errors":[{"message":"Must provide operation name if query contains multiple operations.","extensions":{"code":"OPERATION_RESOLUTION_FAILURE"}}]})");
  EXPECT_EQ(answer_of("fragment F on Query { selectsTitle }"), R"({"errors":[{"message":"Must provide an operation.","extensions":{"code":"OPERATION_RESOLUTION_FAILURE"}}]})");
  EXPECT_EQ(answer_of("subscription { x }"), R"({"errors":[{"message":"Subscriptions are not supported.","extensions":{"code":"SUBSCRIPTIONS_NOT_SUPPORTED"}}]})");
}

}  // namespace
}  // namespace switchyard::graphql
