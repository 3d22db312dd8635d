#include "pricing/custom/rest_price_requests.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "pricing/custom/price_request_actions.hpp"
#include "pricing/custom/price_request_bench_fake.hpp"
#include "pricing/custom/price_request_store.hpp"

namespace switchyard::pricing {
namespace {

// On both databases: requests and offers are there whole, and callers and time move them.
class RestPriceRequests : public ::testing::TestWithParam<Engine>, protected PriceRequestBench {
 protected:
  RestPriceRequests() : PriceRequestBench(GetParam()) {}

  // "status code pointer code…"
  static std::string refusal(const http::Response& response) {
    std::string text = fmt::format("{} {}", response.status, member(response, "code"));
    const auto parsed = http::parse_json(response.body);
    if (const auto* errors = parsed->find("errors"); errors != nullptr) {
      for (const auto& error : errors->items) text += fmt::format(" {} {}", error.find("pointer")->text, error.find("code")->text);
    }
    return text;
  }
  static std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
  }
  http::Response decline(const std::string& id, const std::string& supplier) {
    return call(decline_price_request_route, fmt::format(R"({{"supplier":"{}","reason":"no appetite"}})", supplier), desk_operator(), {id});
  }
  void set_time(std::string_view at) { bench.sheets.clock.set(*Instant::parse(at)); }
};
INSTANTIATE_TEST_SUITE_P(Engines, RestPriceRequests, every_engine(), engine_name);

TEST_P(RestPriceRequests, ADraftReadsBackAsItWasAsked) {
  const auto made = call(create_price_request_route, request_body(R"(,"yourReference":"deal-7","notes":"Two\nlines.")"), partner());
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(member(made, "status"), "draft");
  const std::string id = member(made, "id");
  const auto read = get(id, partner());
  EXPECT_EQ(read.body, made.body);
  EXPECT_EQ(member(read, "due"), "2026-11-24T20:00:00Z");
  EXPECT_EQ(member(read, "termMonths.1"), "24");
  EXPECT_EQ(member(read, "products.0"), "Fixed");
  EXPECT_EQ(member(read, "notes"), "Two\nlines.");
  EXPECT_EQ(member(read, "sites.0.capacityTag"), "41.5");
  EXPECT_EQ(member(read, "sites.0.transmissionTag"), "null");
  EXPECT_EQ(member(read, "sites.1.annualUsage"), "21.6");
  EXPECT_EQ(member(read, "sites.1.usageUnit"), "MWh");
  EXPECT_EQ(member(read, "suppliers.1.supplier"), "harborlight");
  EXPECT_EQ(member(read, "suppliers.1.answer"), "waiting");
  EXPECT_EQ(bench.events(), "");
}

TEST_P(RestPriceRequests, WhatCannotBePricedIsNamed) {
  const auto refused = [&](const std::string& what, const std::string& with) {
    return refusal(call(create_price_request_route, replaced(request_body(), what, with), partner()));
  };
  EXPECT_EQ(refused("\"comed\"", "\"gotham\""), "422 invalid_fields /sites/0/utility unknown_utility");
  EXPECT_EQ(refused("\"shop\"", "\"bakery\""), "422 invalid_fields /sites/1/siteId repeated");
  EXPECT_EQ(refused("\"MWh\"", "\"therm\""), "422 invalid_fields /sites/1/usageUnit unit_mismatch");
  EXPECT_EQ(refused("\"60000\"", "\"0\""), "422 invalid_fields /sites/0/annualUsage out_of_range");
  EXPECT_EQ(refused("\"harborlight\"", "\"acme\""), "422 invalid_fields /suppliers/1 unknown_supplier");
  EXPECT_EQ(refused("T20:00", "T15:00"), "422 invalid_fields /due due_over");
  EXPECT_EQ(refused("[12,24]", "[12,121]"), "422 invalid_fields /termMonths out_of_range");
  EXPECT_EQ(refused("[12,24]", "[]"), "422 invalid_fields /termMonths invalid_list");
  EXPECT_EQ(refused("\"41.5\"", "\"-1\""), "422 invalid_fields /sites/0/capacityTag out_of_range");
  std::string sites;
  for (int i = 0; i < 1001; ++i) sites += fmt::format(R"({}{{"siteId":"{}","utility":"comed","annualUsage":"1","startMonth":"2027-01"}})", i == 0 ? "" : ",", i);
  const std::string body = request_body();
  const std::size_t from = body.find("[{") + 1;
  const std::string many = std::string(body).replace(from, body.find("],\"products") - from, sites);
  EXPECT_EQ(call(create_price_request_route, many, partner()).status, 422);
  EXPECT_EQ(bench.sheets.count("SELECT COUNT(*) FROM price_requests"), 0);
}

TEST_P(RestPriceRequests, AccountNumbersAreKeptOnlyWhereTheyAreValidAndShownOnlyWithTheScope) {
  const auto with_account = [&](const char* number) { return replaced(request_body(), "\"utility\"", fmt::format("\"accountNumber\":\"{}\",\"utility\"", number)); };
  const auto made = call(create_price_request_route, with_account("2145 983017"), partner());
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(member(made, "sites.0.accountNumberVerdict"), "valid");
  EXPECT_EQ(member(made, "sites.0.accountNumberEnding"), "3017");
  EXPECT_EQ(made.body.find("2145983017"), std::string::npos);
  access::Caller reader = partner();
  EXPECT_EQ(member(get(member(made, "id"), reader), "sites.0.accountNumber"), "(absent)");
  reader.scopes.add(access::Scope::pii_read);
  EXPECT_EQ(member(get(member(made, "id"), reader), "sites.0.accountNumber"), "2145983017");
  const auto wrong = call(create_price_request_route, with_account("12"), partner());
  ASSERT_EQ(wrong.status, 201) << wrong.body;
  EXPECT_EQ(member(get(member(wrong, "id"), reader), "sites.0.accountNumber"), "null");
  EXPECT_EQ(bench.sheets.count("SELECT COUNT(*) FROM price_request_sites WHERE account_number <> ''"), 1);
}

TEST_P(RestPriceRequests, TheFirstOfferAnswersAndItsEventIsTold) {
  const std::string id = sent();
  EXPECT_EQ(bench.events(), "price_request.sent");
  const auto offered = offer(id, offer_body());
  ASSERT_EQ(offered.status, 201) << offered.body;
  EXPECT_EQ(member(offered, "status"), "open");
  EXPECT_EQ(member(offered, "product"), "Fixed");
  EXPECT_EQ(member(offered, "sites.1.siteId"), "shop");
  EXPECT_EQ(member(offered, "sites.0.prices.0.price.transferPrice"), "0.05950");
  EXPECT_EQ(member(offered, "enteredAs"), "operator");
  EXPECT_EQ(offer(id, replaced(offer_body(), "prairie-crown", "harborlight")).status, 201);
  const auto read = get(id, partner());
  EXPECT_EQ(member(read, "status"), "answered");
  EXPECT_EQ(member(read, "suppliers.0.answer"), "offered");
  EXPECT_EQ(member(read, "offers.0.id"), member(offered, "id"));
  EXPECT_EQ(member(read, "offers.1.supplier"), "harborlight");
  EXPECT_EQ(bench.events(), "price_request.answered price_request.sent");
  set_time("2026-11-24T21:00:00Z");
  EXPECT_EQ(end_price_requests(desk()), 0u);
}

TEST_P(RestPriceRequests, OffersThatDoNotFitAreRefused) {
  const std::string id = created();
  EXPECT_EQ(refusal(offer(id, offer_body())), "409 price_request_state_conflict");
  EXPECT_EQ(call(send_price_request_route, "", partner(), {id}).status, 200);
  const auto refused = [&](const std::string& what, const std::string& with) { return refusal(offer(id, replaced(offer_body(), what, with))); };
  EXPECT_EQ(refused("prairie-crown", "northgate-retail"), "422 supplier_not_asked /supplier supplier_not_asked");
  EXPECT_EQ(refused("T22:00", "T15:00"), "422 offer_validity /validUntil offer_validity");
  EXPECT_EQ(refused("$/kWh", "$/therm"), "422 unit_mismatch /priceUnit unit_mismatch");
  EXPECT_EQ(refused("\"months\":24", "\"months\":23"), "422 term_not_covered /schedule/legs term_not_covered");
  EXPECT_EQ(refused("0.0595", "5.95"), "422 price_out_of_range /schedule/legs/0/price price_out_of_range");
  EXPECT_EQ(refused("\"capacity\"", "\"luck\""), "422 invalid_fields /schedule/legs/0/components/0/name not_one_of");
  EXPECT_EQ(refusal(offer(id, offer_body("", R"(,"sites":[{"siteId":"barn","price":"0.06"}])"))), "422 site_unknown /sites/0/siteId site_unknown");
  EXPECT_EQ(refusal(offer(id, offer_body("", R"(,"sites":[{"siteId":"shop","price":"0.06"},{"siteId":"bakery"}])"))), "422 leg_price_missing /sites leg_price_missing");
  EXPECT_EQ(member(get(id, partner()), "status"), "sent");
  EXPECT_EQ(offer(id, offer_body(R"("price":"5.95",)", R"(,"confirmPrices":true)")).status, 201);
  set_time("2026-11-24T22:30:00Z");
  EXPECT_EQ(refusal(offer(id, offer_body())), "422 offer_validity /validUntil offer_validity");
}

TEST_P(RestPriceRequests, ItIsNoBidWhenEverySupplierDeclined) {
  const std::string id = sent();
  EXPECT_EQ(refusal(decline(id, "northgate-retail")), "422 supplier_not_asked /supplier supplier_not_asked");
  EXPECT_EQ(member(decline(id, "harborlight"), "status"), "sent");
  EXPECT_EQ(refusal(decline(id, "harborlight")), "409 supplier_declined");
  const auto last = decline(id, "prairie-crown");
  EXPECT_EQ(member(last, "status"), "no_bid");
  EXPECT_EQ(member(last, "suppliers.0.reason"), "no appetite");
  EXPECT_EQ(refusal(offer(id, offer_body())), "409 price_request_state_conflict");
  EXPECT_EQ(bench.events(), "price_request.no_bid price_request.sent");
  const std::string other = sent();
  EXPECT_EQ(member(decline(other, "prairie-crown"), "status"), "sent");
  EXPECT_EQ(offer(other, offer_body()).status, 201);
  EXPECT_EQ(refusal(decline(other, "prairie-crown")), "409 supplier_has_offered");
  EXPECT_EQ(member(decline(other, "harborlight"), "status"), "answered");
}

TEST_P(RestPriceRequests, TimeEndsWhatNobodyAnsweredOnce) {
  const std::string id = sent();
  EXPECT_EQ(end_price_requests(desk()), 0u);
  set_time("2026-11-24T20:00:00Z");
  EXPECT_EQ(member(get(id, partner()), "status"), "expired");
  EXPECT_EQ(refusal(offer(id, offer_body())), "409 price_request_state_conflict");
  EXPECT_EQ(end_price_requests(desk()), 1u);
  EXPECT_EQ(end_price_requests(desk()), 0u);
  EXPECT_EQ(member(get(id, partner()), "version"), "3");
  EXPECT_EQ(bench.events(), "price_request.sent price_request.expired");
  EXPECT_EQ(refusal(call(withdraw_price_request_route, "", partner(), {id})), "409 price_request_state_conflict");
}

TEST_P(RestPriceRequests, ARequoteKeepsBothOffers) {
  const std::string id = sent();
  const std::string first = member(offer(id, offer_body()), "id");
  const auto second = call(requote_price_offer_route, offer_body(R"("price":"0.0588",)"), desk_operator(), {id, first});
  ASSERT_EQ(second.status, 201) << second.body;
  EXPECT_EQ(member(second, "supersedes"), first);
  const auto former = call(get_price_offer_route, "", partner(), {id, first});
  EXPECT_EQ(member(former, "status"), "superseded");
  EXPECT_EQ(member(former, "supersededBy"), member(second, "id"));
  EXPECT_EQ(refusal(call(requote_price_offer_route, offer_body(), desk_operator(), {id, first})), "409 offer_state_conflict");
  EXPECT_EQ(refusal(call(requote_price_offer_route, replaced(offer_body(), "prairie-crown", "harborlight"), desk_operator(), {id, member(second, "id")})),
            "422 supplier_differs /supplier supplier_differs");
}

TEST_P(RestPriceRequests, NobodySeesAnotherPartnersRequestsAndPartnersNoTransferPrice) {
  const std::string id = sent(R"(,"yourReference":"deal-7")");
  const std::string offer_id = member(offer(id, offer_body()), "id");
  for (const auto& response : {get(id, partner(2)), call(get_price_offer_route, "", partner(2), {id, offer_id}), call(send_price_request_route, "", partner(2), {id}),
                               call(withdraw_price_request_route, "", partner(2), {id}), call(withdraw_price_request_route, "", desk_operator(), {id})}) {
    EXPECT_EQ(refusal(response), "404 price_request_not_found");
  }
  EXPECT_EQ(refusal(call(get_price_offer_route, "", partner(), {sent(), offer_id})), "404 price_offer_not_found");
  const auto seen = call(get_price_offer_route, "", partner(), {id, offer_id});
  EXPECT_EQ(member(seen, "sites.0.prices.0.price.basePrice"), "0.05950");
  for (const char* hidden : {"transferPrice", "houseFee", "sha256", "enteredBy", "partnerId"}) EXPECT_EQ(seen.body.find(hidden), std::string::npos) << hidden;
  const auto total = call(get_price_offer_route, "", QuoteBench::caller(1, kTotalScopes), {id, offer_id});
  for (const char* hidden : {"basePrice", "margin", "grossUp"}) EXPECT_EQ(total.body.find(hidden), std::string::npos) << hidden;
  const auto listed = [&](const std::string& query, const access::Caller& by) { return member(call(list_price_requests_route, "", by, {}, query), "items.0.id"); };
  EXPECT_EQ(listed("yourReference=deal-7&status=answered&supplier=harborlight", partner()), id);
  EXPECT_EQ(listed("yourReference=deal-7", partner(2)), "(absent)");
  EXPECT_EQ(listed("yourReference=deal-7", desk_operator()), id);
  EXPECT_EQ(listed("supplier=northgate-retail", desk_operator()), "(absent)");
  EXPECT_EQ(listed("status=draft", partner()), "(absent)");
  EXPECT_EQ(refusal(call(create_price_request_route, request_body(R"(,"yourReference":"deal-7")"), partner())),
            "409 your_reference_taken /yourReference your_reference_taken");
}

TEST_P(RestPriceRequests, AttachmentsAreKeptUnderTheirHash) {
  const std::string id = sent();
  const std::string hash = bench.sheets.digest.sha256_hex("foobar");
  const auto body = [&](const std::string& base64) {
    return offer_body(R"("price":"0.0595",)", fmt::format(R"(,"attachment":{{"fileName":"offer.pdf","sha256":"{}","base64":"{}"}})", hash, base64));
  };
  EXPECT_EQ(refusal(offer(id, body("Zm8="))), "422 attachment_hash_mismatch /attachment/sha256 attachment_hash_mismatch");
  const auto offered = offer(id, body("Zm9vYmFy"));
  ASSERT_EQ(offered.status, 201) << offered.body;
  EXPECT_EQ(member(offered, "attachment.sizeBytes"), "6");
  EXPECT_EQ(call(get_offer_attachment_route, "", desk_operator(), {id, member(offered, "id")}).body, "foobar");
  const std::string bare = member(offer(id, replaced(offer_body(), "prairie-crown", "harborlight")), "id");
  EXPECT_EQ(refusal(call(get_offer_attachment_route, "", desk_operator(), {id, bare})), "404 attachment_not_found");
}

TEST_P(RestPriceRequests, AKeyedWriteIsDoneOnce) {
  http::Request request = QuoteBench::request("/v1/price-requests", request_body());
  request.headers.emplace_back("idempotency-key", "one");
  const auto first = create_price_request_route(partner(), request, desk());
  const auto again = create_price_request_route(partner(), request, desk());
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(bench.sheets.count("SELECT COUNT(*) FROM price_requests"), 1);
}

}  // namespace
}  // namespace switchyard::pricing
