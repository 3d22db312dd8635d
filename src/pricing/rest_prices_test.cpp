#include "pricing/rest_prices.hpp"

#include <gtest/gtest.h>

#include "ports/clock_fake.hpp"
#include "pricing/book/market_fake.hpp"
#include "pricing/book/rate_id.hpp"
#include "pricing/book/reading_fake.hpp"

namespace switchyard::pricing {
namespace {

using access::Scope;
using access::ScopeSet;

constexpr ScopeSet kTotal{Scope::prices_total};
constexpr ScopeSet kStack{Scope::prices_total, Scope::prices_stack};
constexpr ScopeSet kOperator{Scope::prices_lineage, Scope::operator_prices};

Uuid uuid_of(std::uint8_t last) {
  Uuid uuid;
  uuid.bytes[6] = 0x70;
  uuid.bytes[8] = 0x80;
  uuid.bytes[15] = last;
  return uuid;
}

class PricesRoute : public testing::Test {
 protected:
  PricesRoute() {
    books_.swap(book_of({{.rate_class = "GS-1", .zone = "CHI", .product = "Fixed", .band = band(0, 75, EnergyUnit::mwh), .price = 61'234, .green = 5'000},
                         {.rate_class = "GS-1", .zone = "CHI", .product = "Fixed", .term = 24, .band = band(0, 75, EnergyUnit::mwh), .price = 60'000, .green = 5'000},
                         {.utility = "jcpl", .start = std::nullopt},
                         {.utility = "coh", .band = band(0, 500, EnergyUnit::mcf), .price = 419'000, .decimals = 4, .unit = EnergyUnit::ccf, .commodity = Commodity::gas},
                         {.utility = "peco_gas", .price = 419'000, .decimals = 4, .unit = EnergyUnit::therm, .commodity = Commodity::gas}},
                        *market_));
  }

  http::Response get(std::string query, ScopeSet scopes = kStack) const {
    http::Request request;
    request.path = "/v1/prices";
    request.query = std::move(query);
    const access::Caller caller{.partner_id = access::PartnerId(uuid_of(1)),
                                .application_id = access::ApplicationId(uuid_of(2)),
                                .client_id = "client",
                                .environment = EnvironmentName::test,
                                .scopes = scopes};
    return answer_prices(caller, request, desk_);
  }

  // Refused with this code at this parameter.
  void expect_refused(const std::string& query, int status, const std::string& parameter, const std::string& code, ScopeSet scopes = kStack) const {
    const http::Response response = get(query, scopes);
    EXPECT_EQ(response.status, status) << query << "\n" << response.body;
    EXPECT_NE(response.body.find("\"" + parameter + "\""), std::string::npos) << query << "\n" << response.body;
    EXPECT_NE(response.body.find("\"" + code + "\""), std::string::npos) << query << "\n" << response.body;
  }

  static bool has(const http::Response& response, std::string_view text) { return response.body.find(text) != std::string::npos; }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return "";
  }

  std::shared_ptr<FakeMarket> market_ = small_market();
  RateBooks books_;
  FixedClock clock_{on_sale_instant()};
  PriceDesk desk_{.books = books_,
                  .market = [this] { return market_; },
                  .clock = clock_,
                  .refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value()};
};

constexpr const char* kWithoutMargin = "commodity=electric&utility=comed&annualUsage=60000";
constexpr const char* kQuery = "commodity=electric&utility=comed&annualUsage=60000&margin=0.005";

TEST_F(PricesRoute, AnswersNamesAndNumbersAsThePromiseHasThem) {
  const http::Response response = get(std::string(kQuery) + "&rateClass=SL&zone=CHI&startMonth=2026-03&termMonths=12");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "application/json");
  const std::string id = RateId{facts_of(1).id, 0}.text();
  std::string ref;
  desk_.refs.append(ref, {sheet_mark_of(facts_of(1).id), 0});
  EXPECT_EQ(response.body,
            "{\"asOf\":\"2026-01-05T15:00:00Z\",\"environment\":\"test\",\"query\":{\"commodity\":\"electric\",\"utility\":\"comed\",\"rateClass\":\"SL\","
            "\"zone\":\"CHI\",\"annualUsage\":\"60000\",\"usageUnit\":\"kWh\",\"startMonth\":[\"2026-03\"],\"termMonths\":[12],\"customerClass\":\"commercial\",\"margin\":\"0.005000\",\"sort\":\"price\"},"
            "\"items\":[{\"rateId\":\"" + id + "\",\"supplier\":\"liberty\",\"utility\":\"comed\",\"commodity\":\"electric\",\"customerClass\":\"commercial\","
            "\"zone\":\"Chicago\",\"rateClass\":\"Small Load\",\"product\":\"Fixed\",\"greenPercent\":\"50\",\"startMonth\":\"2026-03\",\"termMonths\":12,"
            "\"usageBand\":{\"min\":\"0\",\"maxExclusive\":\"75\",\"unit\":\"MWh\"},\"basePrice\":\"0.061234\",\"margin\":\"0.00500\",\"price\":\"0.06623\","
            "\"priceUnit\":\"$/kWh\",\"estimatedAnnualCost\":\"3973.80\",\"expiresAt\":\"2026-01-05T23:00:00Z\",\"sellable\":true,\"rateRef\":\"" + ref + "\"}],"
            "\"nextCursor\":null}");
}

TEST_F(PricesRoute, ScopesDecideWhoSeesWhichPartOfTheStack) {
  const http::Response total = get(kWithoutMargin, kTotal);
  EXPECT_TRUE(has(total, "\"price\":\"0.06000\""));
  EXPECT_FALSE(has(total, "basePrice"));
  EXPECT_FALSE(has(total, "\"margin\":\"0.00500\""));
  EXPECT_FALSE(has(total, "source"));
  const http::Response stack = get(kQuery, kStack);
  EXPECT_TRUE(has(stack, "\"basePrice\":\"0.06000\",\"margin\":\"0.00500\""));
  EXPECT_FALSE(has(stack, "source"));
  const http::Response operators = get(kQuery, kOperator);
  EXPECT_TRUE(has(operators, "\"source\":{\"sheetId\":\"" + facts_of(1).id.text() + "\",\"file\":\"sheet 1.xlsx\",\"sheet\":\"Prices\",\"cell\":\"C3\",\"transferPrice\":\"0.06000\"}"));
}

TEST_F(PricesRoute, FieldsLeaveOutTheRestAndMayNotNameWhatIsHidden) {
  EXPECT_TRUE(has(get(std::string(kQuery) + "&fields=price,rateId&limit=1"), "\"items\":[{\"rateId\":\"" + RateId{facts_of(1).id, 1}.text() + "\",\"price\":\"0.06500\"}]"));
  expect_refused(std::string(kWithoutMargin) + "&fields=price,basePrice", 403, "fields", "scope_missing", kTotal);
  expect_refused(std::string(kQuery) + "&fields=stack", 403, "fields", "scope_missing");
  expect_refused(std::string(kQuery) + "&fields=source", 403, "fields", "scope_missing");
  expect_refused(std::string(kQuery) + "&fields=price,nonsense", 400, "fields", "not_one_of");
  expect_refused(std::string(kQuery) + "&fields=", 400, "fields", "not_one_of");
}

TEST_F(PricesRoute, EveryMistakeNamesItsParameter) {
  expect_refused("utility=comed&annualUsage=1", 400, "commodity", "missing");
  expect_refused("commodity=water&utility=comed&annualUsage=1", 400, "commodity", "invalid_parameters");
  expect_refused("commodity=electric&annualUsage=1", 400, "utility", "missing");
  expect_refused("commodity=electric&utility=comed&zip=60601&annualUsage=1", 400, "zip", "conflict");
  expect_refused("commodity=electric&utility=nowhere&annualUsage=1", 400, "utility", "utility_unknown");
  expect_refused("commodity=gas&utility=comed&annualUsage=1", 400, "utility", "utility_commodity_mismatch");
  expect_refused("commodity=electric&utility=comed", 400, "annualUsage", "missing");
  expect_refused("commodity=electric&utility=comed&annualUsage=-1", 400, "annualUsage", "invalid_parameters");
  expect_refused("commodity=electric&utility=comed&annualUsage=1000000000001", 400, "annualUsage", "out_of_range");
  expect_refused("commodity=electric&utility=comed&annualUsage=1&usageUnit=therm", 400, "usageUnit", "unit_mismatch");
  expect_refused("commodity=gas&utility=coh&annualUsage=1&usageUnit=therm", 400, "usageUnit", "unit_mismatch");
  expect_refused(std::string(kQuery) + "&rateClass=Mystery", 400, "rateClass", "rate_class_unknown");
  expect_refused(std::string(kQuery) + "&zone=Mars", 400, "zone", "zone_unknown");
  expect_refused(std::string(kQuery) + "&startMonth=March", 400, "startMonth", "invalid_parameters");
  expect_refused(std::string(kQuery) + "&termMonths=0", 400, "termMonths", "out_of_range");
  expect_refused(std::string(kQuery) + "&supplier=nobody", 400, "supplier", "supplier_unknown");
  expect_refused(std::string(kQuery) + "&greenPercentMin=101", 400, "greenPercentMin", "out_of_range");
  expect_refused(std::string(kQuery) + "&sort=rank", 400, "sort", "not_one_of");
  expect_refused(std::string(kQuery) + "&limit=201", 400, "limit", "out_of_range");
  expect_refused(std::string(kQuery) + "&limit=0", 400, "limit", "out_of_range");
  expect_refused(std::string(kQuery) + "&asOf=yesterday", 400, "asOf", "invalid_parameters");
  expect_refused(std::string(kQuery) + "&cursor=x", 400, "cursor", "cursor_invalid");
  expect_refused(std::string(kQuery) + "&colour=red", 400, "colour", "unknown_parameter");
  expect_refused(std::string(kQuery) + "&margin=0.001", 400, "margin", "repeated");
  expect_refused("commodity=electric&utility=comed&annualUsage=1&margin=0.0000001", 400, "margin", "invalid_decimal");
  expect_refused("commodity=electric&utility=comed&annualUsage=1&margin=0.06", 422, "margin", "margin_out_of_policy");
  expect_refused("commodity=electric&utility=comed&annualUsage=1&margin=-0.001", 422, "margin", "margin_out_of_policy");
}

TEST_F(PricesRoute, AnUnknownRateClassIsAnsweredWithTheKnownOnes) {
  const http::Response response = get(std::string(kQuery) + "&rateClass=Mystery");
  EXPECT_TRUE(has(response, "Large Load, Small Load"));
}

TEST_F(PricesRoute, AZipWithOneUtilityIsThatUtilityAndOneWithSeveralIsAQuestion) {
  EXPECT_TRUE(has(get("commodity=electric&zip=60601&annualUsage=60000"), "\"utility\":\"comed\""));
  const http::Response several = get("commodity=electric&zip=07001&annualUsage=60000");
  EXPECT_EQ(several.status, 200);
  EXPECT_TRUE(has(several,
                  "\"items\":[],\"utilityCandidates\":[{\"code\":\"jcpl\",\"name\":\"Utility jcpl\",\"state\":\"NJ\",\"priced\":true},"
                  "{\"code\":\"pseg\",\"name\":\"Utility pseg\",\"state\":\"NJ\",\"priced\":true},"
                  "{\"code\":\"muni\",\"name\":null,\"state\":null,\"priced\":false}],\"nextCursor\":null}"));
  expect_refused("commodity=electric&zip=00000&annualUsage=1", 400, "zip", "zip_unknown");
  expect_refused("commodity=electric&zip=99999&annualUsage=1", 400, "zip", "zip_not_served");
  expect_refused("commodity=electric&zip=6060&annualUsage=1", 400, "zip", "invalid_zip");
}

TEST_F(PricesRoute, GasUsageIsInTheUtilitysUnitOrInThatOfItsPrices) {
  const http::Response ccf = get("commodity=gas&utility=coh&annualUsage=4800");
  EXPECT_TRUE(has(ccf, "\"usageUnit\":\"Ccf\"") && has(ccf, "\"estimatedAnnualCost\":\"2011.20\"")) << ccf.body;
  EXPECT_TRUE(has(get("commodity=gas&utility=coh&annualUsage=480&usageUnit=Mcf"), "\"estimatedAnnualCost\":\"2011.20\""));
  EXPECT_TRUE(has(get("commodity=gas&utility=peco_gas&annualUsage=10"), "\"usageUnit\":\"therm\""));
}

TEST_F(PricesRoute, RowsWithoutStartBandOrWordsSayNull) {
  const http::Response response = get("commodity=electric&utility=jcpl&annualUsage=1");
  EXPECT_TRUE(has(response, "\"zone\":null,\"rateClass\":null,\"product\":null,\"greenPercent\":null,\"startMonth\":null,\"termMonths\":12,\"usageBand\":null"));
}

TEST_F(PricesRoute, OverTheCapTheAnswerAsksForACustomOffer) {
  EXPECT_TRUE(has(get("commodity=electric&utility=comed&annualUsage=75000"), "\"items\":[],\"customRequired\":{\"reason\":\"usage_above_bands\""));
}

TEST_F(PricesRoute, ACursorLeadsOnAndIsOfItsQueryAndItsBookAlone) {
  const http::Response first = get(std::string(kQuery) + "&limit=1");
  const std::size_t at = first.body.find("\"nextCursor\":\"");
  ASSERT_NE(at, std::string::npos);
  const std::string cursor = first.body.substr(at + 14, 32);
  const http::Response second = get(std::string(kQuery) + "&limit=1&cursor=" + cursor);
  EXPECT_TRUE(has(second, RateId{facts_of(1).id, 0}.text()));
  EXPECT_TRUE(has(second, "\"nextCursor\":null"));
  expect_refused(std::string(kQuery) + "&sort=-price&cursor=" + cursor, 400, "cursor", "cursor_invalid");
  std::vector<BookEntry> entries = books_.current()->entries();
  std::reverse(entries.begin(), entries.end());
  books_.swap(std::make_shared<RateBook>(entries, 8));  // Another book of the same sheets.
  EXPECT_EQ(get(std::string(kQuery) + "&limit=1&cursor=" + cursor).body, second.body);
  for (BookEntry& entry : entries) entry.on_sale = false;
  books_.swap(std::make_shared<RateBook>(entries, 9));
  expect_refused(std::string(kQuery) + "&cursor=" + cursor, 400, "cursor", "cursor_stale");
}

TEST_F(PricesRoute, TheETagChangesWithWhatIsShownAndNotWithTheClock) {
  const std::string tag = header(get(kQuery), "etag");
  EXPECT_EQ(tag.size(), 20U);
  clock_.set(on_sale_instant() + Duration::minutes(5));
  EXPECT_EQ(header(get(kQuery), "etag"), tag);
  EXPECT_NE(header(get(kWithoutMargin, kTotal), "etag"), header(get(kWithoutMargin, kStack), "etag"));
  EXPECT_NE(header(get("commodity=electric&utility=comed&annualUsage=60000&margin=0.006"), "etag"), tag);
  clock_.set(on_sale_instant() + Duration::hours(8));
  EXPECT_NE(header(get(kQuery), "etag"), tag);  // Expired: no prices any more.
  EXPECT_TRUE(has(get(kQuery), "\"reason\":\"no_current_price\""));
}

TEST_F(PricesRoute, AsOfShowsPastPricesThatAreNotForSale) {
  clock_.set(on_sale_instant() + Duration::hours(1'000));
  const http::Response response = get(std::string(kQuery) + "&asOf=2026-01-05T15:00:00Z");
  EXPECT_TRUE(has(response, "\"asOf\":\"2026-01-05T15:00:00Z\",\"environment\":\"test\""));
  EXPECT_TRUE(has(response, "\"sellable\":false"));
  EXPECT_FALSE(has(response, "\"sellable\":true"));
}

TEST_F(PricesRoute, ExplainSaysOfEachSupplierWithoutAPriceWhy) {
  const std::string query = std::string(kQuery) + "&termMonths=9&explain=true";
  const http::Response partner = get(query);
  EXPECT_TRUE(has(partner, "\"explanations\":[{\"supplier\":\"liberty\",\"reason\":\"term_months\",\"detail\":\"The supplier's terms are 12, 24 months.\","
                           "\"nearest\":{\"termMonths\":[\"12\",\"24\"]}}]")) << partner.body;
  EXPECT_FALSE(has(partner, "sheetId"));
  EXPECT_TRUE(has(get(query, kOperator), "\"sheetId\":\"" + facts_of(1).id.text() + "\""));
  EXPECT_TRUE(has(get("commodity=electric&utility=comed&annualUsage=80000&explain=true"),
                  "\"nearest\":{\"usageBand\":[{\"min\":\"0\",\"maxExclusive\":\"75\",\"unit\":\"MWh\"}]}"));
  EXPECT_TRUE(has(get(std::string(kQuery) + "&explain=true"), "\"explanations\":[]"));
  EXPECT_FALSE(has(get(kQuery), "explanations"));
}

TEST_F(PricesRoute, FilesHaveAllPagesAndOnlyWhatTheScopeShows) {
  const http::Response csv = get(std::string(kWithoutMargin) + "&format=csv&fields=price,termMonths", kTotal);
  EXPECT_EQ(csv.status, 200);
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
  EXPECT_EQ(csv.body, "term_months,price\r\n24,0.06000\r\n12,0.06123\r\n");
  EXPECT_EQ(get(std::string(kWithoutMargin) + "&format=csv", kTotal).body.find("base_price"), std::string::npos);
  EXPECT_EQ(get(std::string(kQuery) + "&format=csv&fields=price&limit=1").body, "price\r\n0.06500\r\n");
  EXPECT_EQ(get(std::string(kQuery) + "&format=xlsx").body.substr(0, 2), "PK");
  expect_refused(std::string(kQuery) + "&format=csv&fields=source", 403, "fields", "scope_missing");
  expect_refused(std::string(kQuery) + "&format=csv&limit=10001", 400, "limit", "out_of_range");
  expect_refused(std::string(kQuery) + "&format=csv&explain=true", 400, "explain", "conflict");
  expect_refused(std::string(kQuery) + "&format=pdf", 400, "format", "not_one_of");
}

TEST_F(PricesRoute, AcceptDecidesWhereNoFormatIsNamed) {
  http::Request request;
  request.headers = {{"accept", "text/csv"}};
  EXPECT_TRUE(price_request_blocks(request));
  request.headers = {{"accept", "text/csv, application/json"}};
  EXPECT_FALSE(price_request_blocks(request));
  request.query = "knownAt=2026-01-05T15:00:00Z";
  EXPECT_TRUE(price_request_blocks(request));
}

TEST_F(PricesRoute, WhatWasKnownIsOfThatTimeAndNeverForSale) {
  std::vector<KnownMoment> asked;
  PriceDesk desk = desk_;
  desk.known_books = [&](const KnownMoment& moment) {
    asked.push_back(moment);
    return books_.current();
  };
  http::Request request;
  const access::Caller caller{.partner_id = access::PartnerId(uuid_of(1)), .application_id = access::ApplicationId(uuid_of(2)), .client_id = "client", .scopes = kStack};
  request.query = std::string(kQuery) + "&knownAt=2026-01-05T14:30:00Z&asOf=2026-01-05T14:45:00Z&fields=sellable&limit=1";
  EXPECT_TRUE(has(answer_prices(caller, request, desk), "\"items\":[{\"sellable\":false}]"));
  request.query = std::string(kQuery) + "&knownAt=2026-01-05T14:30:00Z&fields=sellable&limit=1";
  const http::Response then = answer_prices(caller, request, desk);
  EXPECT_TRUE(has(then, "\"asOf\":\"2026-01-05T14:30:00Z\"") && has(then, "\"items\":[{\"sellable\":false}]")) << then.body;
  EXPECT_EQ(asked, (std::vector<KnownMoment>{{*Instant::parse("2026-01-05T14:30:00Z"), *Instant::parse("2026-01-05T14:45:00Z")},
                                             {*Instant::parse("2026-01-05T14:30:00Z"), *Instant::parse("2026-01-05T14:30:00Z")}}));
  expect_refused(std::string(kQuery) + "&knownAt=2026-01-05T15:00:01Z", 400, "knownAt", "in_future");
}

TEST_F(PricesRoute, SeveralStartMonthsAndTermsAreAnsweredAtOnce) {
  const http::Response both = get(std::string(kQuery) + "&startMonth=2026-03&startMonth=2026-04&termMonths=12&termMonths=24&fields=termMonths");
  EXPECT_TRUE(has(both, "\"items\":[{\"termMonths\":24},{\"termMonths\":12}]")) << both.body;
  EXPECT_TRUE(has(get(std::string(kQuery) + "&startMonth=2026-03&termMonths=12&termMonths=24&fields=billing,purchaseOfReceivables&limit=1"),
                  "\"items\":[{\"billing\":null,\"purchaseOfReceivables\":null}]"));
}

}  // namespace
}  // namespace switchyard::pricing
