#include "market/rest_market.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/json_value.hpp"

namespace switchyard::market {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const LoadedMarket& market() {
  static const auto loaded = embedded_market();
  return *loaded;
}

http::Request get(std::string query, std::vector<std::string> captures = {}) {
  http::Request request;
  request.query = std::move(query);
  request.path_captures = std::move(captures);
  return request;
}

std::vector<std::string> codes(const http::Response& response) {
  const auto json = http::parse_json(response.body);
  std::vector<std::string> all;
  if (json && json->find("items") != nullptr) for (const auto& item : json->find("items")->items) all.push_back(item.find("code")->text);
  return all;
}

std::string next_cursor(const http::Response& response) { return http::parse_json(response.body)->find("nextCursor")->text; }

TEST(RestUtilities, AreFilteredByZipStateAndCommodity) {
  EXPECT_THAT(codes(list_utilities(market(), get("zip=60614&commodity=electric"))), ::testing::ElementsAre("comed"));
  EXPECT_THAT(codes(list_utilities(market(), get("zip=60614"))), ::testing::ElementsAre("comed", "nicor", "north-shore-il", "peoples-il"));
  EXPECT_THAT(codes(list_utilities(market(), get("state=ri"))), ::testing::ElementsAre("ri-energy"));
  EXPECT_EQ(codes(list_utilities(market(), get("commodity=gas&limit=200"))).size(), 48u);
  EXPECT_TRUE(codes(list_utilities(market(), get("zip=60614&state=TX"))).empty());
}

TEST(RestUtilities, SayWhatIsKnownOfTheZip) {
  EXPECT_THAT(list_utilities(market(), get("zip=60614")).body, HasSubstr(R"("zip":{"code":"60614","known":true,"state":"IL","codesWithoutUtility":[]})"));
  EXPECT_THAT(list_utilities(market(), get("zip=99501&commodity=electric")).body, HasSubstr(R"("known":false,"state":"AK")"));
  EXPECT_THAT(list_utilities(market(), get("state=IL")).body, Not(HasSubstr("\"zip\"")));
}

TEST(RestUtilities, ArePagedByCursor) {
  std::vector<std::string> all;
  std::string cursor;
  for (int pages = 0; pages < 10; ++pages) {
    const auto response = list_utilities(market(), get("limit=40" + (cursor.empty() ? "" : "&cursor=" + cursor)));
    for (const std::string& code : codes(response)) all.push_back(code);
    cursor = next_cursor(response);
    if (cursor.empty()) break;
  }
  EXPECT_EQ(all.size(), 111u);
  EXPECT_EQ(codes(list_utilities(market(), get(""))).size(), 50u);
}

TEST(RestUtilities, WrongParametersAreRefusedByName) {
  for (const char* query : {"zip=6061", "zip=abcde", "state=Ohio", "commodity=water", "limit=0", "limit=201", "limit=x", "colour=red", "zip=1&zip=2", "state="}) {
    const auto response = list_utilities(market(), get(query));
    EXPECT_EQ(response.status, 400) << query;
    EXPECT_EQ(response.content_type, "application/problem+json") << query;
  }
}

TEST(RestUtilities, OneHasItsRateClassesAndItsNumberInWords) {
  const auto response = get_utility(market(), get("", {"pseg"}));
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr(R"("words":"PE and 18 digits")"));
  EXPECT_THAT(response.body, HasSubstr(R"("rateClasses":[{"code":"GLP")"));
  EXPECT_EQ(get_utility(market(), get("", {"gotham"})).status, 404);
  EXPECT_EQ(get_utility(market(), get("x=1", {"pseg"})).status, 400);
}

http::Response check(std::string utility, std::string body) {
  http::Request request = get("", {std::move(utility)});
  request.method = http::Method::post;
  request.body = std::move(body);
  return check_account_number_route(market(), request);
}

