#include "pricing/terms/terms_actions.hpp"

#include "pricing/search.hpp"
#include "pricing/sheets/rate_book_loader.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

class TermsDesk : public ::testing::TestWithParam<Engine> {
 protected:
  TermsContext context() { return {*bench.database, bench.clock, *bench.market, bench.random, EnvironmentName::test, &audit}; }
  static access::PartnerId partner() {
    Uuid uuid;
    uuid.bytes[15] = 1;
    return access::PartnerId(uuid);
  }
  static TermsRequest house_fee(std::int64_t micros) {
    return {.kind = TermsKind::house_fee, .place = {.supplier = "prairie-crown", .commodity = Commodity::electric}, .content = {.house_fee_micros = micros},
            .reason = "our share", .actor = "shell"};
  }
  std::string refusal(const TermsRequest& request) {
    const auto outcome = set_terms(context(), request);
    return outcome ? "set" : outcome.error().code;
  }

  SheetBench bench{GetParam()};
  access::AuditRelay audit{SecurityClock{bench.clock}, bench.random, EnvironmentName::test};
};
INSTANTIATE_TEST_SUITE_P(Engines, TermsDesk, every_engine(), engine_name);

TEST_P(TermsDesk, ARowIsInTheNextBookAndOutOfTheOneAfterItIsClosed) {
  ScratchFolder cache;
  RateBooks books;
  RateBookLoader loader(*bench.database, books, bench.clock, bench.log, cache.path());
  loader.refresh();
  const auto fee_now = [&] {
    return books.current()->rules().terms->of({.supplier = "prairie-crown", .commodity = Commodity::electric, .state = {}, .utility = {}}, bench.clock.now()).house_fee_micros;
  };
  EXPECT_EQ(fee_now(), 0);
  const auto made = set_terms(context(), house_fee(1'234));
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_TRUE(loader.refresh());
  EXPECT_EQ(fee_now(), 1'234);
  const Instant held = bench.clock.now();
  bench.clock.advance(Duration::hours(1));
  ASSERT_TRUE(close_terms(context(), {.id = made->id, .reason = "no longer", .actor = "shell"}).has_value());
  EXPECT_TRUE(loader.refresh());
  EXPECT_EQ(fee_now(), 0);
  const TermsQuestion question{.supplier = "prairie-crown", .commodity = Commodity::electric, .state = {}, .utility = {}};
  EXPECT_EQ(books.current()->rules().terms->of(question, held).house_fee_micros, 1'234);
}

TEST_P(TermsDesk, ARowThatBeginsByTheClockMovesTheBookThen) {
  ScratchFolder cache;
  RateBooks books;
  RateBookLoader loader(*bench.database, books, bench.clock, bench.log, cache.path());
  TermsRequest request = house_fee(1'000);
  request.from = bench.clock.now() + Duration::hours(1);
  ASSERT_TRUE(set_terms(context(), request).has_value());
  ASSERT_TRUE(loader.refresh());
  bench.clock.advance(Duration::minutes(59));
  EXPECT_FALSE(loader.refresh());
  bench.clock.advance(Duration::minutes(1));
  EXPECT_TRUE(loader.refresh());
}

TEST_P(TermsDesk, EverythingThatWasWrittenIsReadAgain) {
  TermsRequest request{.kind = TermsKind::supplier, .place = {.supplier = "prairie-crown", .commodity = Commodity::electric, .state = "IL", .utility = "comed"}, .reason = "a contract", .actor = "shell"};
  request.content.margin = MarginRule{.min_micros = 100, .max_micros = 17'000, .step_micros = 100, .default_micros = 5'000};
  request.content.gross_up = GrossUp{GrossUpForm::on_fee, 1'062'700};
  request.content.share = ShareRule{.tiers = {{}, {.from_micros = 7'000, .share_millionths = 500'000}}, .realized_max_micros = 12'000};
  request.until = bench.clock.now() + Duration::hours(100);
  const auto made = set_terms(context(), request);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  std::optional<TermsRecord> read;
  bench.database->read([&](SqlReader& reader) { read = find_terms(reader, made->id); });
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->place, request.place);
  EXPECT_EQ(read->content.margin, request.content.margin);
  EXPECT_EQ(read->content.gross_up, request.content.gross_up);
  EXPECT_EQ(read->content.share, request.content.share);
  EXPECT_EQ(read->until, request.until);
  EXPECT_EQ(read->made_by, "shell");
  TermsRequest entitlement{.kind = TermsKind::entitlement, .place = {.partner = partner(), .supplier = "prairie-crown"}, .content = {.agent_code = "A-17", .license = "ICC 9"}, .reason = "appointed", .actor = "shell"};
  ASSERT_TRUE(set_terms(context(), entitlement).has_value());
  std::vector<TermsRecord> listed;
  bench.database->read([&](SqlReader& reader) { listed = list_terms(reader, {.partner = partner().text(), .open_at = bench.clock.now()}); });
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].content.agent_code, "A-17");
  EXPECT_EQ(listed[0].content.license, "ICC 9");
}

TEST_P(TermsDesk, TwoRowsOfOnePlaceDoNotHoldAtOnce) {
  const auto first = set_terms(context(), house_fee(1'000));
  ASSERT_TRUE(first.has_value());
  const auto second = set_terms(context(), house_fee(2'000));
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, "terms_overlap");
  EXPECT_NE(second.error().message.find(first->id.text()), std::string::npos);
  const Instant midnight = bench.clock.now() + Duration::hours(9);
  ASSERT_TRUE(close_terms(context(), {.id = first->id, .at = midnight, .reason = "a new year", .actor = "shell"}).has_value());
  EXPECT_EQ(refusal(house_fee(2'000)), "terms_overlap");
  TermsRequest next = house_fee(2'000);
  next.from = midnight;
  EXPECT_EQ(refusal(next), "set");
  TermsRequest elsewhere = house_fee(3'000);
  elsewhere.place.state = "IL";
  EXPECT_EQ(refusal(elsewhere), "set");
}

TEST_P(TermsDesk, RefusesWhatIsNotSound) {
  TermsRequest request = house_fee(1'000);
  request.place.supplier = "nobody";
  EXPECT_EQ(refusal(request), "unknown_supplier");
  request = house_fee(1'000);
  request.place.utility = "nowhere";
  EXPECT_EQ(refusal(request), "unknown_utility");
  request = house_fee(1'000);
  request.place.state = "pa";
  EXPECT_EQ(refusal(request), "state_malformed");
  request = house_fee(1'000);
  request.place.commodity = {};
  EXPECT_EQ(refusal(request), "terms_incomplete");
  request = house_fee(-1);
  EXPECT_EQ(refusal(request), "terms_unsound");
  request = house_fee(1'000);
  request.from = bench.clock.now() - Duration::milliseconds(1);
  EXPECT_EQ(refusal(request), "terms_backdated");
  request.from = {};
  request.until = bench.clock.now();
  EXPECT_EQ(refusal(request), "terms_empty");
  request = house_fee(1'000);
  request.reason.clear();
  EXPECT_EQ(refusal(request), "reason_missing");
  request = {.kind = TermsKind::entitlement, .reason = "x"};
  EXPECT_EQ(refusal(request), "terms_incomplete");
  request = {.kind = TermsKind::supplier, .place = {.supplier = "prairie-crown", .commodity = Commodity::electric}, .reason = "x"};
  EXPECT_EQ(refusal(request), "terms_incomplete");
  request.content.margin = MarginRule{.min_micros = 2, .max_micros = 1};
  EXPECT_EQ(refusal(request), "terms_unsound");
  request.content.margin = MarginRule{.max_micros = 100, .step_micros = 30, .default_micros = 50};
  EXPECT_EQ(refusal(request), "terms_unsound");
  request.content = {.gross_up = GrossUp{GrossUpForm::on_fee, 999'999}};
  EXPECT_EQ(refusal(request), "terms_unsound");
  request.content = {.share = ShareRule{.tiers = {{.from_micros = 5}}}};
  EXPECT_EQ(refusal(request), "share_unsound");
}

TEST_P(TermsDesk, ARowIsClosedOnceAndNotInThePast) {
  const auto made = set_terms(context(), house_fee(1'000));
  ASSERT_TRUE(made.has_value());
  CloseTermsRequest close{.id = made->id, .at = bench.clock.now() - Duration::hours(1), .reason = "x", .actor = "shell"};
  EXPECT_EQ(close_terms(context(), close).error().code, "terms_backdated");
  close.at = {};
  EXPECT_EQ(state_of(*close_terms(context(), close), bench.clock.now()), "over");
  EXPECT_EQ(close_terms(context(), close).error().code, "price_terms_over");
  close.id = TermsId(Uuid{});
  EXPECT_EQ(close_terms(context(), close).error().code, "price_terms_not_found");
}

TEST_P(TermsDesk, EachChangeIsAudited) {
  const auto made = set_terms(context(), house_fee(1'000));
  ASSERT_TRUE(made.has_value());
  ASSERT_TRUE(close_terms(context(), {.id = made->id, .reason = "no longer", .actor = "shell"}).has_value());
  std::string all;
  bench.database->read([&](SqlReader& reader) {
    reader.query("SELECT payload FROM outbox_jobs WHERE kind = $1 ORDER BY id", {access::kAuditJob}, [&](const SqlRow& row) { all += row.text(0); });
  });
  EXPECT_NE(all.find("price_terms.set"), std::string::npos) << all;
  EXPECT_NE(all.find("price_terms.closed"), std::string::npos) << all;
  EXPECT_NE(all.find(made->id.text()), std::string::npos) << all;
}

}  // namespace
}  // namespace switchyard::pricing
