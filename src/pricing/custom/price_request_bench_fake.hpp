// A desk of price requests for tests: the bench of quotes, with offers sold from its database.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "pricing/custom/offer_line_source.hpp"
#include "pricing/custom/price_request_desk.hpp"
#include "pricing/custom/rest_price_requests.hpp"
#include "pricing/quotes/rest_quote_bench_fake.hpp"

namespace switchyard::pricing {

struct PriceRequestBench {
  explicit PriceRequestBench(Engine engine) : bench(engine) {}

  QuoteBench bench;

  [[nodiscard]] PriceRequestDesk desk() {
    PriceRequestDesk desk{.quotes = bench.desk()};
    desk.quotes.offers = [this](const SourceMoment& moment) -> std::unique_ptr<LineSource> {
      return std::make_unique<OfferLineSource>(*bench.sheets.database, moment, bench.sheets.market);
    };
    return desk;
  }

  using Route = http::Response (*)(const access::Caller&, const http::Request&, const PriceRequestDesk&);
  http::Response call(Route route, const std::string& body, const access::Caller& by, const std::vector<std::string>& captures = {}, const std::string& query = {}) {
    http::Request request = QuoteBench::request("/v1/price-requests", body, captures);
    request.query = query;
    return route(by, request, desk());
  }
  [[nodiscard]] static access::Caller partner(int number = 1) { return QuoteBench::caller(number); }
  [[nodiscard]] static access::Caller desk_operator() { return QuoteBench::caller(9, kOperatorScopes); }

  // Two sites of ComEd, two suppliers, due at 20:00 of the bench's day, which begins at 15:00.
  [[nodiscard]] static std::string request_body(const std::string& more = "") {
    return R"({"customerName":"Lincoln Park Bread LLC","commodity":"electric","sites":[)"
           R"({"siteId":"bakery","utility":"comed","rateClass":"Small Load","annualUsage":"60000","capacityTag":"41.5","startMonth":"2027-01"},)"
           R"({"siteId":"shop","utility":"comed","annualUsage":"21.6","usageUnit":"MWh","startMonth":"2027-01"}],)"
           R"("products":["Fixed"],"termMonths":[12,24],"suppliers":["prairie-crown","harborlight"],"due":"2026-11-24T20:00:00Z")" + more + "}";
  }
  // One fixed leg over 24 months, valid from 15:00 to 22:00.
  [[nodiscard]] static std::string offer_body(const std::string& price = R"("price":"0.0595",)", const std::string& more = "", const std::string& kind = "executable") {
    return R"({"supplier":"prairie-crown","kind":")" + kind + R"(","priceUnit":"$/kWh","schedule":{"termMonths":24,"startMonth":"2027-01","legs":[)"
           R"({"kind":"fixed","fromMonth":1,"months":24,)" + price + R"("components":[{"name":"capacity","treatment":"fixed"}]}]},)"
           R"("validFrom":"2026-11-24T15:00:00Z","validUntil":"2026-11-24T22:00:00Z")" + more + "}";
  }

  std::string created(const std::string& more = "") { return member(call(create_price_request_route, request_body(more), partner()), "id"); }
  std::string sent(const std::string& more = "") {
    const std::string id = created(more);
    EXPECT_EQ(member(call(send_price_request_route, "", partner(), {id}), "status"), "sent");
    return id;
  }
  http::Response offer(const std::string& id, const std::string& body) { return call(add_price_offer_route, body, desk_operator(), {id}); }
  http::Response get(const std::string& id, const access::Caller& by) { return call(get_price_request_route, "", by, {id}); }
  http::Response act(Route route, const std::string& id, const std::string& offer_id) {
    return call(route, R"({"reason":"A test."})", desk_operator(), {id, offer_id});
  }
  http::Response quote(const std::string& line, const access::Caller& by = partner()) {
    return create_quote_route(by, QuoteBench::request("/v1/quotes", R"({"lines":[)" + line + "]}"), desk().quotes);
  }
};

}  // namespace switchyard::pricing
