#include "webhooks/feed/rest_events.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <optional>

#include "adapters/test_databases_fake.hpp"
#include "outbox/event_feed.hpp"
#include "outbox/event_numberer.hpp"
#include "ports/clock_fake.hpp"
#include "ports/log_fake.hpp"
#include "ports/random_fake.hpp"
#include "webhooks/feed/feed_cursor.hpp"

namespace switchyard::webhooks {
namespace {

constexpr Instant kNoon = Instant::from_unix_ms(1'735'732'800'000);

class Events : public ::testing::TestWithParam<Engine> {
 protected:
  access::Caller caller(std::string_view partner = "prt_01jgfjjr0000000000000000p1") {
    return {.partner_id = access::PartnerId::parse(partner).value(),
            .application_id = access::ApplicationId::parse("app_01jgfjjr0000000000000000a1").value(),
            .client_id = "client",
            .environment = EnvironmentName::test,
            .scopes = {access::Scope::events_read}};
  }
  outbox::EventId publish(std::string_view type, std::string_view subject, std::string_view payload = R"({"status":"signed"})") {
    std::optional<outbox::EventId> id;
    const std::string partner = caller().partner_id.text();
    database_->write([&](SqlTransaction& transaction) {
      id = outbox_.publish(transaction, {.type = type, .audience = std::string_view(partner), .subject = subject, .payload = payload, .at = kNoon});
      return true;
    });
    numberer_.number_all();
    return *id;
  }
  http::Response ask(std::string query, std::string accept = {}, std::string last_event = {}) {
    http::Request request;
    request.path = "/v1/events";
    request.query = std::move(query);
    if (!accept.empty()) request.headers.emplace_back("accept", accept);
    if (!last_event.empty()) request.headers.emplace_back("last-event-id", last_event);
    return list_events_route(caller(), request, desk());
  }
  std::vector<std::string> subjects(const http::Response& response) {
    std::vector<std::string> subjects;
    const boost::json::value body = boost::json::parse(response.body);
    for (const auto& item : body.at("items").as_array()) subjects.emplace_back(item.at("subject").as_string());
    return subjects;
  }
  std::string next_of(const http::Response& response) { return std::string(boost::json::parse(response.body).at("nextCursor").as_string()); }
  FeedDesk desk() { return {.database = *database_, .bell = bell_, .clock = SecurityClock{clock_}}; }

