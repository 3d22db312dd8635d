#include "pricing/portfolio/rest_price_searches.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "ports/clock_fake.hpp"
#include "pricing/book/market_fake.hpp"
#include "pricing/book/reading_fake.hpp"

namespace switchyard::pricing {
namespace {

using access::Scope;
using access::ScopeSet;

constexpr ScopeSet kTotal{Scope::prices_total};
constexpr ScopeSet kStack{Scope::prices_total, Scope::prices_stack};

Uuid uuid_of(std::uint8_t last) {
  Uuid uuid;
  uuid.bytes[6] = 0x70;
  uuid.bytes[8] = 0x80;
  uuid.bytes[15] = last;
  return uuid;
}

class PriceSearchesRoute : public testing::Test {
 protected:
  PriceSearchesRoute() {
    books_.swap(book_of({{.rate_class = "GS-1", .zone = "CHI", .product = "Fixed", .band = band(0, 75, EnergyUnit::mwh), .price = 61'200},
                         {.rate_class = "GS-1", .zone = "CHI", .product = "Fixed", .band = band(75, 150, EnergyUnit::mwh), .price = 60'200},
                         {.utility = "coh", .band = band(0, 500, EnergyUnit::mcf), .price = 419'000, .decimals = 4, .unit = EnergyUnit::ccf, .commodity = Commodity::gas}},
                        *market_));
  }

  http::Response post(std::string body, ScopeSet scopes = kStack) const {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/v1/price-searches";
    request.body = std::move(body);
    const access::Caller caller{.partner_id = access::PartnerId(uuid_of(1)), .application_id = access::ApplicationId(uuid_of(2)), .client_id = "client",
                                .environment = EnvironmentName::test, .scopes = scopes};
    return answer_price_search(caller, request, desk_);
  }

  void expect_refused(const std::string& body, const std::string& pointer, const std::string& code, int status = 422, ScopeSet scopes = kStack) const {
    const http::Response response = post(body, scopes);
    EXPECT_EQ(response.status, status) << body << "\n" << response.body;
    EXPECT_NE(response.body.find("\"" + pointer + "\""), std::string::npos) << body << "\n" << response.body;
    EXPECT_NE(response.body.find("\"" + code + "\""), std::string::npos) << body << "\n" << response.body;
  }

  static std::string of_site(const std::string& members, const std::string& more = R"("startMonth":"2026-03")") {
    return fmt::format(R"({{"sites":[{{"siteId":"A","commodity":"electric",{}}}],{}}})", members, more);
  }

  FixedClock clock_{on_sale_instant()};
  std::shared_ptr<FakeMarket> market_ = small_market();
  RateBooks books_;
  PriceDesk desk_{.books = books_, .market = [this] { return market_; }, .clock = clock_, .refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value()};
};

// money.md section 8.1: two meters of 38,400 and 21,600 kWh at a base of 0.06120 and 5 mils.
TEST_F(PriceSearchesRoute, TwoMetersAreOneContractOfSixtyThousandKilowattHours) {
  const http::Response answer = post(R"({"sites":[{"siteId":"A","commodity":"electric","utility":"comed","annualUsage":"38400"},
      {"siteId":"B","commodity":"electric","zip":"60601","annualUsage":"21.6","usageUnit":"MWh"}],
      "startMonth":"2026-03","termMonths":[12],"margin":{"electric":"0.005"}})");
  ASSERT_EQ(answer.status, 200) << answer.body;
  for (const char* part : {R"("blended":{"price":"0.06620","priceUnit":"$/kWh","estimatedAnnualCost":"3972.00","difference":"0.00"})", R"("complete":true)",
                           R"("bandedUsage":"60000")", R"("basePrice":"0.06120")", R"("margin":"0.00500")", R"("unpriced":[])", R"("estimatedTermCost":"3972.00")"}) {
    EXPECT_NE(answer.body.find(part), std::string::npos) << part << "\n" << answer.body;
  }
}

TEST_F(PriceSearchesRoute, TheSumOfTheSitesChoosesTheBand) {
  const http::Response answer = post(R"({"sites":[{"siteId":"A","commodity":"electric","utility":"comed","annualUsage":"40000"},
      {"siteId":"B","commodity":"electric","utility":"comed","annualUsage":"40000"}],"startMonth":"2026-03"})");
  EXPECT_NE(answer.body.find(R"("price":"0.06020")"), std::string::npos) << answer.body;
}

TEST_F(PriceSearchesRoute, ASiteThatTwoUtilitiesMayServeComesBackUnpriced) {
  const http::Response answer = post(of_site(R"("zip":"07001","annualUsage":"1000")"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_NE(answer.body.find(R"("open":[{"siteId":"A","utilityCandidates":[{"code":)"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find(R"("offers":[])"), std::string::npos);
}

TEST_F(PriceSearchesRoute, ACallerOfTotalsSeesNeitherBaseNorMargin) {
  const http::Response answer = post(of_site(R"("utility":"comed","annualUsage":"1000")"), kTotal);
  EXPECT_EQ(answer.status, 200);
  EXPECT_NE(answer.body.find(R"("price":"0.06120")"), std::string::npos);
  for (const char* hidden : {"basePrice", "\"margin\"", "transfer", "houseFee"}) EXPECT_EQ(answer.body.find(hidden), std::string::npos) << hidden;
  expect_refused(of_site(R"("utility":"comed","annualUsage":"1000")", R"("startMonth":"2026-03","margin":{"electric":"0"})"), "/margin", "scope_missing", 403, kTotal);
}

TEST_F(PriceSearchesRoute, EveryMistakeIsNamedByItsPlace) {
  expect_refused(R"({"sites":[]})", "/sites", "wrong_count");
  expect_refused(of_site(R"("annualUsage":"1000")"), "/sites/0/utility", "missing");
  expect_refused(of_site(R"("utility":"nowhere","annualUsage":"1000")"), "/sites/0/utility", "utility_unknown");
  expect_refused(of_site(R"("utility":"coh","annualUsage":"1000")"), "/sites/0/utility", "utility_commodity_mismatch");
  expect_refused(of_site(R"("zip":"6060","annualUsage":"1000")"), "/sites/0/zip", "invalid_zip");
  expect_refused(of_site(R"("zip":"00000","annualUsage":"1000")"), "/sites/0/zip", "zip_unknown");
  expect_refused(of_site(R"("zip":"99999","annualUsage":"1000")"), "/sites/0/zip", "zip_not_served");
  expect_refused(of_site(R"("utility":"comed","annualUsage":"-1")"), "/sites/0/annualUsage", "negative_amount");
  expect_refused(of_site(R"("utility":"comed","annualUsage":"1000","usageUnit":"therm")"), "/sites/0/usageUnit", "unit_mismatch");
  expect_refused(of_site(R"("utility":"comed","annualUsage":"1000")", R"("limit":1)"), "/sites/0/startMonth", "missing");
  expect_refused(of_site(R"("utility":"comed","annualUsage":"1000")", R"("startMonth":"2026-03","endMonth":"2026-03")"), "/sites/0/startMonth", "out_of_range");
  expect_refused(of_site(R"("utility":"comed","annualUsage":"1000")", R"("startMonth":"2026-03","endMonth":"2027-03","termMonths":[12])"), "/termMonths", "conflict");
  expect_refused(of_site(R"("utility":"comed","annualUsage":"1000")", R"("startMonth":"2026-03","termMonths":["12"])"), "/termMonths", "out_of_range");
  expect_refused(of_site(R"("utility":"comed","annualUsage":"1000")", R"("startMonth":"2026-03","suppliers":["nobody"])"), "/suppliers", "supplier_unknown");
  expect_refused(of_site(R"("utility":"comed","annualUsage":"1000")", R"("startMonth":"2026-03","margin":{"electric":"0.0000001"})"), "/margin/electric", "invalid_decimal");
  expect_refused(of_site(R"("utility":"comed","annualUsage":"1000","colour":"red")"), "/sites/0/colour", "unknown_member");
  expect_refused(R"({"startMonth":"2026-03","sites":[{"siteId":"A","commodity":"electric","utility":"comed","annualUsage":"1"},
      {"siteId":"A","commodity":"electric","utility":"comed","annualUsage":"1"}]})", "/sites/1/siteId", "repeated");
}

TEST_F(PriceSearchesRoute, AThousandSitesAreTakenAndNoMore) {
  const auto of = [](int count) {
    std::string sites;
    for (int i = 0; i < count; ++i) {
      sites += fmt::format(R"({}{{"siteId":"{}","commodity":"electric","utility":"comed","annualUsage":"10"}})", i == 0 ? "" : ",", i);
    }
    return R"({"startMonth":"2026-03","sites":[)" + sites + "]}";
  };
  EXPECT_EQ(post(of(1'000)).status, 200);
  expect_refused(of(1'001), "/sites", "wrong_count");
}

}  // namespace
}  // namespace switchyard::pricing
