#include "contracting/paperwork/rest_papers.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "contracting/contracts/contract_bench_fake.hpp"
#include "contracting/paperwork/template_shelf.hpp"

namespace switchyard::contracting {
namespace {

class RestPapers : public ::testing::TestWithParam<Engine> {
 protected:
  ContractBench bench{GetParam()};
  std::shared_ptr<const TemplateShelf> shelf =
      TemplateShelf::load(embedded_templates(), [](std::string_view bytes) { return "0123456789abcdef" + std::to_string(bytes.size()); }).value();

  PaperDesk desk() { return {.database = *bench.parties.database, .parties = bench.party_desk, .quotes = bench.quote_desk, .rules = bench.rules, .templates = shelf}; }
  static access::Caller of(const Actor& actor) { return {actor.partner, actor.application, "client", EnvironmentName::test, access::ScopeSet::partner_default()}; }
  access::Caller caller() { return of(bench.parties.actor); }
  static http::Request at(std::vector<std::string> captures, const std::string& query = {}) {
    http::Request request;
    request.path_captures = std::move(captures);
    request.query = query;
    return request;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, RestPapers, every_engine(), engine_name);

TEST_P(RestPapers, ADraftsPapersAreListedAndEachIsPreviewed) {
  const std::string id = bench.bakery_contract().id.text();
  const auto listed = list_papers_route(caller(), at({id}), desk());
  ASSERT_EQ(listed.status, 200) << listed.body;
  const auto papers = boost::json::parse(listed.body).at("items").as_array();
  std::string kinds;
  for (const auto& paper : papers) {
    const std::string kind(paper.at("kind").as_string());
    kinds += kind + " ";
    const std::string utility = paper.at("utility").is_null() ? "" : "utility=" + std::string(paper.at("utility").as_string());
    const auto preview = preview_paper_route(caller(), at({id, kind}, utility), desk());
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(preview.content_type, "application/pdf");
    EXPECT_EQ(preview.body.substr(0, 5), "%PDF-");
  }
  EXPECT_NE(kinds.find("agreement authorization "), std::string::npos) << kinds;
  EXPECT_EQ(bench.parties.count("SELECT COUNT(*) FROM issued_documents"), 0);
}

TEST_P(RestPapers, WhatTheContractDoesNotHaveIsNotFound) {
  const std::string id = bench.bakery_contract().id.text();
  EXPECT_EQ(preview_paper_route(caller(), at({id, "efl"}), desk()).status, 404);
  EXPECT_EQ(preview_paper_route(caller(), at({id, "cookbook"}), desk()).status, 404);
  EXPECT_EQ(preview_paper_route(caller(), at({id, "authorization"}, "utility=nicor"), desk()).status, 404);
  EXPECT_EQ(preview_paper_route(caller(), at({id, "agreement"}, "color=red"), desk()).status, 400);
}

TEST_P(RestPapers, OfAnotherPartnersContractAreNotFound) {
  const std::string id = bench.bakery_contract().id.text();
  const access::Caller stranger = of(bench.parties.other);
  EXPECT_EQ(list_papers_route(stranger, at({id}), desk()).status, 404);
  EXPECT_EQ(preview_paper_route(stranger, at({id, "agreement"}), desk()).status, 404);
  EXPECT_EQ(list_papers_route(caller(), at({"ctr_1"}), desk()).status, 404);
}

TEST_P(RestPapers, WithoutTemplatesThereAreNone) {
  const std::string id = bench.bakery_contract().id.text();
  shelf = nullptr;
  EXPECT_EQ(list_papers_route(caller(), at({id}), desk()).status, 409);
}

}  // namespace
}  // namespace switchyard::contracting