TEST(RestAccountNumber, TheVerdictIsInTheAnswer) {
  const auto valid = check("comed", R"({"accountNumber":"214-598-3017"})");
  EXPECT_EQ(valid.status, 200);
  EXPECT_EQ(valid.body, R"({"verdict":"valid","normalized":"2145983017","kind":"account number","errors":[],"hints":[]})");
  EXPECT_THAT(check("pseg", R"({"accountNumber":"PG000000001234567890"})").body, HasSubstr(R"("verdict":"invalid")"));
  EXPECT_THAT(check("comed", R"({"accountNumber":""})").body, HasSubstr("The account number is empty."));
}

TEST(RestIdentify, AnAccountNumberHasCandidatesAndIsNotSaidAgain) {
  const auto ask = [](std::string body) {
    http::Request request;
    request.body = std::move(body);
    return identify_utilities(market(), request);
  };
  const auto all = ask(R"({"accountNumber":"2145983017","commodity":"electric","state":"IL"})");
  EXPECT_EQ(all.status, 200) << all.body;
  EXPECT_THAT(all.body, HasSubstr(R"({"utility":"comed","name":")"));
  EXPECT_THAT(all.body, HasSubstr(R"("verdict":"valid")"));
  EXPECT_EQ(all.body.find("2145983017"), std::string::npos);
  EXPECT_EQ(all.body.find("\"invalid\""), std::string::npos);
  EXPECT_EQ(ask(R"({"accountNumber":"2145983017","state":"Illinois"})").status, 422);
  EXPECT_EQ(ask(R"({"accountNumber":""})").status, 422);
  EXPECT_EQ(ask(R"({"accountNumber":"1","utility":"comed"})").status, 422);
}
TEST(RestAccountNumber, AWrongBodyIsRefusedByField) {
  EXPECT_EQ(check("gotham", R"({"accountNumber":"1"})").status, 404);
  EXPECT_EQ(check("comed", "{").status, 400);
  for (const char* body : {"{}", R"({"accountNumber":1})", R"({"accountNumber":"1","x":2})", R"([])"}) EXPECT_EQ(check("comed", body).status, 422) << body;
}

TEST(RestSuppliers, AreListedAndFiltered) {
  const auto all = list_suppliers(market(), get(""));
  EXPECT_EQ(codes(all).size(), 21u);
  EXPECT_THAT(all.body, HasSubstr(R"("code":"harborlight","name":"Harborlight Energy")"));
  EXPECT_THAT(codes(list_suppliers(market(), get("state=KY"))), ::testing::ElementsAre("bluestem-gas", "us-gas-electric"));
  EXPECT_EQ(list_suppliers(market(), get("state=1")).status, 400);
}

// Lets everyone in as a caller of Test.
class OpenDoor final : public access::Authenticator {
 public:
  [[nodiscard]] Result<access::Caller> authenticate(const http::Request&) const override { return caller_; }
  [[nodiscard]] http::Handler require(access::ScopeSet needed, access::CallerHandler handler) const override {
    EXPECT_EQ(needed, access::ScopeSet{});
    return [this, handler](const http::Request& request) { return handler(caller_, request); };
  }
  [[nodiscard]] http::Handler require_any(access::ScopeSet needed, access::CallerHandler handler) const override { return require(needed, std::move(handler)); }

 private:
  access::Caller caller_{.partner_id = access::PartnerId(Uuid{}), .application_id = access::ApplicationId(Uuid{}), .client_id = {},
                         .environment = EnvironmentName::test, .scopes = {}};
};

TEST(RestMarket, EveryRouteAsksTheMarketOfTheCallersEnvironment) {
  http::Router router;
  const OpenDoor door;
  const auto loaded = embedded_market();
  std::vector<EnvironmentName> asked;
  const auto market_of = [&](EnvironmentName environment) {
    asked.push_back(environment);
    return loaded;
  };
  add_market_routes(router, door, market_of);
  add_supplier_route(router, door, market_of, {});
  ASSERT_EQ(router.routes().size(), 5u);
  http::Request request;
  request.path_captures = {"comed"};
  for (const auto& route : router.routes()) EXPECT_LT(route->handler(request).status, 500) << route->pattern;
  EXPECT_EQ(asked, std::vector<EnvironmentName>(router.routes().size(), EnvironmentName::test));
}

}  // namespace
}  // namespace switchyard::market
