#include "pricing/book_download/rest_rate_books.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "ports/clock_fake.hpp"
#include "pricing/book/market_fake.hpp"
#include "pricing/book/rate_id.hpp"
#include "pricing/book/reading_fake.hpp"
#include "pricing/book_download/book_lines.hpp"
#include "pricing/price_history/rest_price_history.hpp"
#include "pricing/terms/terms_fake.hpp"

namespace switchyard::pricing {
namespace {

using access::Scope;
using access::ScopeSet;

constexpr ScopeSet kTotal{Scope::prices_total};
constexpr ScopeSet kStack{Scope::prices_total, Scope::prices_stack};
constexpr ScopeSet kOperator{Scope::prices_lineage, Scope::operator_prices};

class RateBookRoutes : public testing::Test {
 protected:
  std::shared_ptr<const RateBook> book(std::vector<SheetReading> readings, BookRules rules = {}) const {
    std::vector<BookEntry> entries;
    for (std::size_t i = 0; i < readings.size(); ++i) entries.push_back({.sheet = sheet_of(readings[i], *market_, static_cast<int>(i) + 1), .on_sale = true, .scope_values = {}});
    return std::make_shared<RateBook>(std::move(entries), ++revision_, std::move(rules));
  }
  // Readings are moved, never copied.
  template <class... Readings>
  static std::vector<SheetReading> all(Readings... readings) {
    std::vector<SheetReading> out;
    (out.push_back(std::move(readings)), ...);
    return out;
  }
  static SheetReading day(int number, std::initializer_list<RowWords> rows) {
    SheetReading reading = reading_of(rows);
    reading.valid_from = reading.valid_from.plus_days(number);
    reading.valid_until = reading.valid_until.plus_days(number);
    reading.sellable_from = *reading.sellable_from + Duration::hours(24 * number);
    reading.sellable_until = *reading.sellable_until + Duration::hours(24 * number);
    return reading;
  }

  using Route = http::Response (*)(const access::Caller&, const http::Request&, const PriceDesk&);
  http::Response get(Route route, std::string query, ScopeSet scopes = kStack) const {
    http::Request request;
    request.query = std::move(query);
    const access::Caller caller{.partner_id = access::PartnerId(Uuid{}), .application_id = access::ApplicationId(Uuid{}), .client_id = "client", .scopes = scopes};
    http::Response response = route(caller, request, desk_);
    for (bool has_more = response.stream != nullptr; has_more;) has_more = response.stream(response.body);
    return response;
  }
  static bool has(const http::Response& response, std::string_view text) { return response.body.find(text) != std::string::npos; }
  static std::string etag(const http::Response& response) {
    for (const auto& [name, value] : response.headers) {
      if (name == "etag") return value;
    }
    return "";
  }

