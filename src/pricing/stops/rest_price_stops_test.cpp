#include "pricing/stops/rest_price_stops.hpp"

#include <gtest/gtest.h>

#include "http/json_value.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/stops/rest_supplier_settings.hpp"

namespace switchyard::pricing {
namespace {

class RestPriceStops : public ::testing::Test {
 protected:
  SheetDesk desk() {
    return {.database = *bench.database, .clock = bench.clock, .market = bench.market, .environment = EnvironmentName::test, .random = &bench.random};
  }
  static http::Request request(std::string body, std::vector<std::string> captures = {}, std::string query = {}) {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/v1/price-stops";
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
  http::Response stop(const std::string& body) { return stop_prices_route(desk(), "app_1", request(body)); }

  SheetBench bench{Engine::sqlite};
};

TEST_F(RestPriceStops, AreMadeReadListedAndLifted) {
  const auto made = stop(R"({"supplier":"prairie-crown","commodity":"electric","state":"IL","until":"2026-12-01T00:00:00-06:00","reason":"a fire"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string id = text(json(made), "id");
  EXPECT_EQ(text(json(made), "status"), "holding");
  EXPECT_EQ(text(json(made), "until"), "2026-12-01T06:00:00Z");
  EXPECT_EQ(text(json(made), "madeBy"), "app_1");
  EXPECT_EQ(text(json(get_price_stop_route(desk(), request("", {id}))), "reason"), "a fire");
  const auto listed = json(list_price_stops_route(desk(), request("", {}, "holding=true&supplier=prairie-crown")));
  ASSERT_EQ(listed.find("items")->items.size(), 1u);
  const auto lifted = lift_price_stop_route(desk(), "app_2", request(R"({"reason":"it is out"})", {id}));
  EXPECT_EQ(text(json(lifted), "status"), "lifted");
  EXPECT_EQ(text(json(lifted), "liftedBy"), "app_2");
  EXPECT_EQ(json(list_price_stops_route(desk(), request("", {}, "holding=true"))).find("items")->items.size(), 0u);
  EXPECT_EQ(lift_price_stop_route(desk(), "app_2", request(R"({"reason":"again"})", {id})).status, 409);
}

TEST_F(RestPriceStops, ComeInPages) {
  for (int i = 0; i < 3; ++i) {
    bench.clock.advance(Duration::seconds(1));
    ASSERT_EQ(stop(R"({"state":"IL","reason":"x"})").status, 201);
  }
  const auto page = json(list_price_stops_route(desk(), request("", {}, "limit=2")));
  EXPECT_EQ(page.find("items")->items.size(), 2u);
  EXPECT_EQ(json(list_price_stops_route(desk(), request("", {}, "limit=2&cursor=" + text(page, "nextCursor")))).find("items")->items.size(), 1u);
}

TEST_F(RestPriceStops, WhatIsWrongIsNamed) {
  EXPECT_EQ(stop(R"({"reason":"everything"})").status, 422);
  EXPECT_EQ(stop(R"({"supplier":"prairie-crown"})").status, 422);
  EXPECT_EQ(stop(R"({"supplier":"prairie-crown","reason":"x","from":"tomorrow"})").status, 422);
  EXPECT_EQ(stop(R"({"supplier":"prairie-crown","reason":"x","colour":"red"})").status, 422);
  EXPECT_EQ(stop(R"({"supplier":"prairie-crown","reason":")" + std::string(501, 'x') + "\"}").status, 422);
  EXPECT_EQ(get_price_stop_route(desk(), request("", {"pst_nothing"})).status, 404);
  EXPECT_EQ(lift_price_stop_route(desk(), "app_1", request(R"({"reason":"x"})", {"pst_01m86pn2e9e848zxydqmd49re4"})).status, 404);
  EXPECT_EQ(list_price_stops_route(desk(), request("", {}, "limit=201")).status, 400);
}

TEST_F(RestPriceStops, SettingsOfASupplierAreReadAndChanged) {
  const auto before = json(get_supplier_settings_route(desk(), request("", {"prairie-crown"})));
  EXPECT_EQ(text(before, "quotePolicy"), "honour_until_valid_until");
  EXPECT_EQ(text(before, "moveLimitPercent"), "25");
  const auto after = change_supplier_settings_route(desk(), "app_1", request(R"({"quotePolicy":"kill_unsigned","rowMoveLimitPercent":"40"})", {"prairie-crown"}));
  ASSERT_EQ(after.status, 200) << after.body;
  EXPECT_EQ(text(json(after), "quotePolicy"), "kill_unsigned");
  EXPECT_EQ(text(json(after), "rowMoveLimitPercent"), "40");
  EXPECT_EQ(text(json(after), "moveLimitPercent"), "25");
  EXPECT_EQ(get_supplier_settings_route(desk(), request("", {"nobody"})).status, 404);
  EXPECT_EQ(change_supplier_settings_route(desk(), "app_1", request(R"({"quotePolicy":"burn"})", {"prairie-crown"})).status, 422);
}

}  // namespace
}  // namespace switchyard::pricing
