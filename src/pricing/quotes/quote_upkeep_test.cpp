#include "pricing/quotes/quote_upkeep.hpp"

#include <gtest/gtest.h>

#include "pricing/quotes/rest_quote_bench_fake.hpp"
#include "pricing/quotes/quote_verification.hpp"
#include "pricing/sheets/failing_database_fake.hpp"
#include "pricing/sheets/sheet_removal_store.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

// On both databases: what is written is there whole, and time and stops move it.
class QuoteUpkeep : public ::testing::TestWithParam<Engine> {
 protected:
  QuoteBench bench{GetParam()};
  const std::string sheet = bench.import(PrairieFile{});
  const std::string rate = QuoteBench::rate(sheet, 0);

  bool verifies(const std::string& id) {
    return verify_quote(*bench.sheets.database, bench.stored(id), bench.sheets.digest, bench.sheets.layouts).holds();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, QuoteUpkeep, every_engine(), engine_name);

TEST_P(QuoteUpkeep, AStoredQuoteReadsBackAsItWas) {
  const std::string id = bench.quoted({rate, QuoteBench::rate(sheet, 1)}, "40000.125");
  const Quote quote = bench.stored(id);
  EXPECT_EQ(quote.customer_name, "Lincoln Park Bread LLC");
  EXPECT_EQ(quote.expires_at, *Instant::parse("2026-11-24T23:00:00Z"));
  ASSERT_EQ(quote.lines.size(), 2u);
  const QuoteLine& line = quote.lines[0];
  EXPECT_EQ(line.facts.cell, "H2");
  EXPECT_EQ(line.facts.file_name, "prairie.csv");
  EXPECT_EQ(line.facts.layout, "prairie-crown-csv@1");
  EXPECT_EQ(line.facts.layout_sha256.size(), 64u);
  EXPECT_EQ(line.facts.utility_word, "COMED");
  EXPECT_EQ(line.facts.state, "IL");
  EXPECT_EQ(line.annual_usage, Energy::from_milli(40'000'125, EnergyUnit::kwh));
  EXPECT_EQ(line.aggregate, Energy::from_milli(80'000'250, EnergyUnit::kwh));
  EXPECT_EQ(line.stack.price_micros, 65'000);
  EXPECT_EQ(line.terms.margin.max_micros, 50'000);
  EXPECT_EQ(line.nonce.size(), 32u);
  EXPECT_EQ(quote.lines[1].facts.term_months, 24);
  EXPECT_TRUE(verifies(id));
}

TEST_P(QuoteUpkeep, TimeEndsQuotesOnceAndWarnsBefore) {
  const std::string id = bench.quoted({rate});
  EXPECT_EQ(end_quotes(bench.desk()), 0u);
  bench.sheets.clock.set(*Instant::parse("2026-11-24T22:29:59Z"));
  EXPECT_EQ(end_quotes(bench.desk()), 0u);
  EXPECT_EQ(bench.events(), "quote.created");
  bench.sheets.clock.set(*Instant::parse("2026-11-24T22:30:00Z"));
  EXPECT_EQ(end_quotes(bench.desk()), 0u);
  EXPECT_EQ(end_quotes(bench.desk()), 0u);
  EXPECT_EQ(bench.events(), "quote.created quote.expiring");
  bench.sheets.clock.set(*Instant::parse("2026-11-24T23:00:00Z"));
  EXPECT_EQ(end_quotes(bench.desk()), 1u);
  EXPECT_EQ(end_quotes(bench.desk()), 0u);
  EXPECT_EQ(bench.stored(id).state, QuoteState::expired);
  EXPECT_EQ(bench.stored(id).version, 2);
  EXPECT_EQ(bench.events(), "quote.created quote.expiring quote.expired");
  EXPECT_TRUE(verifies(id));
}

TEST_P(QuoteUpkeep, EventsAreOfTheirPartnersFeed) {
  (void)bench.quoted({rate});
  EXPECT_EQ(bench.sheets.count("SELECT COUNT(*) FROM outbox_events WHERE audience = '" + QuoteBench::caller().partner_id.text() + "'"), 1);
}

TEST_P(QuoteUpkeep, EndedPricesWithdrawTheQuotesOfSuppliersThatWantIt) {
  const std::string hit = bench.quoted({rate});
  const std::string ohio = bench.quoted({QuoteBench::rate(sheet, 16)});
  EXPECT_EQ(withdraw_quotes_of(bench.desk(), {.sheet = *SheetId::parse(sheet), .suppliers = {"harborlight"}, .reason = "wrong"}), 0u);
  const PriceStop stop{.id = PriceStopId(Uuid{}), .state = "IL", .from = *Instant::parse("2026-11-24T15:00:00Z")};
  EXPECT_EQ(withdraw_quotes_of(bench.desk(), {.stop = stop, .suppliers = {"prairie-crown", "harborlight"}, .reason = "storm"}), 1u);
  EXPECT_EQ(bench.stored(hit).state, QuoteState::withdrawn);
  EXPECT_EQ(bench.stored(hit).reason, "The supplier's prices ended: storm");
  EXPECT_EQ(bench.stored(ohio).state, QuoteState::open);
  EXPECT_EQ(withdraw_quotes_of(bench.desk(), {.sheet = *SheetId::parse(sheet), .suppliers = {"prairie-crown"}, .reason = "wrong"}), 1u);
  EXPECT_EQ(bench.stored(ohio).state, QuoteState::withdrawn);
  EXPECT_EQ(withdraw_quotes_of(bench.desk(), {.sheet = *SheetId::parse(sheet), .suppliers = {"prairie-crown"}, .reason = "wrong"}), 0u);
  EXPECT_EQ(bench.events(), "quote.created quote.created quote.withdrawn quote.withdrawn");
}

TEST_P(QuoteUpkeep, AreListedOfOnePartnerOrAllByWhatTimeMadeOfThem) {
  const std::string id = bench.quoted({rate});
  const auto listed = [&](const char* query, int partner, access::ScopeSet scopes) {
    const auto response = bench.list(query, QuoteBench::caller(partner, scopes));
    EXPECT_EQ(response.status, 200);
    return member(response, "items.0.id");
  };
  EXPECT_EQ(listed("status=open&createdFrom=2026-11-24T15:00:00Z&createdTo=2026-11-25T00:00:00Z", 1, kPartnerScopes), id);
  EXPECT_EQ(listed("status=open", 9, kOperatorScopes), id);
  EXPECT_EQ(listed("status=expired", 9, kOperatorScopes), "(absent)");
  EXPECT_EQ(listed("", 2, kPartnerScopes), "(absent)");
  bench.sheets.clock.set(*Instant::parse("2026-11-24T23:00:00Z"));
  EXPECT_EQ(listed("status=expired", 1, kPartnerScopes), id);
}

TEST_P(QuoteUpkeep, StatesAreCounted) {
  (void)bench.quoted({rate});
  const std::string id = bench.quoted({rate});
  ASSERT_EQ(bench.act(withdraw_quote_route, id).status, 200);
  std::map<QuoteState, std::int64_t> counts;
  bench.sheets.database->read([&](SqlReader& reader) { counts = count_quotes(reader); });
  EXPECT_EQ(counts, (std::map<QuoteState, std::int64_t>{{QuoteState::open, 1}, {QuoteState::withdrawn, 1}}));
}

TEST_P(QuoteUpkeep, TheFileOfAQuoteOutlivesItsSheet) {
  const std::string id = bench.quoted({rate});
  const std::string other = bench.import({.day = "11/25/2026", .until = "11/25/2026"});
  bench.sheets.database->write([&](SqlTransaction& transaction) {
    raise_book_revision(transaction);
    remove_sheets(transaction, {*SheetId::parse(sheet), *SheetId::parse(other)});
    return true;
  });
  EXPECT_EQ(bench.sheets.count("SELECT COUNT(*) FROM sheets"), 0);
  EXPECT_EQ(bench.sheets.count("SELECT COUNT(DISTINCT sha256) FROM sheet_files"), 1);
  EXPECT_TRUE(verifies(id));
}

// A failure at any statement leaves no part of a quote, and the next try makes it whole.
TEST_P(QuoteUpkeep, AQuoteIsThereWholeOrNotAtAll) {
  const std::string id = bench.quoted({rate});
  FailingDatabase failing(*bench.sheets.database);
  const auto rows = [&] {
    return std::vector{bench.sheets.count("SELECT COUNT(*) FROM quotes"), bench.sheets.count("SELECT COUNT(*) FROM quote_lines"),
                       bench.sheets.count("SELECT COUNT(*) FROM outbox_events"), bench.sheets.count("SELECT COUNT(*) FROM quotes WHERE state = 'repriced'")};
  };
  const QuoteDesk whole = bench.desk();
  const QuoteDesk desk{.database = failing, .clock = whole.clock, .random = whole.random, .outbox = whole.outbox, .digest = whole.digest,
                       .market = whole.market, .book = whole.book, .fresh_book = whole.fresh_book};
  const auto before = rows();
  int failed = 0;
  for (int statement = 1;; ++statement) {
    failing.fail_at(statement);
    try {
      const auto response = reprice_quote_route(QuoteBench::caller(), QuoteBench::request("/v1/quotes/x/reprice", "{}", {id}), desk);
      ASSERT_EQ(response.status, 201) << response.body;
      break;
    } catch (const DatabaseError&) {
      ++failed;
      EXPECT_EQ(rows(), before) << "statement " << statement;
    }
  }
  EXPECT_GE(failed, 5);
  EXPECT_EQ(rows(), (std::vector<std::int64_t>{2, 2, 3, 1}));
}

}  // namespace
}  // namespace switchyard::pricing
