#include "graphql/execution/service.hpp"

#include <gtest/gtest.h>

#include "graphql/execution/toy_schema_fake.hpp"

namespace switchyard::graphql {
namespace {

class ServiceTest : public testing::Test {
 protected:
  ServiceAnswer ask(std::string_view query, bool only_queries = false) {
    return service_.answer({.query = query, .only_queries = only_queries, .app = AppContext(library_)});
  }

  std::unique_ptr<ExecutableSchema> schema_ = toy::make_schema();
  toy::Library library_ = toy::make_library();
  Service service_{*schema_, {}, {.cost = {.cost_max = 100}}};
};

TEST_F(ServiceTest, AnAnswerSaysWhatItCost) {
  const auto answer = ask("query Loans { books { loans } }");
  EXPECT_EQ(answer.kind, ServiceAnswer::Kind::executed);
  EXPECT_EQ(answer.body, R"({"data":{"books":[{"loans":7},{"loans":8},{"loans":9}]},"extensions":{"cost":{"requested":31,"actual":10,"limit":100}}})");
  EXPECT_EQ(answer.cost_requested, 31U);
  EXPECT_EQ(answer.cost_actual, 10U);
}

TEST_F(ServiceTest, ErrorsStandBesideTheirData) {
  const auto answer = ask("{ shelf(locked: true) { id } }");
  EXPECT_EQ(answer.kind, ServiceAnswer::Kind::executed);
  EXPECT_EQ(answer.first_code, "shelf_locked");
  EXPECT_EQ(answer.errors, 1U);
  EXPECT_EQ(answer.body,
            R"({"data":{"shelf":null},"errors":[{"message":"The shelf is locked.","locations":[{"line":1,"column":3}],"path":["shelf"],)"
            R"("extensions":{"code":"shelf_locked"}}],"extensions":{"cost":{"requested":1,"actual":1,"limit":100}}})");
}

TEST_F(ServiceTest, WhatIsRefusedHasNoData) {
  for (const auto& [query, code] : std::vector<std::pair<std::string, std::string>>{
           {"{", "GRAPHQL_PARSE_FAILED"},
           {"{ nothing }", "GRAPHQL_VALIDATION_FAILED"},
           {"query A { selectsTitle } query B { selectsTitle }", "OPERATION_RESOLUTION_FAILURE"},
           {"query($id: ID!) { node(id: $id) { id } }", "BAD_USER_INPUT"},
           {"{ books { loans a: loans b: loans c: loans } }", "COST_TOO_HIGH"},
           {"{ books { author { books(first: 101) { id } } } }", "PAGE_SIZE_TOO_LARGE"},
       }) {
    const auto answer = ask(query);
    EXPECT_EQ(answer.kind, ServiceAnswer::Kind::refused) << query;
    EXPECT_EQ(answer.first_code, code) << answer.body;
    EXPECT_TRUE(answer.body.starts_with(R"({"errors":[)")) << answer.body;
    EXPECT_EQ(answer.body.find("\"data\""), std::string::npos) << answer.body;
  }
}

TEST_F(ServiceTest, AMutationIsNotExecutedWhereOnlyQueriesAreTaken) {
  const auto answer = ask(R"(mutation { write(text: "x") })", true);
  EXPECT_EQ(answer.kind, ServiceAnswer::Kind::only_by_post);
  EXPECT_EQ(answer.first_code, "MUTATION_BY_GET");
  EXPECT_TRUE(library_.written.empty());
  EXPECT_EQ(ask(R"(mutation { write(text: "x") })").kind, ServiceAnswer::Kind::executed);
  EXPECT_EQ(library_.written.size(), 1U);
}

}  // namespace
}  // namespace switchyard::graphql
