#include <gtest/gtest.h>

#include <fmt/format.h>

#include "pricing/custom/price_request_bench_fake.hpp"
#include "pricing/quotes/quote_verification.hpp"

namespace switchyard::pricing {
namespace {

// A supplier's executable offer becomes a quote's line, and derives from the stored offer for ever.
class OfferQuote : public ::testing::Test, protected PriceRequestBench {
 protected:
  OfferQuote() : PriceRequestBench(Engine::sqlite) {}

  const std::string id = sent();

  std::string offered(const std::string& price = R"("price":"0.0595",)", const std::string& more = "", const std::string& kind = "executable") {
    return member(offer(id, offer_body(price, more, kind)), "id");
  }
  static std::string line(const std::string& offer_id, const std::string& site = "bakery", const std::string& usage = "60000", const std::string& more = "") {
    return fmt::format(R"({{"offerId":"{}","siteId":"{}","annualUsage":"{}"{}}})", offer_id, site, usage, more);
  }
  std::string refusal(const std::string& asked) {
    const auto response = quote(asked);
    return fmt::format("{} {} {}", response.status, member(response, "code"), member(response, "errors.0.pointer"));
  }
  QuoteVerdict verdict(const std::string& quote_id) {
    return verify_quote(*bench.sheets.database, bench.stored(quote_id), bench.sheets.digest, bench.sheets.layouts);
  }
};

TEST_F(OfferQuote, AnExecutableOfferIsQuotedAsARateIs) {
  const std::string offer_id = offered();
  const auto made = quote(line(offer_id, "bakery", "60000", R"(,"margin":"0.005")"));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(member(made, "lines.0.offerId"), offer_id);
  EXPECT_EQ(member(made, "lines.0.siteId"), "bakery");
  EXPECT_EQ(member(made, "lines.0.siteReference"), "bakery");
  EXPECT_EQ(member(made, "lines.0.rateId"), "null");
  EXPECT_EQ(member(made, "lines.0.price"), "0.06450");
  EXPECT_EQ(member(made, "lines.0.basePrice"), "0.05950");
  EXPECT_EQ(member(made, "lines.0.estimatedAnnualCost"), "3870.00");
  EXPECT_EQ(member(made, "lines.0.estimatedTermCost"), "7740.00");
  EXPECT_EQ(member(made, "lines.0.termMonths"), "24");
  EXPECT_EQ(member(made, "lines.0.startMonth"), "2027-01");
  EXPECT_EQ(member(made, "lines.0.utility"), "comed");
  EXPECT_EQ(member(made, "lines.0.state"), "IL");
  EXPECT_EQ(member(made, "expiresAt"), "2026-11-24T22:00:00Z");
  const QuoteVerdict held = verdict(member(made, "id"));
  EXPECT_TRUE(held.holds()) << fmt::format("{}", fmt::join(held.lines[0].faults, "; "));
}

TEST_F(OfferQuote, SitesHaveTheirOwnPricesAndUsages) {
  const std::string offer_id = offered("", R"(,"sites":[{"siteId":"shop","price":"0.0611"},{"siteId":"bakery","price":"0.0602"}])");
  const auto made = quote(line(offer_id) + "," + line(offer_id, "shop", "21600"));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(member(made, "lines.0.price"), "0.06020");
  EXPECT_EQ(member(made, "lines.1.price"), "0.06110");
  EXPECT_TRUE(verdict(member(made, "id")).holds());
  EXPECT_EQ(refusal(line(offer_id, "shop", "60000")), "422 offer_usage_differs /lines/0/annualUsage");
  EXPECT_EQ(refusal(line(offer_id, "barn")), "422 site_unknown /lines/0/siteId");
  EXPECT_EQ(refusal(fmt::format(R"({{"offerId":"{}","annualUsage":"60000"}})", offer_id)), "422 offer_site_needed /lines/0/siteId");
}

TEST_F(OfferQuote, WhatMayNotBeQuotedIsRefusedByItsCode) {
  EXPECT_EQ(refusal(line(offered(R"("price":"0.0595",)", "", "indicative"))), "422 offer_indicative /lines/0/offerId");
  const std::string offer_id = offered();
  EXPECT_EQ(member(quote(line(offer_id), partner(2)), "code"), "offer_not_found");
  EXPECT_EQ(act(hold_price_offer_route, id, offer_id).status, 200);
  EXPECT_EQ(refusal(line(offer_id)), "422 offer_held /lines/0/offerId");
  EXPECT_EQ(act(release_price_offer_route, id, offer_id).status, 200);
  EXPECT_EQ(quote(line(offer_id)).status, 201);
  bench.sheets.clock.set(*Instant::parse("2026-11-24T22:00:00Z"));
  EXPECT_EQ(refusal(line(offer_id)), "422 offer_expired /lines/0/offerId");
  bench.sheets.clock.set(*Instant::parse("2026-11-24T15:30:00Z"));
  EXPECT_EQ(act(withdraw_price_offer_route, id, offer_id).status, 200);
  EXPECT_EQ(refusal(line(offer_id)), "422 offer_withdrawn /lines/0/offerId");
  const std::string other = offered();
  EXPECT_EQ(call(withdraw_price_request_route, "", partner(), {id}).status, 200);
  EXPECT_EQ(refusal(line(other)), "422 price_request_withdrawn /lines/0/offerId");
}

TEST_F(OfferQuote, SchedulesOfMoreThanOneFixedPriceAreShownAndNotQuoted) {
  const std::string body = offer_body();
  std::string with_fee = body;
  with_fee.replace(with_fee.find("\"legs\""), 6, R"("monthlyFee":"9.95","legs")");
  EXPECT_EQ(refusal(line(member(offer(id, with_fee), "id"))), "422 offer_schedule_not_quotable /lines/0/offerId");
  std::string two_legs = body;
  two_legs.replace(two_legs.find("\"months\":24,\"price\""), 19, R"("months":12,"price":"0.0580"},{"kind":"fixed","fromMonth":13,"months":12,"price")");
  EXPECT_EQ(refusal(line(member(offer(id, two_legs), "id"))), "422 offer_schedule_not_quotable /lines/0/offerId");
}

TEST_F(OfferQuote, StopsAndEntitlementsHoldForOffersToo) {
  const std::string offer_id = offered();
  bench.rules.stops = PriceStops({PriceStop{.id = PriceStopId(Uuid{}), .supplier = "prairie-crown", .from = *Instant::parse("2026-11-24T15:00:00Z")}});
  EXPECT_EQ(refusal(line(offer_id)), "422 price_stopped /lines/0/offerId");
  bench.rules.stops = {};
  class Terms final : public PriceTerms {
    [[nodiscard]] SellingTerms of(const TermsQuestion&, Instant) const override { return {.is_entitled = false}; }
  };
  bench.rules.terms = std::make_shared<Terms>();
  EXPECT_EQ(refusal(line(offer_id)), "422 not_entitled /lines/0/offerId");
  EXPECT_EQ(member(call(get_price_offer_route, "", partner(), {id, offer_id}), "sites.0.entitled"), "false");
}

TEST_F(OfferQuote, ARepricedLineTakesTheOfferThatCameAfter) {
  const std::string first = offered();
  const std::string quote_id = member(quote(line(first)), "id");
  const std::string second = member(call(requote_price_offer_route, offer_body(R"("price":"0.0588",)"), desk_operator(), {id, first}), "id");
  EXPECT_EQ(refusal(line(first)), "422 offer_superseded /lines/0/offerId");
  const auto again = reprice_quote_route(partner(), QuoteBench::request("/v1/quotes/" + quote_id + "/reprice", "", {quote_id}), desk().quotes);
  ASSERT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(member(again, "lines.0.offerId"), second);
  EXPECT_EQ(member(again, "lines.0.priceDifference"), "-0.00070");
  EXPECT_TRUE(verdict(quote_id).holds());
}

TEST_F(OfferQuote, AHandInTheStoredOfferShows) {
  const std::string offer_id = offered();
  const std::string quote_id = member(quote(line(offer_id)), "id");
  bench.sheets.database->write([](SqlTransaction& transaction) {
    transaction.execute("UPDATE price_offer_legs SET price_micros = 59400", {});
    return true;
  });
  const QuoteVerdict found = verdict(quote_id);
  ASSERT_FALSE(found.holds());
  const std::string faults = fmt::format("{}", fmt::join(found.lines[0].faults, "; "));
  EXPECT_NE(faults.find("the offer's hash was quoted as"), std::string::npos) << faults;
  EXPECT_NE(faults.find("the price was quoted as '0.059500', and is '0.059400'"), std::string::npos) << faults;
}

}  // namespace
}  // namespace switchyard::pricing
