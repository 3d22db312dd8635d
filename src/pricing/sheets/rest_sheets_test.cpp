#include "pricing/sheets/rest_sheets.hpp"

#include <gtest/gtest.h>

#include "http/json_value.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

class RestSheets : public ::testing::Test {
 protected:
  SheetBench bench{Engine::sqlite};

  SheetDesk desk() { return {*bench.database, bench.clock, bench.market, EnvironmentName::test}; }
  static http::Request get(std::string path, std::string query = {}, std::vector<std::string> captures = {}) {
    http::Request request;
    request.path = std::move(path);
    request.query = std::move(query);
    request.path_captures = std::move(captures);
    return request;
  }
  static http::Request post(std::string body, std::vector<std::string> captures = {}) {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/v1/sheets";
    request.body = std::move(body);
    request.path_captures = std::move(captures);
    return request;
  }
  static http::JsonValue json(const http::Response& response) { return *http::parse_json(response.body); }
  static std::string text(const http::JsonValue& value, std::string_view name) {
    const auto* member = value.find(name);
    return member == nullptr ? "(absent)" : member->text;
  }
  static std::string code(const http::Response& response) { return text(json(response), "code"); }
};

TEST_F(RestSheets, AreListedNewestFirstInPages) {
  const auto first = bench.import(PrairieFile{.day = "11/23/2026", .until = "11/23/2026"});
  bench.clock.advance(Duration::seconds(1));
  const auto second = bench.import(PrairieFile{});
  const auto page = json(list_sheets_route(desk(), get("/v1/sheets", "limit=1")));
  ASSERT_EQ(page.find("items")->items.size(), 1u);
  EXPECT_EQ(text(page.find("items")->items[0], "id"), second.sheet_id);
  EXPECT_EQ(text(page, "nextCursor"), second.sheet_id);
  const auto rest = json(list_sheets_route(desk(), get("/v1/sheets", "limit=1&cursor=" + second.sheet_id)));
  EXPECT_EQ(text(rest.find("items")->items[0], "id"), first.sheet_id);
  EXPECT_EQ(rest.find("nextCursor")->kind, http::JsonValue::Kind::null);
}

TEST_F(RestSheets, AreFilteredBySupplierAndStatus) {
  (void)bench.import(PrairieFile{});
  const auto count = [&](const std::string& query) { return json(list_sheets_route(desk(), get("/v1/sheets", query))).find("items")->items.size(); };
  EXPECT_EQ(count("status=published"), 1u);
  EXPECT_EQ(count("status=held"), 0u);
  EXPECT_EQ(count("supplier=prairie-crown"), 1u);
  EXPECT_EQ(count("supplier=harborlight"), 0u);
}

TEST_F(RestSheets, WrongParametersAreNamed) {
  EXPECT_EQ(list_sheets_route(desk(), get("/v1/sheets", "status=sold")).status, 400);
  EXPECT_EQ(list_sheets_route(desk(), get("/v1/sheets", "limit=201")).status, 400);
  EXPECT_EQ(list_sheets_route(desk(), get("/v1/sheets", "cursor=1")).status, 400);
  EXPECT_EQ(list_sheets_route(desk(), get("/v1/sheets", "colour=red")).status, 400);
  EXPECT_EQ(list_aliases_route(desk(), get("/v1/aliases", "status=lost")).status, 400);
  EXPECT_EQ(list_aliases_route(desk(), get("/v1/aliases", "cursor=-1")).status, 400);
}

TEST_F(RestSheets, OneComesWithItsReportAndHistory) {
  const auto report = bench.import(PrairieFile{});
  const auto response = get_sheet_route(desk(), get("/v1/sheets/x", "", {report.sheet_id}));
  ASSERT_EQ(response.status, 200);
  const auto sheet = json(response);
  EXPECT_EQ(text(sheet, "status"), "published");
  EXPECT_EQ(text(sheet, "sellableUntil"), "2026-11-24T23:00:00Z");
  EXPECT_EQ(text(*sheet.find("report"), "sheetId"), report.sheet_id);
  ASSERT_EQ(sheet.find("history")->items.size(), 4u);
  EXPECT_EQ(text(sheet.find("history")->items[3], "to"), "published");
}

