#include "graphql/transport/transport.hpp"

#include <gtest/gtest.h>

#include "graphql/execution/toy_schema_fake.hpp"

namespace switchyard::graphql {
namespace {

class TransportTest : public testing::Test {
 protected:
  TransportAnswer ask(const TransportRequest& request, TransportOptions options = {}) {
    return Transport(service_, options).answer(request, AppContext(library_));
  }
  TransportAnswer post(std::string_view body, std::string_view accept = "application/graphql-response+json", std::string_view content_type = "application/json") {
    return ask({.method = "POST", .content_type = content_type, .accept = accept, .body = body});
  }
  TransportAnswer get(std::string_view query_string, std::string_view accept = "application/graphql-response+json") {
    return ask({.method = "GET", .accept = accept, .query_string = query_string});
  }

  std::unique_ptr<ExecutableSchema> schema_ = toy::make_schema();
  toy::Library library_ = toy::make_library();
  Service service_{*schema_};
};

constexpr std::string_view kTypenameAnswer = R"({"data":{"__typename":"Query"},"extensions":{"cost":{"requested":0,"actual":0,"limit":50000}}})";

TEST_F(TransportTest, APostIsAnsweredInTheFormThatIsAccepted) {
  const auto response = post(R"({"query":"{ __typename }"})");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "application/graphql-response+json; charset=utf-8");
  EXPECT_EQ(response.body, kTypenameAnswer);
  EXPECT_EQ(post(R"({"query":"{ __typename }"})", "").content_type, "application/json; charset=utf-8");
  EXPECT_EQ(post("\xef\xbb\xbf" R"({"query":"{ __typename }","variables":null,"operationName":null,"extensions":null,"more":1})", "*/*").body, kTypenameAnswer);
}

TEST_F(TransportTest, AGetIsAQuery) {
  EXPECT_EQ(get("query=%7B%20__typename%20%7D").body, kTypenameAnswer);
  EXPECT_EQ(get("query=query+A($id:ID!)%7Bnode(id:$id)%7Bid%7D%7D&operationName=A&variables=%7B%22id%22%3A%22b1%22%7D&extensions=&utm=1").status, 200);
  const auto mutation = get("query=mutation%7Bwrite(text:%22x%22)%7D");
  EXPECT_EQ(mutation.status, 405);
  EXPECT_EQ(mutation.headers, (std::vector<std::pair<std::string, std::string>>{{"Allow", "POST"}}));
  EXPECT_TRUE(library_.written.empty());
}

TEST_F(TransportTest, OtherMethodsAreRefused) {
  const auto answer = ask({.method = "PUT", .body = "{}"});
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.headers, (std::vector<std::pair<std::string, std::string>>{{"Allow", "GET, POST"}}));
}

TEST_F(TransportTest, WhoTakesNeitherFormIsRefused) {
  const auto answer = post(R"({"query":"{ __typename }"})", "text/html");
  EXPECT_EQ(answer.status, 406);
  EXPECT_NE(answer.body.find("not_acceptable"), std::string::npos);
}

TEST_F(TransportTest, WhatASimpleRequestCanSendIsRefused) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "text/plain; x=application/json", "application/graphql", "application/json; charset=utf-16"}) {
    EXPECT_EQ(post(R"({"query":"{ __typename }"})", "*/*", type).status, 415) << type;
  }
  EXPECT_EQ(post(R"({"query":"{ __typename }"})", "*/*", "application/json;charset=UTF-8").status, 200);
  const auto form = ask({.method = "POST", .content_type = "multipart/form-data; boundary=x", .form = std::span<const FormPart>()});
  EXPECT_EQ(form.status, 400);
  EXPECT_NE(form.body.find("PREFLIGHT_REQUIRED"), std::string::npos);
}

TEST_F(TransportTest, ParametersOfAWrongKindAreRefusedInBothForms) {
  for (const char* body : {"", "{", "7", "[]", "\"x\"", R"({"notquery":1})", R"({"query":null})", R"({"query":{}})", R"({"query":0})", R"({"query":[]})", R"({"query":""})",
                           R"({"query":"{ __typename }","variables":"x"})", R"({"query":"{ __typename }","variables":[1]})", R"({"query":"{ __typename }","operationName":1})",
                           R"({"query":"{ __typename }","extensions":0})", R"({"query":"{ __typename }","extensions":{"persistedQuery":{"version":2,"sha256Hash":"x"}}})",
                           R"({"extensions":{"persistedQuery":7}})", R"({"documentId":"7"})", R"({"query":"{ __typename }","query":"{ x }"})"}) {
    EXPECT_EQ(post(body).status, 400) << body;
    EXPECT_EQ(post(body, "application/json").status, 400) << body;
  }
  for (const char* query : {"", "query=", "query=%7", "query=%7B__typename%7D&variables=7", "query=%7B__typename%7D&variables=%7B", "query=%7B__typename%7D&query=x"}) {
    EXPECT_EQ(get(query).status, 400) << query;
  }
}

TEST_F(TransportTest, ARequestThatCannotBeExecutedHasAStatusByItsForm) {
  for (const char* body : {R"({"query":"{"})", R"({"query":"{ nothing }"})", R"({"query":"query($id: ID!) { node(id: $id) { id } }"})", R"({"query":"{ __typename }","operationName":"B"})"}) {
    EXPECT_EQ(post(body).status, 400) << body;
    EXPECT_EQ(post(body, "application/json").status, 200) << body;
    EXPECT_EQ(post(body).body.find("\"data\""), std::string::npos) << body;
  }
  EXPECT_EQ(post(R"({"query":"{ books { thrown } }"})").status, 200);
}

TEST_F(TransportTest, ABatchIsTakenWhereItIsOn) {
  constexpr std::string_view kBatch = R"([{"query":"{ __typename }"},{"query":7}])";
  EXPECT_EQ(post(kBatch).status, 400);
  const TransportRequest request{.method = "POST", .content_type = "application/json", .body = kBatch};
  const auto answer = ask(request, {.batch_max = 2});
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.body.starts_with("[" + std::string(kTypenameAnswer) + R"(,{"errors":[)")) << answer.body;
  EXPECT_EQ(answer.executed.size(), 2U);
  EXPECT_EQ(ask(request, {.batch_max = 1}).status, 400);
}

TEST_F(TransportTest, AFileOfAFormReachesItsResolver) {
  const std::vector<FormPart> parts = {{.name = "operations", .content = R"({"query":"mutation($f: Upload) { upload(file: $f) }","variables":{"f":null}})"},
                                       {.name = "map", .content = R"({"0":["variables.f"]})"},
                                       {.name = "0", .file_name = "bill.pdf", .content_type = "application/pdf", .content = "%PDF"}};
  const auto answer = ask({.method = "POST", .content_type = "multipart/form-data; boundary=x", .form = std::span<const FormPart>(parts), .has_preflight_header = true});
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.body.starts_with(R"({"data":{"upload":"bill.pdf:%PDF"})")) << answer.body;
  EXPECT_EQ(post(R"({"query":"mutation($f: Upload) { upload(file: $f) }","variables":{"f":"bill.pdf"}})").status, 400);
}

}  // namespace
}  // namespace switchyard::graphql