  TestDatabase database_{GetParam(), outbox::outbox_migrations()};
  FixedClock clock_{kNoon};
  SeededRandom random_;
  KeptLog log_;
  outbox::Outbox outbox_{SecurityClock{clock_}, random_};
  outbox::EventNumberer numberer_{*database_, log_, Duration::milliseconds(20)};
  EventBell bell_{*database_};
};

TEST_P(Events, AnEventSaysWhatItIsAndThenWhatItsTypeSays) {
  const auto id = publish("contract.signed", "ctr_1", R"({"sequence":4,"previousStatus":"viewed","status":"signed","id":"forged","environment":"live"})");
  const auto response = ask("");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"items":[{"id":")" + id.text() + R"(","type":"contract.signed","version":1,"environment":"test","partnerId":"prt_01jgfjjr0000000000000000p1",)" +
                               R"("worldId":null,"occurredAt":"2025-01-01T12:00:00Z","subject":"ctr_1","sequence":4,"previousStatus":"viewed","status":"signed",)" +
                               R"("reason":null,"yourReference":null,"links":{"self":"/v1/events/)" + id.text() + R"("}}],"nextCursor":"ec1-1"})");
}

TEST_P(Events, PagesGoOnWhereTheFormerEndedAndTheEndIsWhereTheNextBegins) {
  for (const char* subject : {"ctr_1", "ctr_2", "ctr_3"}) publish("contract.sent", subject);
  const auto first = ask("limit=2");
  EXPECT_EQ(subjects(first), (std::vector<std::string>{"ctr_1", "ctr_2"}));
  const auto second = ask("limit=2&cursor=" + next_of(first));
  EXPECT_EQ(subjects(second), (std::vector<std::string>{"ctr_3"}));
  const std::string end = next_of(second);
  EXPECT_TRUE(subjects(ask("cursor=" + end)).empty());
  EXPECT_EQ(next_of(ask("cursor=" + end)), end);
  publish("contract.sent", "ctr_4");
  EXPECT_EQ(subjects(ask("cursor=" + end)), (std::vector<std::string>{"ctr_4"}));
}

TEST_P(Events, TypesFamiliesAndSubjectsNarrowTheFeed) {
  publish("contract.sent", "ctr_1");
  publish("quote.created", "quo_1");
  publish("contract.signed", "ctr_1");
  EXPECT_EQ(subjects(ask("type=contract.*")), (std::vector<std::string>{"ctr_1", "ctr_1"}));
  EXPECT_EQ(subjects(ask("type=quote.created&type=contract.signed")), (std::vector<std::string>{"quo_1", "ctr_1"}));
  EXPECT_EQ(subjects(ask("subject=quo_1")), (std::vector<std::string>{"quo_1"}));
  EXPECT_EQ(next_of(ask("type=nothing.here")), "ec1-3");
}

TEST_P(Events, ACursorBehindWhatIsKeptIsGoneWithTheWayOn) {
  publish("contract.sent", "ctr_1");
  clock_.set(kNoon + outbox::kEventsKept + Duration::hours(1));
  publish("contract.signed", "ctr_1");
  database_->write([&](SqlTransaction& transaction) { return outbox::forget_events(transaction, clock_.now() - outbox::kEventsKept, 100) == 1; });
  const auto gone = ask("cursor=ec1-0");
  EXPECT_EQ(gone.status, 410);
  EXPECT_NE(gone.body.find("\"cursor_expired\""), std::string::npos);
  EXPECT_NE(gone.body.find("ec1-1"), std::string::npos);
  EXPECT_EQ(subjects(ask("cursor=ec1-1")), (std::vector<std::string>{"ctr_1"}));
  EXPECT_EQ(subjects(ask("")), (std::vector<std::string>{"ctr_1"}));
}

TEST_P(Events, AnotherPartnersEventsAreNotThere) {
  const auto id = publish("contract.sent", "ctr_1");
  http::Request request;
  request.path_captures = {id.text()};
  EXPECT_EQ(get_event_route(caller(), request, desk()).status, 200);
  EXPECT_EQ(get_event_route(caller("prt_01jgfjjr0000000000000000p2"), request, desk()).status, 404);
  EXPECT_EQ(subjects(list_events_route(caller("prt_01jgfjjr0000000000000000p2"), {}, desk())), std::vector<std::string>{});
}

TEST_P(Events, MistakesAreNamed) {
  EXPECT_EQ(ask("cursor=zz").status, 400);
  EXPECT_EQ(ask("cursor=ec1-01").status, 400);
  EXPECT_EQ(ask("since=yesterday").status, 400);
  EXPECT_EQ(ask("cursor=ec1-0&since=2025-01-01T00:00:00Z").status, 400);
  EXPECT_EQ(ask("limit=201").status, 400);
  EXPECT_EQ(ask("colour=red").status, 400);
}

TEST_P(Events, AStreamHasEachEventWithTheCursorAfterIt) {
  publish("contract.sent", "ctr_1");
  publish("contract.signed", "ctr_1");
  const auto response = ask("", "text/event-stream", "ec1-1");
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "text/event-stream");
  std::string piece;
  EXPECT_TRUE(response.stream(piece));
  EXPECT_TRUE(piece.starts_with("retry: 2000\n\nid: ec1-2\nevent: contract.signed\ndata: {\"id\":\"evt_")) << piece;
  bell_.silence();
  piece.clear();
  EXPECT_FALSE(response.stream(piece));
  EXPECT_EQ(piece, ":\n\n");
}

TEST_P(Events, AnApplicationHoldsAFewStreamsAndATokensLifeIsTheirs) {
  std::vector<http::Response> open;
  for (int i = 0; i < kEventStreamsOfApplicationMax; ++i) open.push_back(ask("", "text/event-stream"));
  EXPECT_EQ(ask("", "text/event-stream").status, 429);
  open.pop_back();
  open.push_back(ask("", "text/event-stream"));
  EXPECT_EQ(open.back().status, 200);
  publish("contract.sent", "ctr_1");
  clock_.advance(kEventStreamLife);
  std::string piece;
  EXPECT_FALSE(open.back().stream(piece));
}

INSTANTIATE_TEST_SUITE_P(Engines, Events, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::webhooks
