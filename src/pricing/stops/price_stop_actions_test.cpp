#include "pricing/stops/price_stop_actions.hpp"

#include "pricing/sheets/rate_book_loader.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

class PriceStopDesk : public ::testing::TestWithParam<Engine> {
 protected:
  PriceStopContext context() { return {*bench.database, bench.clock, *bench.market, bench.random, EnvironmentName::test, &audit, &reviews}; }
  static PriceStopRequest of_supplier() { return {.supplier = "prairie-crown", .reason = "a fire", .actor = "shell"}; }
  std::string refusal(const PriceStopRequest& request) {
    const auto outcome = stop_prices(context(), request);
    return outcome ? "made" : outcome.error().code;
  }
  std::string jobs(std::string_view kind) {
    std::string all;
    bench.database->read([&](SqlReader& reader) {
      reader.query("SELECT payload FROM outbox_jobs WHERE kind = $1 ORDER BY id", {kind}, [&](const SqlRow& row) { all += std::string(row.text(0)) + "\n"; });
    });
    return all;
  }
  void set_policy(QuotePolicy policy) {
    bench.database->write([&](SqlTransaction& transaction) {
      EXPECT_TRUE(change_supplier_settings(transaction, *bench.market, bench.clock, nullptr, {.supplier = "prairie-crown", .quote_policy = policy, .actor = "shell"}));
      return true;
    });
  }

  SheetBench bench{GetParam()};
  access::AuditRelay audit{SecurityClock{bench.clock}, bench.random, EnvironmentName::test};
  QuoteReviews reviews{SecurityClock{bench.clock}, bench.random};
};
INSTANTIATE_TEST_SUITE_P(Engines, PriceStopDesk, every_engine(), engine_name);

TEST_P(PriceStopDesk, AStopIsInTheNextBookAndGoneWhenLifted) {
  ScratchFolder cache;
  RateBooks books;
  RateBookLoader loader(*bench.database, books, bench.clock, bench.log, cache.path());
  loader.refresh();
  const auto made = stop_prices(context(), of_supplier());
  ASSERT_TRUE(made.has_value());
  EXPECT_TRUE(loader.refresh());
  const StopQuestion question{.supplier = "prairie-crown", .commodity = Commodity::electric, .state = "IL", .utility = "comed", .product = ""};
  ASSERT_NE(books.current()->rules().stops.find(question, bench.clock.now()), nullptr);
  EXPECT_EQ(books.current()->rules().stops.find(question, bench.clock.now())->reason, "a fire");
  ASSERT_TRUE(lift_price_stop(context(), {.id = made->stop.id, .reason = "it is out", .actor = "shell"}).has_value());
  EXPECT_TRUE(loader.refresh());
  EXPECT_TRUE(books.current()->rules().stops.empty());
}

TEST_P(PriceStopDesk, AStopThatBeginsAndEndsByTheClockMovesTheBookThen) {
  ScratchFolder cache;
  RateBooks books;
  RateBookLoader loader(*bench.database, books, bench.clock, bench.log, cache.path());
  PriceStopRequest request = of_supplier();
  request.from = bench.clock.now() + Duration::hours(1);
  request.until = bench.clock.now() + Duration::hours(2);
  ASSERT_TRUE(stop_prices(context(), request).has_value());
  ASSERT_TRUE(loader.refresh());
  bench.clock.advance(Duration::minutes(59));
  EXPECT_FALSE(loader.refresh());
  bench.clock.advance(Duration::minutes(1));
  EXPECT_TRUE(loader.refresh());
  EXPECT_FALSE(books.current()->rules().stops.empty());
  bench.clock.advance(Duration::hours(1));
  EXPECT_TRUE(loader.refresh());
  EXPECT_TRUE(books.current()->rules().stops.empty());
}

TEST_P(PriceStopDesk, RefusesWhatIsNotMeant) {
  PriceStopRequest request = of_supplier();
  request.supplier.clear();
  EXPECT_EQ(refusal(request), "stop_too_wide");
  request.supplier = "nobody";
  EXPECT_EQ(refusal(request), "unknown_supplier");
  request = of_supplier();
  request.utility = "nowhere";
  EXPECT_EQ(refusal(request), "unknown_utility");
  request = of_supplier();
  request.state = "pa";
  EXPECT_EQ(refusal(request), "state_malformed");
  request = of_supplier();
  request.until = bench.clock.now();
  EXPECT_EQ(refusal(request), "stop_over");
  request = of_supplier();
  request.reason.clear();
  EXPECT_EQ(refusal(request), "reason_missing");
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM price_stops"), 0);
}

TEST_P(PriceStopDesk, ItNeverBeginsInThePast) {
  PriceStopRequest request = of_supplier();
  request.from = bench.clock.now() - Duration::hours(5);
  EXPECT_EQ(stop_prices(context(), request)->stop.from, bench.clock.now());
}

