#include "contracting/files/rest_documents.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <boost/json.hpp>

#include "contracting/files/uploaded_file.hpp"
#include "contracting/party_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

class RestDocuments : public ::testing::TestWithParam<Engine> {
 protected:
  PartyBench bench{GetParam()};
  outbox::IdempotentWrites writes{*bench.database, SecurityClock{bench.clock}};
  UploadedDocuments uploads{bench.vault};

  DocumentDesk desk() { return {*bench.database, bench.desk(), &writes, {&uploads}}; }
  access::Caller caller() { return {bench.actor.partner, bench.actor.application, "client", EnvironmentName::test, access::ScopeSet::partner_default()}; }
  access::Caller stranger() { return {bench.other.partner, bench.other.application, "client", EnvironmentName::test, access::ScopeSet::partner_default()}; }

  static http::Request form(const std::string& boundary, const std::vector<std::pair<std::string, std::string>>& parts, const std::string& key = {}) {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/v1/documents";
    request.headers = {{"content-type", "multipart/form-data; boundary=" + boundary}};
    if (!key.empty()) request.headers.emplace_back("idempotency-key", key);
    for (const auto& [head, body] : parts) request.body += fmt::format("--{}\r\nContent-Disposition: form-data; {}\r\n\r\n{}\r\n", boundary, head, body);
    request.body += fmt::format("--{}--\r\n", boundary);
    return request;
  }
  static std::vector<std::pair<std::string, std::string>> bill(const std::string& bytes = "%PDF-1.4 pages=2") {
    return {{"name=\"purpose\"", "bill"}, {"name=\"file\"; filename=\"November \u00e9.pdf\"", bytes}};
  }
  static http::Request at(const std::string& id, const std::string& query = {}) {
    http::Request request;
    request.path_captures = {id};
    request.query = query;
    return request;
  }
  std::string uploaded(const std::string& bytes = "%PDF-1.4 pages=2") {
    const auto response = upload_document_route(caller(), form("x", bill(bytes)), desk());
    EXPECT_EQ(response.status, 201) << response.body;
    return std::string(boost::json::parse(response.body).at("id").as_string());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, RestDocuments, every_engine(), engine_name);

std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& [each, value] : response.headers) if (each == name) return value;
  return {};
}

TEST_P(RestDocuments, AnUploadIsReadBack) {
  const std::string id = uploaded();
  const auto got = get_document_route(caller(), at(id), desk());
  EXPECT_EQ(got.status, 200);
  const auto json = boost::json::parse(got.body);
  EXPECT_EQ(json.at("fileName").as_string(), "November \u00e9.pdf");
  EXPECT_EQ(json.at("contentType").as_string(), "application/pdf");
  EXPECT_EQ(json.at("pages").as_int64(), 2);
  EXPECT_EQ(json.at("kind").as_string(), "uploaded");
  EXPECT_TRUE(json.at("customerId").is_null());

  const auto content = document_content_route(caller(), at(id), desk());
  EXPECT_EQ(content.body, "%PDF-1.4 pages=2");
  EXPECT_EQ(content.content_type, "application/pdf");
  EXPECT_EQ(header_of(content, "content-disposition"), "attachment; filename=\"November __.pdf\"; filename*=UTF-8''November%20%C3%A9.pdf");
  EXPECT_EQ(header_of(content, "x-content-type-options"), "nosniff");
  EXPECT_EQ(header_of(content, "etag"), "\"" + std::string(json.at("sha256").as_string()) + "\"");
}

TEST_P(RestDocuments, LargeContentIsStreamedInParts) {
  const std::string bytes = "%PDF-1.4 pages=2 " + std::string(1'200'000, 'x');
  const auto content = document_content_route(caller(), at(uploaded(bytes)), desk());
  ASSERT_TRUE(content.stream);
  std::string streamed;
  int pieces = 1;
  while (content.stream(streamed)) ++pieces;
  EXPECT_EQ(streamed, bytes);
  EXPECT_EQ(pieces, 3);
}

TEST_P(RestDocuments, OfAnotherPartnerAreNotFound) {
  const std::string id = uploaded();
  EXPECT_EQ(get_document_route(stranger(), at(id), desk()).status, 404);
  EXPECT_EQ(document_content_route(stranger(), at(id), desk()).status, 404);
  EXPECT_EQ(document_content_route(caller(), at("nonsense"), desk()).status, 404);
  EXPECT_EQ(list_documents_route(stranger(), at(""), desk()).body, R"({"items":[],"nextCursor":null})");
}

TEST_P(RestDocuments, TheSameKeyAndFileMakeOneDocumentWhateverTheBoundary) {
  const auto first = upload_document_route(caller(), form("one", bill(), "k1"), desk());
  const auto again = upload_document_route(caller(), form("two", bill(), "k1"), desk());
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(header_of(again, "idempotency-replayed"), "true");
  EXPECT_EQ(upload_document_route(caller(), form("two", bill("%PDF-1.4 pages=3"), "k1"), desk()).status, 422);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM uploaded_files"), 1);
}

TEST_P(RestDocuments, FormsThatAreWrongAreRefusedByPart) {
  const auto refused = upload_document_route(caller(), form("x", {{"name=\"purpose\"", "cake"}, {"name=\"customerId\"", "cus_1"}, {"name=\"color\"", "red"}}), desk());
  EXPECT_EQ(refused.status, 422);
  const auto errors = boost::json::parse(refused.body).at("errors").as_array();
  std::string fields;
  for (const auto& error : errors) fields += std::string(error.at("pointer").as_string()) + " " + std::string(error.at("code").as_string()) + "; ";
  EXPECT_EQ(fields, "/color unknown_member; /file missing; /purpose not_one_of; /customerId invalid_id; ");

  http::Request json;
  json.method = http::Method::post;
  json.headers = {{"content-type", "application/json"}};
  EXPECT_EQ(upload_document_route(caller(), json, desk()).status, 415);
  EXPECT_EQ(upload_document_route(caller(), form("x", {{"name=\"purpose\"", "bill"}, {"name=\"file\"; filename=\"a.pdf\"", "<html>"}}), desk()).status, 415);
  EXPECT_EQ(upload_document_route(caller(), form("x", {{"name=\"purpose\"", "bill"}, {"name=\"file\"; filename=\"a.pdf\"", "%PDF-1.4 pages=101"}}), desk()).status, 413);
}

TEST_P(RestDocuments, AreListedInPages) {
  for (int i = 0; i < 3; ++i) {
    uploaded(fmt::format("%PDF-1.4 pages={}", i + 1));
    bench.clock.advance(Duration::seconds(1));
  }
  const auto first = boost::json::parse(list_documents_route(caller(), at("", "limit=2&purpose=bill"), desk()).body);
  EXPECT_EQ(first.at("items").as_array().size(), 2u);
  EXPECT_EQ(first.at("items").at(0).at("pages").as_int64(), 3);
  const std::string cursor(first.at("nextCursor").as_string());
  const auto second = boost::json::parse(list_documents_route(caller(), at("", "limit=2&purpose=bill&cursor=" + cursor), desk()).body);
  EXPECT_EQ(second.at("items").as_array().size(), 1u);
  EXPECT_TRUE(second.at("nextCursor").is_null());
  EXPECT_EQ(list_documents_route(caller(), at("", "limit=201"), desk()).status, 400);
  EXPECT_EQ(list_documents_route(caller(), at("", "color=red"), desk()).status, 400);
  EXPECT_EQ(list_documents_route(caller(), at("", "cursor=zz"), desk()).status, 400);
}

}  // namespace
}  // namespace switchyard::contracting
