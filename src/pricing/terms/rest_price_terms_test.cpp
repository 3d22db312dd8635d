#include "pricing/terms/rest_price_terms.hpp"

#include <gtest/gtest.h>

#include "http/json_value.hpp"
#include "pricing/sheets/rate_book_loader.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/terms/rest_margin_limits.hpp"

namespace switchyard::pricing {
namespace {

constexpr const char* kPartner = "prt_01m86pn2e9e848zxydqmd49re4";

class RestPriceTerms : public ::testing::Test {
 protected:
  SheetDesk desk() {
    return {.database = *bench.database, .clock = bench.clock, .market = bench.market, .environment = EnvironmentName::test, .random = &bench.random};
  }
  static http::Request request(std::string body, std::vector<std::string> captures = {}, std::string query = {}) {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/v1/price-terms";
    request.body = std::move(body);
    request.path_captures = std::move(captures);
    request.query = std::move(query);
    return request;
  }
  static http::JsonValue json(const http::Response& response) { return *http::parse_json(response.body); }
  static std::string text(const http::JsonValue& value, std::string_view name) {
    const auto* member = value.find(name);
    return member == nullptr ? "(absent)" : member->text;
  }
  http::Response set(const std::string& body) { return set_price_terms_route(desk(), "app_1", request(body)); }

  SheetBench bench{Engine::sqlite};
};

TEST_F(RestPriceTerms, AreSetReadListedAndClosed) {
  const auto made = set(R"({"kind":"supplier","supplier":"prairie-crown","commodity":"electric","state":"IL","margin":{"min":"0","max":"0.017","step":"0.0001"},
    "grossUp":{"form":"on_fee","factor":"1.0627"},"share":{"tiers":[{"from":"0","share":"1"},{"from":"0.007","share":"0.5"}],"realizedMax":"0.012"},"reason":"a contract"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string id = text(json(made), "id");
  EXPECT_EQ(text(json(made), "status"), "holding");
  EXPECT_NE(made.body.find(R"("margin":{"min":"0.000000","max":"0.017000","step":"0.000100","default":null})"), std::string::npos) << made.body;
  EXPECT_NE(made.body.find(R"("grossUp":{"form":"on_fee","factor":"1.062700"})"), std::string::npos) << made.body;
  EXPECT_NE(made.body.find(R"({"from":"0.007000","share":"0.500000"}],"realizedMax":"0.012000"})"), std::string::npos) << made.body;
  EXPECT_EQ(get_price_terms_route(desk(), request("", {id})).body, made.body);
  EXPECT_EQ(json(list_price_terms_route(desk(), request("", {}, "open=true&kind=supplier&supplier=prairie-crown"))).find("items")->items.size(), 1U);
  EXPECT_EQ(json(list_price_terms_route(desk(), request("", {}, "kind=house_fee"))).find("items")->items.size(), 0U);
  const auto closed = close_price_terms_route(desk(), "app_2", request(R"({"reason":"ended"})", {id}));
  EXPECT_EQ(text(json(closed), "status"), "over") << closed.body;
  EXPECT_EQ(text(json(closed), "closedBy"), "app_2");
  EXPECT_EQ(json(list_price_terms_route(desk(), request("", {}, "open=true"))).find("items")->items.size(), 0U);
  EXPECT_EQ(close_price_terms_route(desk(), "app_2", request(R"({"reason":"again"})", {id})).status, 409);
}

TEST_F(RestPriceTerms, WhatIsWrongIsNamed) {
  EXPECT_EQ(set(R"({"reason":"x"})").status, 422);
  EXPECT_EQ(set(R"({"kind":"house_fee","commodity":"electric","reason":"x"})").status, 422);
  EXPECT_EQ(set(R"({"kind":"house_fee","commodity":"electric","houseFee":0.002,"reason":"x"})").status, 422);
  EXPECT_EQ(set(R"({"kind":"house_fee","commodity":"electric","houseFee":"0.0000001","reason":"x"})").status, 422);
  EXPECT_EQ(set(R"({"kind":"house_fee","commodity":"electric","houseFee":"0.002","agentCode":"A","reason":"x"})").status, 422);
  EXPECT_EQ(set(R"({"kind":"margin_policy","commodity":"electric","reason":"x"})").status, 422);
  EXPECT_EQ(set(R"({"kind":"entitlement","partner":"nobody","reason":"x"})").status, 422);
  EXPECT_EQ(get_price_terms_route(desk(), request("", {"ptm_nothing"})).status, 404);
  EXPECT_EQ(list_price_terms_route(desk(), request("", {}, "limit=201")).status, 400);
  EXPECT_EQ(list_price_terms_route(desk(), request("", {}, "colour=red")).status, 400);
  const std::string fee = R"({"kind":"house_fee","commodity":"electric","houseFee":"0.002","reason":"x"})";
  EXPECT_EQ(set(fee).status, 201);
  const auto again = set(fee);
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(text(json(again), "code"), "terms_overlap");
}

TEST_F(RestPriceTerms, ComeInPages) {
  for (const char* state : {"IL", "OH", "PA"}) {
    ASSERT_EQ(set(std::string(R"({"kind":"house_fee","commodity":"electric","houseFee":"0.002","reason":"x","state":")") + state + "\"}").status, 201);
    bench.clock.advance(Duration::seconds(1));
  }
  const auto page = json(list_price_terms_route(desk(), request("", {}, "limit=2")));
  EXPECT_EQ(page.find("items")->items.size(), 2U);
  EXPECT_EQ(json(list_price_terms_route(desk(), request("", {}, "limit=2&cursor=" + text(page, "nextCursor")))).find("items")->items.size(), 1U);
}

TEST_F(RestPriceTerms, APartnerReadsItsLimitsAndWhatItRealizes) {
  ASSERT_EQ(set(std::string(R"({"kind":"entitlement","partner":")") + kPartner + R"(","supplier":"aep-energy","reason":"x"})").status, 201);
  ScratchFolder cache;
  RateBooks books;
  RateBookLoader loader(*bench.database, books, bench.clock, bench.log, cache.path());
  loader.refresh();
  const PriceDesk prices{.books = books, .market = [this] { return bench.market; }, .clock = bench.clock, .refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value()};
  const access::Caller caller{.partner_id = access::PartnerId::parse(kPartner).value(), .application_id = access::ApplicationId(Uuid{}), .client_id = "client", .environment = EnvironmentName::test, .scopes = {access::Scope::prices_stack}};
  const auto limits = [&](const std::string& query) { return answer_margin_limits(caller, request("", {}, query), prices); };
  EXPECT_EQ(limits("commodity=electric&utility=aep-ohio-op&supplier=aep-energy&margin=0.010").body,
            R"({"items":[{"supplier":"aep-energy","commodity":"electric","entitled":true,"min":"0.000000","max":"0.017000","step":"0.000001","default":"0.000000",)"
            R"("permitted":true,"realized":"0.008500"}],"nextCursor":null})");
  EXPECT_NE(limits("commodity=electric&supplier=aep-energy&margin=0.020").body.find(R"("permitted":false)"), std::string::npos);
  EXPECT_NE(limits("commodity=electric&supplier=liberty").body.find(R"("entitled":false)"), std::string::npos);
  EXPECT_EQ(limits("supplier=liberty").status, 400);
  EXPECT_EQ(limits("commodity=electric&utility=nowhere").status, 400);
  EXPECT_EQ(limits("commodity=electric&utility=comed&state=IL").status, 400);
  EXPECT_EQ(limits("commodity=electric&colour=red").status, 400);
}

}  // namespace
}  // namespace switchyard::pricing