  mutable std::uint64_t revision_ = 0;
  std::shared_ptr<FakeMarket> market_ = small_market();
  RateBooks books_;
  std::shared_ptr<const RateBook> past_;
  FixedClock clock_{on_sale_instant()};
  PriceDesk desk_{.books = books_,
                  .market = [this] { return market_; },
                  .clock = clock_,
                  .refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value(),
                  .known_books = [this](const KnownMoment&) { return past_; }};
};

TEST_F(RateBookRoutes, EveryRateOnSaleIsALineAtTheCallersOwnBase) {
  const auto terms = std::make_shared<FakeTerms>();
  terms->set("liberty", {.margin = {.max_micros = 9'000, .default_micros = 5'000}, .house_fee_micros = 1'500});
  books_.swap(book(all(reading_of({{.rate_class = "GS-1", .zone = "CHI", .product = "Fi\"xed", .band = band(0, 75, EnergyUnit::mwh), .price = 61'234, .green = 5'000},
                                {.utility = "pseg", .start = std::nullopt, .price = 70'000}})),
                   {.terms = terms}));
  const http::Response answer = get(answer_rate_book, "");
  EXPECT_EQ(answer.content_type, "application/x-ndjson");
  const std::string first = RateId{facts_of(1).id, 0}.text();
  const std::string second = RateId{facts_of(1).id, 1}.text();
  EXPECT_EQ(answer.body, "{\"rateId\":\"" + first +
                             "\",\"supplier\":\"liberty\",\"utility\":\"comed\",\"commodity\":\"electric\",\"customerClass\":\"commercial\",\"zone\":\"Chicago\","
                             "\"rateClass\":\"Small Load\",\"product\":\"Fi\\\"xed\",\"greenPercent\":\"50\",\"startMonth\":\"2026-03\",\"startMonthLast\":\"2026-03\","
                             "\"termMonths\":12,\"usageBand\":{\"min\":\"0\",\"maxExclusive\":\"75\",\"unit\":\"MWh\"},\"basePrice\":\"0.062734\",\"priceUnit\":\"$/kWh\","
                             "\"expiresAt\":\"2026-01-05T23:00:00Z\"}\n"
                             "{\"rateId\":\"" + second +
                             "\",\"supplier\":\"liberty\",\"utility\":\"pseg\",\"commodity\":\"electric\",\"customerClass\":\"commercial\",\"zone\":null,\"rateClass\":null,"
                             "\"product\":null,\"greenPercent\":null,\"startMonth\":null,\"startMonthLast\":null,\"termMonths\":12,\"usageBand\":null,\"basePrice\":\"0.07150\","
                             "\"priceUnit\":\"$/kWh\",\"expiresAt\":\"2026-01-05T23:00:00Z\"}\n");
  const http::Response operators = get(answer_rate_book, "utility=pseg", kOperator);
  EXPECT_TRUE(has(operators, "\"basePrice\":\"0.07150\",\"transferPrice\":\"0.07000\"")) << operators.body;
  EXPECT_TRUE(has(operators, "\"houseFee\":\"0.00150\",\"sheetId\":\"" + facts_of(1).id.text() + "\"}\n"));
}

TEST_F(RateBookRoutes, ACsvHasAHeaderAndNoFormulas) {
  books_.swap(book(all(reading_of({{.product = "=A1", .price = 61'230}}))));
  const std::string id = RateId{facts_of(1).id, 0}.text();
  EXPECT_EQ(get(answer_rate_book, "format=csv").body,
            "rate_id,supplier,utility,commodity,customer_class,zone,rate_class,product,green_percent,start_month,start_month_last,term_months,usage_min,"
            "usage_max_exclusive,usage_unit,base_price,price_unit,expires_at\r\n" + id +
                ",liberty,comed,electric,commercial,,,'=A1,,2026-03,2026-03,12,,,,0.06123,$/kWh,2026-01-05T23:00:00Z\r\n");
}

TEST_F(RateBookRoutes, WhatMayNotBeSoldIsNotThere) {
  const auto terms = std::make_shared<FakeTerms>();
  terms->set("atlas", {.is_entitled = false});
  SheetReading atlas = reading_of({{.product = "Theirs"}});
  atlas.supplier = "atlas";
  const PriceStop stop{.id = PriceStopId(Uuid{}), .supplier = "liberty", .product = "Green", .from = on_sale_instant()};
  books_.swap(book(all(reading_of({{.product = "Fixed"}, {.product = "Green"}}), std::move(atlas)), {.terms = terms, .stops = PriceStops({stop})}));
  const http::Response answer = get(answer_rate_book, "");
  EXPECT_TRUE(has(answer, "Fixed"));
  EXPECT_FALSE(has(answer, "Green") || has(answer, "Theirs"));
  clock_.set(*Instant::parse("2026-01-05T23:00:00Z"));
  EXPECT_EQ(get(answer_rate_book, "").body, "");
}

TEST_F(RateBookRoutes, TheTagChangesWithTheRatesAndTheWayTheyAreShown) {
  books_.swap(book(all(reading_of({{}}))));
  const std::string tag = etag(get(answer_rate_book, ""));
  EXPECT_EQ(etag(get(answer_rate_book, "")), tag);
  EXPECT_NE(etag(get(answer_rate_book, "format=csv")), tag);
  EXPECT_NE(etag(get(answer_rate_book, "", kOperator)), tag);
  clock_.set(*Instant::parse("2026-01-05T23:00:00Z"));
  EXPECT_NE(etag(get(answer_rate_book, "")), tag);
}

TEST_F(RateBookRoutes, FiltersAreObeyedAndMistakesNamed) {
  books_.swap(book(all(reading_of({{}, {.utility = "coh", .unit = EnergyUnit::ccf, .commodity = Commodity::gas}}))));
  EXPECT_FALSE(has(get(answer_rate_book, "commodity=gas"), "comed"));
  EXPECT_EQ(get(answer_rate_book, "supplier=atlas").body, "");
  EXPECT_EQ(get(answer_rate_book, "supplier=nobody").status, 400);
  EXPECT_EQ(get(answer_rate_book, "utility=nowhere").status, 400);
  EXPECT_EQ(get(answer_rate_book, "state=ohio").status, 400);
  EXPECT_EQ(get(answer_rate_book, "limit=1").status, 400);
}

TEST_F(RateBookRoutes, ALargeBookComesInPiecesOfBoundedSize) {
  SheetReading reading = reading_of({});
  for (int term = 1; term <= 60; ++term) {
    for (int lower = 0; lower < 60; ++lower) add_row(reading, {.term = term, .band = band(lower * 1'000, (lower + 1) * 1'000)});
  }
  books_.swap(book(all(std::move(reading))));
  http::Request request;
  const access::Caller caller{.partner_id = access::PartnerId(Uuid{}), .application_id = access::ApplicationId(Uuid{}), .client_id = "client", .scopes = kStack};
  const http::Response answer = answer_rate_book(caller, request, desk_);
  std::size_t lines = 0;
  std::size_t pieces = 0;
  for (bool has_more = true; has_more; ++pieces) {
    std::string piece;
    has_more = answer.stream(piece);
    EXPECT_LT(piece.size(), 2 * BookLines::kPieceSize);
    lines += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
  }
  EXPECT_EQ(lines, 3'600U);
  EXPECT_GT(pieces, 3U);
}

TEST_F(RateBookRoutes, ChangesTellWhatCameWentAndHasAnotherBase) {
  past_ = book(all(reading_of({{.term = 6, .price = 60'000}, {.term = 12, .price = 61'000}, {.term = 24, .price = 62'000}})));
  books_.swap(book(all(reading_of({{.term = 12, .price = 61'500}, {.term = 24, .price = 62'000}, {.term = 36, .price = 63'000}}))));
  const http::Response answer = get(answer_rate_book_changes, "since=2026-01-05T14:30:00Z");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_TRUE(has(answer, "\"change\":\"went\"") && has(answer, "\"termMonths\":6"));
  EXPECT_TRUE(has(answer, "\"formerBasePrice\":\"0.06100\",\"basePrice\":\"0.06150\""));
  EXPECT_TRUE(has(answer, "\"change\":\"came\"") && has(answer, "\"termMonths\":36"));
  EXPECT_FALSE(has(answer, "\"termMonths\":24") || has(answer, "transferPrice"));
  EXPECT_TRUE(has(answer, "\"until\":\"2026-01-05T15:00:00Z\",\"nextSince\":\"2026-01-05T14:59:50Z\""));
  EXPECT_TRUE(has(get(answer_rate_book_changes, "since=2026-01-05T14:30:00Z", kOperator), "transferPrice"));
  EXPECT_EQ(get(answer_rate_book_changes, "since=2026-01-05T15:00:01Z").status, 400);
  EXPECT_EQ(get(answer_rate_book_changes, "").status, 400);
}

TEST_F(RateBookRoutes, ChangesArePagedAndACursorIsOfItsQuery) {
  past_ = book(all(reading_of({{.term = 6}, {.term = 12}, {.utility = "pseg"}})));
  books_.swap(book({}));
  std::string cursor;
  std::size_t went = 0;
  for (int page = 0; page < 4; ++page) {
    const http::Response answer = get(answer_rate_book_changes, "since=2026-01-05T14:30:00Z&limit=1" + (cursor.empty() ? std::string() : "&cursor=" + cursor));
    went += has(answer, "\"went\"") ? 1 : 0;
    const auto at = answer.body.find("\"nextCursor\":\"");
    if (at == std::string::npos) break;
    cursor = answer.body.substr(at + 14, 32);
    EXPECT_TRUE(has(get(answer_rate_book_changes, "since=2026-01-05T14:31:00Z&cursor=" + cursor), "cursor_stale"));
  }
  EXPECT_EQ(went, 3U);
}

TEST_F(RateBookRoutes, ARatesHistoryHasAPointASheet) {
  books_.swap(book(all(day(0, {{.price = 60'000}}), day(1, {{.price = 61'000}}), day(2, {{.term = 24}}), day(3, {{.price = 63'000}}))));
  clock_.set(on_sale_instant() + Duration::hours(72));
  const std::string id = RateId{facts_of(4).id, 0}.text();
  const http::Response stack = get(answer_price_history, "rateId=" + id);
  const std::string first = RateId{facts_of(1).id, 0}.text();
  const std::string second = RateId{facts_of(2).id, 0}.text();
  EXPECT_TRUE(has(stack, "{\"from\":\"2026-01-05T14:00:00Z\",\"until\":\"2026-01-05T23:00:00Z\",\"rateId\":\"" + first +
                             "\",\"basePrice\":\"0.06000\",\"margin\":\"0.00000\",\"price\":\"0.06000\"}")) << stack.body;
  EXPECT_TRUE(has(stack, "0.06100") && has(stack, "0.06300") && !has(stack, "transferPrice"));
  const http::Response total = get(answer_price_history, "rateId=" + id + "&from=2026-01-06T00:00:00Z&limit=1", kTotal);
  EXPECT_TRUE(has(total, "\"price\":\"0.06100\"}],\"nextCursor\":\"" + second + "\"")) << total.body;
  EXPECT_FALSE(has(total, "basePrice"));
  EXPECT_TRUE(has(get(answer_price_history, "rateId=" + id + "&cursor=" + second), "\"items\":[{\"from\":\"2026-01-08"));
  EXPECT_TRUE(has(get(answer_price_history, "rateId=" + id, kOperator), "\"sheetId\":\"" + facts_of(1).id.text()));
}

TEST_F(RateBookRoutes, AHistoryByParametersNeedsOneRate) {
  books_.swap(book(all(reading_of({{.term = 12}, {.term = 24}}))));
  const std::string query = "commodity=electric&utility=comed&annualUsage=60000";
  EXPECT_EQ(get(answer_price_history, query).status, 422);
  EXPECT_EQ(get(answer_price_history, query + "&termMonths=24&from=2026-01-01T00:00:00Z").status, 200);
  EXPECT_EQ(get(answer_price_history, query + "&termMonths=9").status, 404);
  EXPECT_EQ(get(answer_price_history, query + "&margin=0.001", kTotal).status, 403);
  EXPECT_EQ(get(answer_price_history, "rateId=x").status, 400);
  const std::string unknown = RateId{facts_of(9).id, 0}.text();
  EXPECT_EQ(get(answer_price_history, "rateId=" + unknown).status, 404);
}

}  // namespace
}  // namespace switchyard::pricing
