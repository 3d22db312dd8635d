#include "pricing/holds/rest_holds.hpp"

#include <gtest/gtest.h>

#include "http/json_value.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

TEST(RestHolds, AreListedInPagesAndDecidedByRequest) {
  SheetBench bench(Engine::sqlite);
  const SheetDesk desk{*bench.database, bench.clock, bench.market, EnvironmentName::test};
  const std::string extra = "11/24/2026,11/24/2026,COMED,IL,Large,12/1/2026,0-99999,0.9000,0.9100\n";
  const auto report = bench.import(PrairieFile{.extra_lines = extra});
  const auto ask = [&](std::string query, std::vector<std::string> captures, std::string body = {}) {
    http::Request request;
    request.method = body.empty() ? http::Method::get : http::Method::post;
    request.path = "/v1/sheets";
    request.query = std::move(query);
    request.path_captures = std::move(captures);
    request.body = std::move(body);
    return request;
  };
  const auto page = http::parse_json(list_holds_route(desk, ask("limit=1", {report.sheet_id})).body);
  ASSERT_EQ(page->find("items")->items.size(), 1u);
  EXPECT_EQ(page->find("nextCursor")->text, "1");
  EXPECT_EQ(http::parse_json(list_holds_route(desk, ask("limit=1&cursor=1", {report.sheet_id})).body)->find("items")->items.size(), 1u);
  const auto released = decide_hold_route(desk, HoldState::released, "app_1", ask("", {report.sheet_id, "2"}, R"({"reason":"right"})"));
  ASSERT_EQ(released.status, 200) << released.body;
  EXPECT_EQ(http::parse_json(released.body)->find("hold")->find("state")->text, "released");
  EXPECT_EQ(http::parse_json(list_holds_route(desk, ask("state=held", {report.sheet_id})).body)->find("items")->items.size(), 1u);
  EXPECT_EQ(decide_hold_route(desk, HoldState::released, "app_1", ask("", {report.sheet_id, "x"}, R"({"reason":"right"})")).status, 404);
  EXPECT_EQ(decide_hold_route(desk, HoldState::released, "app_1", ask("", {report.sheet_id, "2"}, "{}")).status, 422);
  EXPECT_EQ(list_holds_route(desk, ask("", {"sht_x"})).status, 404);
  EXPECT_EQ(list_holds_route(desk, ask("state=lost", {report.sheet_id})).status, 400);
}

}  // namespace
}  // namespace switchyard::pricing
