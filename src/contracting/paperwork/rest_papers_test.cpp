#include "contracting/paperwork/rest_papers.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include <boost/json.hpp>

#include "contracting/contracts/contract_bench_fake.hpp"
#include "contracting/paperwork/template_shelf.hpp"
#include "documents/pdf/find_text.hpp"

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

TEST_P(RestPapers, AQuoteIsProposedToItsCustomerAndToNobodyElse) {
  bench.price("small-load");
  bench.price("long", [](pricing::LineFacts& facts) { facts.term_months = 36; });
  const pricing::Quote quote = bench.quote({{"small-load", "38400", "ovens"}, {"small-load", "21600", "shop"}, {"long", "38400", "ovens"}, {"long", "21600", "shop"}});
  const auto shown = proposal_route(caller(), at({quote.id.text()}), desk());
  ASSERT_EQ(shown.status, 200) << shown.body;
  EXPECT_EQ(shown.content_type, "application/pdf");
  EXPECT_EQ(shown.body.substr(0, 5), "%PDF-");
  const std::array<std::string_view, 5> needles = {"Lincoln Park Bread LLC", "0.06620", "$3,972.00", "November 24, 2026, 5:00 PM Central Time", "0.00500"};
  const auto found = documents::find_text(shown.body, needles);
  ASSERT_TRUE(found.has_value());
  std::set<std::size_t> seen;
  for (const documents::FoundText& text : *found) seen.insert(text.needle);
  EXPECT_EQ(seen, (std::set<std::size_t>{0, 1, 2, 3}));  // The margin is not shown.
  EXPECT_EQ(proposal_route(of(bench.parties.other), at({quote.id.text()}), desk()).status, 404);
  EXPECT_EQ(proposal_route(caller(), at({"quo_1"}), desk()).status, 404);
  EXPECT_EQ(proposal_route(caller(), at({quote.id.text()}, "color=red"), desk()).status, 400);
}

TEST_P(RestPapers, WithoutTemplatesThereAreNone) {
  const std::string id = bench.bakery_contract().id.text();
  shelf = nullptr;
  EXPECT_EQ(list_papers_route(caller(), at({id}), desk()).status, 409);
}

}  // namespace
}  // namespace switchyard::contracting
