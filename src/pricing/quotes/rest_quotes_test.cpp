#include "pricing/quotes/rest_quotes.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "pricing/quotes/rest_quote_bench_fake.hpp"
#include "pricing/resolve_rate.hpp"

namespace switchyard::pricing {
namespace {

class RestQuotes : public ::testing::Test {
 protected:
  QuoteBench bench{Engine::sqlite};
  const std::string sheet = bench.import(PrairieFile{});
  // ComEd, to 100,000 kWh, December, 12 months at 0.06000; 24 months at 0.06100; and from 100,000 to 250,000 kWh at 0.06004.
  const std::string year = QuoteBench::rate(sheet, 0);
  const std::string two_years = QuoteBench::rate(sheet, 1);
  const std::string large = QuoteBench::rate(sheet, 8);

  static std::string line(const std::string& rate, const std::string& usage, const std::string& more = "") {
    return fmt::format("{{\"rateId\":\"{}\",\"annualUsage\":\"{}\"{}}}", rate, usage, more);
  }
  static std::string body(const std::string& lines, const std::string& more = "") { return fmt::format("{{\"lines\":[{}]{}}}", lines, more); }
  // "status code pointer code…"
  static std::string refusal(const http::Response& response) {
    std::string text = fmt::format("{} {}", response.status, member(response, "code"));
    const auto parsed = http::parse_json(response.body);
    if (const auto* errors = parsed->find("errors"); errors != nullptr) {
      for (const auto& error : errors->items) text += fmt::format(" {} {}", error.find("pointer")->text, error.find("code")->text);
    }
    return text;
  }
};

TEST_F(RestQuotes, AQuoteFreezesPriceCostsAndExpiry) {
  const auto made = bench.create(body(line(year, "60000", ",\"margin\":\"0.005\",\"agentMargin\":\"0.0012\",\"siteReference\":\"bakery\""),
                                      ",\"customerName\":\"Lincoln Park Bread LLC\",\"yourReference\":\"deal-7\""));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(member(made, "status"), "open");
  EXPECT_EQ(member(made, "version"), "1");
  EXPECT_EQ(member(made, "expiresAt"), "2026-11-24T23:00:00Z");
  EXPECT_EQ(member(made, "createdAt"), "2026-11-24T15:00:00Z");
  EXPECT_EQ(member(made, "lines.0.rateId"), year);
  EXPECT_EQ(member(made, "lines.0.utility"), "comed");
  EXPECT_EQ(member(made, "lines.0.startMonth"), "2026-12");
  EXPECT_EQ(member(made, "lines.0.price"), "0.06620");
  EXPECT_EQ(member(made, "lines.0.basePrice"), "0.06000");
  EXPECT_EQ(member(made, "lines.0.margin"), "0.00620");
  EXPECT_EQ(member(made, "lines.0.agentMargin"), "0.00120");
  EXPECT_EQ(member(made, "lines.0.priceUnit"), "$/kWh");
  EXPECT_EQ(member(made, "lines.0.estimatedAnnualCost"), "3972.00");
  EXPECT_EQ(member(made, "lines.0.estimatedTermCost"), "3972.00");
  EXPECT_EQ(member(made, "lines.0.usageBand.maxExclusive"), "100000");
  EXPECT_EQ(member(made, "hash").size(), 64u);
  const auto read = bench.get(member(made, "id"));
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(read.body, made.body);
  EXPECT_EQ(bench.events(), "quote.created");
}

TEST_F(RestQuotes, EachCallerSeesItsPartOfTheStackAndNobodyOutsideTheHouseFee) {
  class Terms final : public PriceTerms {
    [[nodiscard]] SellingTerms of(const TermsQuestion&, Instant) const override {
      return {.margin = {.max_micros = 50'000}, .house_fee_micros = 1'370, .agent_code = "AGENT-77"};
    }
  };
  bench.rules.terms = std::make_shared<Terms>();
  const auto made = bench.create(body(line(year, "60000", ",\"margin\":\"0.005\"")));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(member(made, "lines.0.price"), "0.06637");
  EXPECT_EQ(member(made, "lines.0.basePrice"), "0.06137");
  const std::string id = member(made, "id");
  const auto has = [](const http::Response& response, std::string_view text) { return response.body.find(text) != std::string::npos; };
  for (const std::string& query : {std::string(), std::string("include=canonical")}) {
    for (const char* hidden : {"0.00137", "0.06000", "0.060000", "AGENT-77", "sealed\"", "source\"", "nonce", "prairie.csv"}) {
      EXPECT_FALSE(has(bench.get(id, QuoteBench::caller(), query), hidden)) << hidden;
    }
    for (const char* hidden : {"0.06137", "margin", "grossUp", "0.00500"}) {
      EXPECT_FALSE(has(bench.get(id, QuoteBench::caller(1, kTotalScopes), query), hidden)) << hidden;
    }
  }
  const auto operators = bench.get(id, QuoteBench::caller(9, kOperatorScopes));
  EXPECT_EQ(member(operators, "partnerId"), QuoteBench::caller().partner_id.text());
  EXPECT_EQ(member(operators, "lines.0.source.cell"), "H2");
  EXPECT_EQ(member(operators, "lines.0.source.houseFee"), "0.00137");
  EXPECT_EQ(member(operators, "lines.0.sealed.agentCode"), "AGENT-77");
}

TEST_F(RestQuotes, AMarginIsForWhoMaySeeTheStack) {
  const auto total = QuoteBench::caller(1, kTotalScopes);
  EXPECT_EQ(refusal(bench.create(body(line(year, "60000", ",\"margin\":\"0.005\"") + "," + line(year, "60000") + "," + line(year, "60000", ",\"agentMargin\":\"0.001\"")), total)),
            "403 scope_missing /lines/0/margin scope_missing /lines/2/agentMargin scope_missing");
  EXPECT_EQ(bench.create(body(line(year, "60000")), total).status, 201);
}

TEST_F(RestQuotes, AnotherPartnersQuoteIsNotThere) {
  const std::string id = bench.quoted({year});
  const auto other = QuoteBench::caller(2);
  EXPECT_EQ(bench.get(id, other).status, 404);
  EXPECT_EQ(member(bench.get(id, other), "code"), "quote_not_found");
  EXPECT_EQ(bench.act(reprice_quote_route, id, "{}", other).status, 404);
  EXPECT_EQ(bench.act(withdraw_quote_route, id, "{}", other).status, 404);
  EXPECT_EQ(bench.act(select_quote_route, id, "{\"lineIds\":[\"" + bench.stored(id).lines[0].id.text() + "\"]}", other).status, 404);
  EXPECT_EQ(bench.act(compare_quote_route, id, "", other).status, 404);
  EXPECT_EQ(bench.list("", other).body, "{\"items\":[],\"nextCursor\":null}");
  // An operator reads it and may not change it.
  EXPECT_EQ(bench.act(withdraw_quote_route, id, "{}", QuoteBench::caller(9, kOperatorScopes)).status, 404);
  EXPECT_EQ(bench.stored(id).state, QuoteState::open);
  EXPECT_EQ(bench.get("quo_1").status, 404);
}

TEST_F(RestQuotes, WhatCannotBeSoldNowIsRefusedByLine) {
  const std::string unknown = QuoteBench::rate(SheetId(Uuid{}).text(), 0);
  const auto refused = [&](const std::string& rate) { return refusal(bench.create(body(line(rate, "60000", ",\"margin\":\"0.005\"")))); };
  EXPECT_EQ(refused("rat_1"), "422 rate_id_invalid /lines/0/rateId rate_id_invalid");
  EXPECT_EQ(refused(unknown), "422 rate_not_found /lines/0/rateId rate_not_found");
  EXPECT_EQ(refused(QuoteBench::rate(sheet, 9'999)), "422 rate_not_found /lines/0/rateId rate_not_found");
  EXPECT_EQ(refusal(bench.create("{\"lines\":[{\"offerId\":\"off_1\",\"annualUsage\":\"1\"}]}")), "422 offer_not_found /lines/0/offerId offer_not_found");
  bench.sheets.clock.set(*Instant::parse("2026-11-24T23:00:00Z"));
  EXPECT_EQ(refused(year), "422 rate_not_sellable /lines/0/rateId rate_not_sellable");
  bench.refresh();
  EXPECT_EQ(refused(year), "422 rate_not_sellable /lines/0/rateId rate_not_sellable");
}

TEST_F(RestQuotes, StopsAndEntitlementsHoldBack) {
  const std::string asked = body(line(year, "60000", ",\"margin\":\"0.005\""));
  bench.rules.stops = PriceStops({{.id = PriceStopId(Uuid{}), .utility = "comed", .from = *Instant::parse("2026-11-24T14:00:00Z")}});
  EXPECT_EQ(refusal(bench.create(asked)), "422 price_stopped /lines/0/rateId price_stopped");
  class Nobody final : public PriceTerms {
    [[nodiscard]] SellingTerms of(const TermsQuestion& question, Instant) const override { return {.is_entitled = question.state != "IL"}; }
  };
  bench.rules = {.terms = std::make_shared<Nobody>()};
  EXPECT_EQ(refusal(bench.create(asked)), "422 not_entitled /lines/0/rateId not_entitled");
  EXPECT_EQ(bench.events(), "");
}

TEST_F(RestQuotes, AWithdrawnSheetIsNotQuotedThroughANodeThatHasNotHeard) {
  const auto asked = body(line(year, "60000", ",\"margin\":\"0.005\""));
  (void)bench.sheets.act(SheetAction::withdraw, sheet);  // The book in memory still sells it.
  ASSERT_TRUE(is_sold(*bench.books.current(), *RateId::parse(year), bench.sheets.clock.now()));
  EXPECT_EQ(refusal(bench.create(asked)), "422 rate_not_found /lines/0/rateId rate_not_found");
}

TEST_F(RestQuotes, ABookThatKeepsMovingIsSaidSo) {
  QuoteDesk desk = bench.desk();
  desk.fresh_book = desk.book;  // Never catches up.
  (void)bench.sheets.act(SheetAction::withdraw, sheet);
  const auto response = create_quote_route(QuoteBench::caller(), QuoteBench::request("/v1/quotes", body(line(year, "60000", ",\"margin\":\"0.005\""))), desk);
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(member(response, "code"), "rate_book_moving");
}

TEST_F(RestQuotes, BandsAreHeldAgainstTheContractsAggregate) {
  const auto site = [](const std::string& name) { return ",\"margin\":\"0.005\",\"siteReference\":\"" + name + "\""; };
  // 60,000 + 60,000 kWh of two sites are beyond the first band.
  const auto refused = bench.create(body(line(year, "60000", site("a")) + "," + line(year, "60000", site("b"))));
  EXPECT_EQ(refusal(refused), "422 band_mismatch /lines/0/annualUsage band_mismatch /lines/1/annualUsage band_mismatch");
  EXPECT_EQ(member(refused, "errors.0.detail"),
            "The rate is for a contract of 0 to 100000 kWh, and this contract's aggregate with the supplier is 120000 kWh.");
  EXPECT_EQ(bench.create(body(line(large, "60000", site("a")) + "," + line(large, "60000", site("b")))).status, 201);
  // Two offers for one site are no more usage than one.
  EXPECT_EQ(bench.create(body(line(year, "60000", site("a")) + "," + line(two_years, "60000", site("a")))).status, 201);
  EXPECT_EQ(refusal(bench.create(body(line(year, "60000", site("a")) + "," + line(two_years, "50000", site("a"))))),
            "422 site_usage_differs /lines/1/annualUsage site_usage_differs");
  // The contract is more than these lines.
  const auto stated = bench.create(body(line(large, "60000", site("a")), ",\"aggregateUsage\":\"180\",\"aggregateUnit\":\"MWh\""));
  ASSERT_EQ(stated.status, 201) << stated.body;
  EXPECT_EQ(member(stated, "lines.0.aggregateUsage"), "180000");
  EXPECT_EQ(member(stated, "lines.0.aggregateStated"), "true");
  EXPECT_EQ(refusal(bench.create(body(line(year, "60000", site("a")), ",\"aggregateUsage\":\"59999\""))), "422 aggregate_too_small /aggregateUsage aggregate_too_small");
  EXPECT_EQ(refusal(bench.create(body(line(year, "60000", site("a")), ",\"aggregateUsage\":\"7\",\"aggregateUnit\":\"therm\""))), "422 unit_mismatch /aggregateUnit unit_mismatch");
}

TEST_F(RestQuotes, EveryMistakeOfABodyNamesItsMember) {
  const auto refused = [&](const std::string& text) { return refusal(bench.create(text)); };
  EXPECT_EQ(refused("{}"), "422 invalid_fields /lines missing");
  EXPECT_EQ(refused("{\"lines\":[]}"), "422 invalid_fields /lines wrong_count");
  EXPECT_EQ(refused(body("{\"annualUsage\":\"1\"}")), "422 invalid_fields /lines/0/rateId missing");
  EXPECT_EQ(refused(body("{\"rateId\":\"a\",\"offerId\":\"b\",\"annualUsage\":\"1\"}")), "422 invalid_fields /lines/0/offerId conflict");
  EXPECT_EQ(refused(body(line(year, "1", ",\"asOf\":\"2026-01-01T00:00:00Z\""))), "422 invalid_fields /lines/0/asOf unknown_member");
  EXPECT_EQ(refused(body(line(year, "1", ",\"margin\":0.005"))), "422 invalid_fields /lines/0/margin wrong_type");
  EXPECT_EQ(refused(body(line(year, "1", ",\"margin\":\"0.0000001\""))), "422 invalid_fields /lines/0/margin invalid_decimal");
  EXPECT_EQ(refused(body(line(year, "1", ",\"margin\":\"1000.000001\""))), "422 invalid_fields /lines/0/margin out_of_range");
  EXPECT_EQ(refused(body(line(year, "0", ",\"margin\":\"0.005\""))), "422 out_of_range /lines/0/annualUsage out_of_range");
  EXPECT_EQ(refused(body(line(year, "-1", ",\"margin\":\"0.005\""))), "422 negative_amount /lines/0/annualUsage negative_amount");
  EXPECT_EQ(refused(body(line(year, "1000000000001", ",\"margin\":\"0.005\""))), "422 out_of_range /lines/0/annualUsage out_of_range");
  EXPECT_EQ(refused(body(line(year, "1", ",\"margin\":\"0.005\",\"usageUnit\":\"therm\""))), "422 unit_mismatch /lines/0/usageUnit unit_mismatch");
  EXPECT_EQ(refused(body(line(year, "1", ",\"margin\":\"0.005\",\"startMonth\":\"2027-01\""))), "422 start_not_offered /lines/0/startMonth start_not_offered");
  EXPECT_EQ(refused(body(line(year, "1", ",\"margin\":\"0.051\""))), "422 margin_out_of_policy /lines/0/margin margin_out_of_policy");
  EXPECT_EQ(refused(body(line(year, "1", ",\"margin\":\"0.051\"") + "," + line("rat_1", "1"))),
            "422 quote_lines_refused /lines/0/margin margin_out_of_policy /lines/1/rateId rate_id_invalid");
  EXPECT_EQ(refused(body(line(year, "1"), ",\"yourReference\":\"" + std::string(65, 'r') + "\"")), "422 invalid_fields /yourReference too_long");
  EXPECT_EQ(refused(body(line(year, "1"), ",\"aggregateUnit\":\"kWh\"")), "422 invalid_fields /aggregateUsage missing");
  http::Request with_query = QuoteBench::request("/v1/quotes", body(line(year, "1")));
  with_query.query = "asOf=2026-01-01T00:00:00Z";
  EXPECT_EQ(member(create_quote_route(QuoteBench::caller(), with_query, bench.desk()), "code"), "unknown_parameter");
}

TEST_F(RestQuotes, TakesAThousandLinesAndNotOneMore) {
  std::string lines;
  for (int i = 0; i < 1'000; ++i) lines += (i == 0 ? "" : ",") + line(year, "60", ",\"margin\":\"0.005\",\"siteReference\":\"" + std::to_string(i) + "\"");
  const auto made = bench.create(body(lines));
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(member(made, "lines.999.aggregateUsage"), "60000");
  EXPECT_EQ(refusal(bench.create(body(lines + "," + line(year, "60")))), "422 invalid_fields /lines wrong_count");
}

TEST_F(RestQuotes, AnIdempotencyKeyGetsTheFirstQuoteAgain) {
  const auto post = [&](const std::string& usage) {
    http::Request request = QuoteBench::request("/v1/quotes", body(line(year, usage, ",\"margin\":\"0.005\"")));
    request.headers.emplace_back("idempotency-key", "first");
    return create_quote_route(QuoteBench::caller(), request, bench.desk());
  };
  const auto first = post("60000");
  ASSERT_EQ(first.status, 201);
  (void)bench.sheets.act(SheetAction::withdraw, sheet);  // Also where the rate is not sold any more.
  const auto again = post("60000");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.headers.back(), (std::pair<std::string, std::string>("idempotency-replayed", "true")));
  EXPECT_EQ(refusal(post("60001")), "422 idempotency_key_reused");
  EXPECT_EQ(bench.sheets.count("SELECT COUNT(*) FROM quotes"), 1);
  EXPECT_EQ(bench.events(), "quote.created");
}

TEST_F(RestQuotes, AReferenceIsOfOneQuoteOfTheApplication) {
  const std::string asked = body(line(year, "60000", ",\"margin\":\"0.005\""), ",\"yourReference\":\"deal-7\"");
  EXPECT_EQ(bench.create(asked).status, 201);
  EXPECT_EQ(refusal(bench.create(asked)), "409 your_reference_taken /yourReference your_reference_taken");
  EXPECT_EQ(bench.create(asked, QuoteBench::caller(2)).status, 201);
}

TEST_F(RestQuotes, TheListFiltersAndPages) {
  const auto ids = [&](const std::string& query) {
    std::string all;
    const auto parsed = http::parse_json(bench.list(query).body);
    for (const auto& item : parsed->find("items")->items) all += (all.empty() ? "" : " ") + item.find("id")->text;
    return all;
  };
  const std::string first = bench.quoted({year});
  bench.sheets.clock.advance(Duration::minutes(1));
  const std::string second = member(bench.create(body(line(year, "60000", ",\"margin\":\"0.005\""), ",\"yourReference\":\"deal-7\"")), "id");
  EXPECT_EQ(ids(""), second + " " + first);
  EXPECT_EQ(ids("limit=1"), second);
  EXPECT_EQ(member(bench.list("limit=1"), "nextCursor"), second);
  EXPECT_EQ(ids("cursor=" + second), first);
  EXPECT_EQ(ids("yourReference=deal-7"), second);
  EXPECT_EQ(ids("createdFrom=2026-11-24T15:01:00Z"), second);
  EXPECT_EQ(ids("createdTo=2026-11-24T15:01:00Z"), first);
  EXPECT_EQ(ids("status=open"), second + " " + first);
  bench.sheets.clock.set(*Instant::parse("2026-11-24T23:00:00Z"));
  EXPECT_EQ(ids("status=open"), "");
  EXPECT_EQ(ids("status=expired"), second + " " + first);
  for (const char* wrong : {"status=sold", "limit=0", "limit=201", "cursor=x", "createdFrom=yesterday", "colour=red"}) EXPECT_EQ(bench.list(wrong).status, 400) << wrong;
}

TEST_F(RestQuotes, SelectingTakesOneOfferASiteWhoseBandsStillHold) {
  const auto site = [](const std::string& name) { return ",\"margin\":\"0.005\",\"siteReference\":\"" + name + "\""; };
  const auto made = bench.create(body(line(large, "60000", site("a")) + "," + line(large, "60000", site("b")) + "," + line(QuoteBench::rate(sheet, 9), "60000", site("b"))));
  const std::string id = member(made, "id");
  const auto chosen = [&](const std::vector<int>& lines) {
    std::string ids;
    for (const int number : lines) ids += fmt::format("{}\"{}\"", ids.empty() ? "" : ",", member(made, fmt::format("lines.{}.id", number)));
    return bench.act(select_quote_route, id, "{\"lineIds\":[" + ids + "]}");
  };
  EXPECT_EQ(refusal(chosen({1, 2, 0})), "422 site_selected_twice /lineIds/1 site_selected_twice");
  EXPECT_EQ(refusal(chosen({0})), "422 band_mismatch /lineIds/0 band_mismatch");  // Alone it is 60,000 kWh.
  EXPECT_EQ(refusal(bench.act(select_quote_route, id, "{\"lineIds\":[\"" + QuoteLineId(Uuid{}).text() + "\"]}")), "422 quote_line_unknown /lineIds/0 quote_line_unknown");
  EXPECT_EQ(refusal(bench.act(select_quote_route, id, "{\"lineIds\":[]}")), "422 invalid_fields /lineIds wrong_count");
  const auto done = chosen({0, 2});
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(member(done, "status"), "selected");
  EXPECT_EQ(member(done, "version"), "2");
  EXPECT_EQ(member(done, "lines.1.selected"), "false");
  EXPECT_EQ(member(bench.get(id), "lines.2.selected"), "true");
  EXPECT_EQ(refusal(chosen({0, 1})), "409 quote_state_conflict");
  EXPECT_EQ(bench.events(), "quote.created quote.selected");
}

TEST_F(RestQuotes, AChangeMayNameTheVersionThatItIsOf) {
  const std::string id = bench.quoted({year});
  const std::string tag = [&] {
    for (const auto& [name, value] : bench.get(id).headers) if (name == "etag") return value;
    return std::string();
  }();
  EXPECT_EQ(tag, "\"1-open-s\"");
  http::Request request = QuoteBench::request("/v1/quotes/x/withdraw", "{\"reason\":\"no longer wanted\"}", {id});
  request.headers = {{"if-match", "\"9-open-s\""}};
  EXPECT_EQ(refusal(withdraw_quote_route(QuoteBench::caller(), request, bench.desk())), "412 precondition_failed");
  request.headers = {{"if-match", tag}};
  const auto done = withdraw_quote_route(QuoteBench::caller(), request, bench.desk());
  EXPECT_EQ(member(done, "status"), "withdrawn");
  EXPECT_EQ(member(done, "reason"), "no longer wanted");
  EXPECT_EQ(refusal(bench.act(withdraw_quote_route, id)), "409 quote_state_conflict");
  EXPECT_EQ(refusal(bench.act(reprice_quote_route, id)), "409 quote_state_conflict");
}

TEST_F(RestQuotes, RepricingFindsTheSameKeyInTheSheetOnSaleNow) {
  const std::string id = bench.quoted({year, two_years}, "40000");
  bench.sheets.clock.set(*Instant::parse("2026-11-25T15:00:00Z"));
  const std::string tomorrow = bench.import({.day = "11/25/2026", .until = "11/25/2026", .price_micros = 62'500});
  EXPECT_EQ(member(bench.get(id), "status"), "expired");
  const auto done = bench.act(reprice_quote_route, id, "{}");
  ASSERT_EQ(done.status, 201) << done.body;
  EXPECT_EQ(member(done, "status"), "open");
  EXPECT_EQ(member(done, "supersedes"), id);
  EXPECT_EQ(member(done, "customerName"), "Lincoln Park Bread LLC");
  EXPECT_EQ(member(done, "lines.0.rateId"), QuoteBench::rate(tomorrow, 0));
  EXPECT_EQ(member(done, "lines.0.price"), "0.06750");
  EXPECT_EQ(member(done, "lines.0.formerPrice"), "0.06500");
  EXPECT_EQ(member(done, "lines.0.priceDifference"), "0.00250");
  EXPECT_EQ(member(done, "lines.0.margin"), "0.00500");
  EXPECT_EQ(member(done, "lines.1.termMonths"), "24");
  EXPECT_EQ(member(done, "lines.0.formerLineId"), bench.stored(id).lines[0].id.text());
  EXPECT_EQ(member(done, "former.status"), "repriced");
  EXPECT_EQ(member(done, "former.lines.0.price"), "0.06500");
  EXPECT_EQ(member(bench.get(id), "supersededBy"), member(done, "id"));
  EXPECT_EQ(member(bench.get(id), "status"), "repriced");
  EXPECT_NE(member(done, "hash"), member(done, "former.hash"));
  EXPECT_EQ(refusal(bench.act(reprice_quote_route, id, "{}")), "409 quote_state_conflict");
  EXPECT_EQ(bench.events(), "quote.created quote.created quote.repriced");
}

TEST_F(RestQuotes, ALineThatNothingStandsInForKeepsTheQuoteFromBeingRepriced) {
  const std::string id = bench.quoted({year, QuoteBench::rate(sheet, 16)}, "40000");
  EXPECT_EQ(member(bench.get(id), "lines.1.utility"), "duke-oh");
  bench.sheets.clock.set(*Instant::parse("2026-11-25T15:00:00Z"));
  EXPECT_EQ(refusal(bench.act(reprice_quote_route, id)), "422 rate_gone /lines/0 rate_gone /lines/1 rate_gone");
  (void)bench.import({.day = "11/25/2026", .until = "11/25/2026", .other_utility = "DAYTON POWER AND LIGHT"});
  const auto refused = bench.act(reprice_quote_route, id);
  EXPECT_EQ(refusal(refused), "422 rate_gone /lines/1 rate_gone");
  EXPECT_EQ(member(refused, "errors.0.detail"), "No rate on sale has this line's key: the supplier sells nothing at this utility now.");
  EXPECT_EQ(bench.stored(id).state, QuoteState::open);
}

}  // namespace
}  // namespace switchyard::pricing