TEST_F(RestSheets, AnUnknownOrBrokenIdIsNotFound) {
  for (const std::string& id : {SheetId(Uuid{}).text(), std::string("sht_1"), std::string("con_00000000000000000000000000")}) {
    EXPECT_EQ(get_sheet_route(desk(), get("/v1/sheets/x", "", {id})).status, 404) << id;
    EXPECT_EQ(act_on_sheet_route(desk(), SheetAction::publish, "app_1", post("{\"reason\":\"r\"}", {id})).status, 404) << id;
  }
}

TEST_F(RestSheets, AnOperatorActsWithAReason) {
  const auto report = bench.import(PrairieFile{});
  const auto act = [&](SheetAction action, const std::string& body) { return act_on_sheet_route(desk(), action, "app_1", post(body, {report.sheet_id})); };
  EXPECT_EQ(act(SheetAction::withdraw, "{}").status, 422);
  EXPECT_EQ(act(SheetAction::withdraw, "{\"reason\":\"r\",\"more\":1}").status, 422);
  EXPECT_EQ(act(SheetAction::withdraw, "not json").status, 400);
  const auto done = act(SheetAction::withdraw, "{\"reason\":\"wrong prices\"}");
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(text(json(done), "status"), "withdrawn");
  const auto again = act(SheetAction::withdraw, "{\"reason\":\"wrong prices\"}");
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(code(again), "sheet_state_conflict");
}

TEST_F(RestSheets, AnIdempotencyKeyGetsTheFirstAnswerAgain) {
  const auto report = bench.import(PrairieFile{});
  outbox::IdempotentWrites writes(*bench.database, SecurityClock{bench.clock});
  SheetDesk keyed = desk();
  keyed.writes = &writes;
  keyed.digest = &bench.digest;
  const auto act = [&](const std::string& key, const std::string& body) {
    auto request = post(body, {report.sheet_id});
    request.headers = {{"idempotency-key", key}};
    return act_on_sheet_route(keyed, SheetAction::withdraw, "app_1", request);
  };
  const auto first = act("k-1", "{\"reason\":\"wrong prices\"}");
  const auto again = act("k-1", "{\"reason\":\"wrong prices\"}");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.headers, (http::Headers{{"idempotency-replayed", "true"}}));
  EXPECT_EQ(code(act("k-1", "{\"reason\":\"another\"}")), "idempotency_key_reused");
  EXPECT_EQ(act("k 2", "{\"reason\":\"r\"}").status, 400);
  EXPECT_EQ(act("k-3", "{\"reason\":\"r\"}").status, 409) << "another key is another request";
  EXPECT_TRUE(bench.history(report.sheet_id).ends_with("published>withdrawn"));
}

TEST_F(RestSheets, WaitingAliasesAreListedAndMapped) {
  PrairieFile file;
  file.extra_lines = "11/24/2026,11/24/2026,NOWHERE POWER,OH,Small,12/1/2026,0-99999,0.06,0.061\n";
  (void)bench.import(file);
  const auto list = json(list_aliases_route(desk(), get("/v1/aliases")));
  ASSERT_EQ(list.find("items")->items.size(), 1u);
  EXPECT_EQ(text(list.find("items")->items[0], "alias"), "NOWHERE POWER");
  EXPECT_EQ(text(list.find("items")->items[0], "rows"), "2");
  const std::string body = R"({"supplier":"prairie-crown","alias":"NOWHERE POWER","commodity":"electric","utility":"comed"})";
  const auto mapped = map_alias_route(desk(), "app_1", post(body));
  ASSERT_EQ(mapped.status, 200) << mapped.body;
  EXPECT_EQ(text(json(mapped).find("sheets")->items[0], "ratesAfter"), "34");
  EXPECT_TRUE(json(list_aliases_route(desk(), get("/v1/aliases"))).find("items")->items.empty());
  const auto mappings = json(list_aliases_route(desk(), get("/v1/aliases", "status=mapped")));
  EXPECT_EQ(text(mappings.find("items")->items[0], "mappedBy"), "app_1");
  EXPECT_EQ(map_alias_route(desk(), "app_1", post(R"({"supplier":"prairie-crown"})")).status, 422);
}

}  // namespace
}  // namespace switchyard::pricing