TEST_P(PriceStopDesk, CanBeLiftedOnceAndNotAfterItsEnd) {
  PriceStopRequest request = of_supplier();
  request.until = bench.clock.now() + Duration::hours(1);
  const auto first = stop_prices(context(), request);
  const auto second = stop_prices(context(), request);
  ASSERT_TRUE(lift_price_stop(context(), {.id = first->stop.id, .reason = "done", .actor = "shell"}).has_value());
  EXPECT_EQ(lift_price_stop(context(), {.id = first->stop.id, .reason = "done", .actor = "shell"}).error().code, "price_stop_lifted");
  bench.clock.advance(Duration::hours(1));
  EXPECT_EQ(lift_price_stop(context(), {.id = second->stop.id, .reason = "done", .actor = "shell"}).error().code, "price_stop_over");
}

TEST_P(PriceStopDesk, BothStepsAreAudited) {
  const auto made = stop_prices(context(), of_supplier());
  bench.clock.advance(Duration::seconds(1));
  ASSERT_TRUE(lift_price_stop(context(), {.id = made->stop.id, .reason = "it is out", .actor = "app_1"}).has_value());
  const std::string all = jobs("audit.append");
  EXPECT_NE(all.find(R"("actor":"cli","action":"price_stop.made","subject":")" + made->stop.id.text()), std::string::npos) << all;
  EXPECT_NE(all.find(R"("actor":"application app_1","action":"price_stop.lifted")"), std::string::npos) << all;
}

TEST_P(PriceStopDesk, QuotesAreReviewedOnlyWhereTheSupplierEndsThem) {
  ASSERT_TRUE(stop_prices(context(), of_supplier()).has_value());
  EXPECT_EQ(jobs(kQuoteReviewJob), "");
  set_policy(QuotePolicy::kill_unsigned);
  PriceStopRequest wide{.state = "IL", .reason = "a storm", .actor = "shell"};
  const auto made = stop_prices(context(), wide);
  const auto stopped = parse_stopped_prices(jobs(kQuoteReviewJob));
  ASSERT_TRUE(stopped.has_value());
  EXPECT_EQ(stopped->suppliers, std::vector<std::string>{"prairie-crown"});
  EXPECT_EQ(stopped->stop->id, made->stop.id);
  EXPECT_EQ(stopped->stop->state, "IL");
  EXPECT_EQ(stopped->reason, "a storm");
}

TEST_P(PriceStopDesk, AWithdrawalHasTheSheetsQuotesReviewed) {
  set_policy(QuotePolicy::kill_unsigned);
  const auto id = SheetId::parse(bench.import(PrairieFile{}).sheet_id);
  SheetActionContext actions = bench.actions();
  actions.quotes = &reviews;
  ASSERT_TRUE(act_on_sheet(actions, {.sheet = *id, .action = SheetAction::withdraw, .actor = "shell", .reason = "wrong file"}).has_value());
  const auto stopped = parse_stopped_prices(jobs(kQuoteReviewJob));
  ASSERT_TRUE(stopped.has_value());
  EXPECT_EQ(stopped->sheet, *id);
  EXPECT_EQ(stopped->suppliers, std::vector<std::string>{"prairie-crown"});
}

TEST_P(PriceStopDesk, SettingsKeepWhatIsNotNamed) {
  set_policy(QuotePolicy::kill_unsigned);
  bench.database->write([&](SqlTransaction& transaction) {
    EXPECT_TRUE(change_supplier_settings(transaction, *bench.market, bench.clock, nullptr, {.supplier = "prairie-crown", .move_limit_millionths = 100'000, .actor = "shell"}));
    EXPECT_EQ(change_supplier_settings(transaction, *bench.market, bench.clock, nullptr, {.supplier = "nobody", .actor = "shell"}).error().code, "supplier_not_found");
    return true;
  });
  SupplierSettings settings;
  bench.database->read([&](SqlReader& reader) { settings = read_supplier_settings(reader, "prairie-crown"); });
  EXPECT_EQ(settings, (SupplierSettings{QuotePolicy::kill_unsigned, 100'000, 500'000}));
}

TEST(MoveLimit, IsAPercentage) {
  EXPECT_EQ(*parse_move_limit("25"), 250'000);
  EXPECT_EQ(*parse_move_limit("0.01"), 100);
  EXPECT_EQ(percent_text(125'000), "12.5");
  for (const char* wrong : {"", "0", "-5", "1001", "5.00001", "5%", "abc"}) EXPECT_EQ(parse_move_limit(wrong).error().code, "move_limit_malformed") << wrong;
}

TEST(StoppedPricesPayload, IsRefusedWhereItIsNone) {
  for (const char* wrong : {"", "{}", "[]", R"({"suppliers":[]})", R"({"sheet":"x","suppliers":[]})"}) {
    EXPECT_EQ(parse_stopped_prices(wrong).error().code, "quote_review_unreadable") << wrong;
  }
}

}  // namespace
}  // namespace switchyard::pricing
