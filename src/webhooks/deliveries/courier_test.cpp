#include "webhooks/deliveries/courier.hpp"

#include <gtest/gtest.h>

#include <set>

#include "webhooks/webhook_bench_fake.hpp"

namespace switchyard::webhooks {
namespace {

class Couriers : public ::testing::TestWithParam<Engine>, protected WebhookBench {
 protected:
  Couriers() : WebhookBench(GetParam()) {}

  static std::string header(const WebhookCall& call, std::string_view name) {
    for (const auto& [key, value] : call.headers) {
      if (key == name) return value;
    }
    return {};
  }
  std::vector<std::string> called_subjects() const {
    std::vector<std::string> subjects;
    for (const WebhookCall& call : sender.calls) {
      const auto begin = call.body.find("\"subject\":\"") + 11;
      subjects.push_back(call.body.substr(begin, call.body.find('"', begin) - begin));
    }
    return subjects;
  }
};

TEST_P(Couriers, AnEventGoesToTheEndpointsThatWantItWithTheFeedsBytes) {
  make_endpoint();
  make_endpoint({.url = "https://partner.example/quotes", .event_types = {"quote.*"}});
  const auto id = publish("contract.signed");
  look();
  ASSERT_EQ(sender.calls.size(), 1u);
  EXPECT_EQ(sender.calls[0].url, "https://partner.example/hooks");
  EXPECT_EQ(header(sender.calls[0], "webhook-id"), id.text());
  EXPECT_EQ(header(sender.calls[0], "webhook-timestamp"), "1735732800");
  EXPECT_TRUE(header(sender.calls[0], "webhook-signature").starts_with("v1,"));
  EXPECT_NE(sender.calls[0].body.find("\"status\":\"signed\""), std::string::npos);
  const auto sent = deliveries();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].state, DeliveryState::delivered);
  EXPECT_EQ(sent[0].attempts, 1);
  look();
  EXPECT_EQ(sender.calls.size(), 1u);
}

TEST_P(Couriers, AFailureIsTriedAgainByTheScheduleAndThenADeadLetter) {
  make_endpoint();
  sender.answer = [](const WebhookCall&) { return WebhookAnswer{.status = 500, .body = "no"}; };
  publish("contract.signed");
  const std::vector<Duration> pauses = {Duration::seconds(5), Duration::minutes(5), Duration::minutes(30), Duration::hours(2), Duration::hours(5), Duration::hours(10), Duration::hours(10)};
  look();
  for (std::size_t i = 0; i < pauses.size(); ++i) {
    EXPECT_EQ(sender.calls.size(), i + 1);
    const Delivery waiting = deliveries().front();
    EXPECT_EQ(waiting.state, DeliveryState::pending);
    const Duration pause = waiting.next_at - clock.now();
    EXPECT_GE(pause, pauses[i]);
    EXPECT_LE(pause.ms, pauses[i].ms + pauses[i].ms / 10);
    clock.set(waiting.next_at - Duration::milliseconds(1));
    look();
    EXPECT_EQ(sender.calls.size(), i + 1);
    clock.set(waiting.next_at);
    look();
  }
  EXPECT_EQ(deliveries().front().state, DeliveryState::exhausted);
  EXPECT_EQ(deliveries().front().last_error, "answered 500");
  const DeliveryId id = deliveries().front().id;
  std::vector<Attempt> tries;
  database->read([&](SqlReader& reader) { tries = attempts_of(reader, id); });
  ASSERT_EQ(tries.size(), 8u);
  EXPECT_EQ(tries[7].number, 8);
  EXPECT_EQ(tries[7].answer, "no");
}

TEST_P(Couriers, RetryAfterIsObeyedWhereItIsLonger) {
  make_endpoint();
  sender.answer = [](const WebhookCall&) { return WebhookAnswer{.status = 429, .retry_after = "600"}; };
  publish("contract.signed");
  look();
  EXPECT_EQ(deliveries().front().next_at, kNoon + Duration::minutes(10));
}

TEST_P(Couriers, AGoneEndpointHearsNothingMoreUntilItIsRecovered) {
  const EndpointId id = make_endpoint().endpoint.id;
  sender.answer = [](const WebhookCall&) { return WebhookAnswer{.status = 410}; };
  publish("contract.signed");
  look();
  EXPECT_EQ(endpoint(id).state, EndpointState::disabled);
  EXPECT_EQ(endpoint(id).disabled_reason, "gone");
  publish("contract.executed");
  look();
  EXPECT_EQ(sender.calls.size(), 1u);
  sender.answer = [](const WebhookCall&) { return WebhookAnswer{.status = 204}; };
  const auto queued = write([&](SqlTransaction& transaction) { return recover_endpoint(transaction, desk(), caller().partner_id, {id, {}}, kNoon - Duration::hours(1)); });
  EXPECT_EQ(queued.value(), 3);  // Both, and that it was disabled.
  look();
  EXPECT_EQ(sender.calls.size(), 4u);
  EXPECT_EQ(endpoint(id).state, EndpointState::active);
}

TEST_P(Couriers, FiveDaysOfFailureDisableAndTellTheOtherEndpoints) {
  const EndpointId id = make_endpoint().endpoint.id;
  make_endpoint({.url = "https://partner.example/ops", .event_types = {"endpoint.*"}});
  sender.answer = [](const WebhookCall& call) { return WebhookAnswer{.status = call.url.ends_with("/ops") ? 200 : 503}; };
  for (int day = 0; day <= 5; ++day) {
    clock.set(kNoon + Duration::hours(24 * day));
    publish("contract.signed", "ctr_" + std::to_string(day));
    look();
  }
  EXPECT_EQ(endpoint(id).state, EndpointState::disabled);
  EXPECT_EQ(endpoint(id).disabled_reason, "failing");
  EXPECT_EQ(sender.calls.back().url, "https://partner.example/ops");
  EXPECT_NE(sender.calls.back().body.find("\"endpoint.disabled\""), std::string::npos);
}

TEST_P(Couriers, InOrderTheNextOfASubjectWaitsForTheFormer) {
  make_endpoint({.url = "https://partner.example/hooks", .order = DeliveryOrder::by_subject});
  sender.answer = [](const WebhookCall& call) { return WebhookAnswer{.status = call.body.find("ctr_1") == std::string::npos ? 200 : 500}; };
  publish("contract.sent", "ctr_1");
  publish("contract.signed", "ctr_1");
  publish("contract.sent", "ctr_2");
  look();
  EXPECT_EQ(called_subjects(), (std::vector<std::string>{"ctr_1", "ctr_2"}));
  sender.answer = [](const WebhookCall&) { return WebhookAnswer{.status = 200}; };
  clock.advance(Duration::seconds(6));
  look();
  EXPECT_EQ(called_subjects(), (std::vector<std::string>{"ctr_1", "ctr_2", "ctr_1", "ctr_1"}));
}

TEST_P(Couriers, APausedEndpointGathersAndGetsAllWhenItIsResumed) {
  const EndpointId id = make_endpoint().endpoint.id;
  ASSERT_TRUE(write([&](SqlTransaction& transaction) { return pause_endpoint(transaction, desk(), caller().partner_id, {id, {}}); }).has_value());
  publish("contract.sent");
  publish("contract.signed");
  look();
  EXPECT_TRUE(sender.calls.empty());
  ASSERT_TRUE(write([&](SqlTransaction& transaction) { return resume_endpoint(transaction, desk(), caller().partner_id, {id, {}}); }).has_value());
  look();
  EXPECT_EQ(sender.calls.size(), 2u);
}

TEST_P(Couriers, OneNodeOwnsAnEndpointAndAnotherTakesOverWhenItsLeaseEnds) {
  make_endpoint();
  sender.holds_back = true;
  publish("contract.signed");
  look();
  ASSERT_EQ(sender.calls.size(), 1u);
  TellingSender others;
  const auto other = another_courier(others);
  publish("contract.executed");
  (void)other->look();
  (void)other->look();
  EXPECT_TRUE(others.calls.empty());
  clock.advance(Duration::seconds(61));
  while (other->look()) {
  }
  EXPECT_EQ(others.calls.size(), 2u);
  EXPECT_EQ(header(others.calls[0], "webhook-id"), header(sender.calls[0], "webhook-id"));
}

TEST_P(Couriers, ABacklogGoesOnceWithSixteenCallsAtATime) {
  make_endpoint();
  sender.holds_back = true;
  for (int i = 0; i < 100; ++i) publish("contract.signed");
  look();
  EXPECT_EQ(sender.calls.size(), 16u);
  sender.holds_back = false;
  sender.let_go();
  look();
  std::set<std::string> ids;
  for (const WebhookCall& call : sender.calls) ids.insert(std::string(header(call, "webhook-id")));
  EXPECT_EQ(ids.size(), 100u);
  EXPECT_EQ(sender.calls.size(), 100u);
  EXPECT_EQ(deliveries({.state = DeliveryState::delivered}).size(), 100u);
}

TEST_P(Couriers, AFormerSecretSignsBesideTheNewOneForAWhile) {
  const MadeEndpoint made = make_endpoint();
  write([&](SqlTransaction& transaction) {
    return rotate_secret(transaction, desk(), caller().partner_id, {made.endpoint.id, {}}, Duration::hours(1)).value().endpoint.version;
  });
  publish("contract.sent");
  look();
  EXPECT_EQ(header(sender.calls[0], "webhook-signature").find(" v1,") != std::string::npos, true);
  clock.advance(Duration::hours(2));
  publish("contract.signed");
  look();
  EXPECT_EQ(header(sender.calls[1], "webhook-signature").find(' '), std::string::npos);
}

TEST_P(Couriers, ARateIsKept) {
  make_endpoint({.url = "https://partner.example/hooks", .rate_per_second = 2});
  for (int i = 0; i < 5; ++i) publish("contract.sent", "ctr_" + std::to_string(i));
  look();
  EXPECT_EQ(sender.calls.size(), 2u);
}

TEST_P(Couriers, ATestGoesToItsEndpointAlone) {
  const EndpointId id = make_endpoint().endpoint.id;
  make_endpoint({.url = "https://partner.example/other"});
  ASSERT_TRUE(write([&](SqlTransaction& transaction) { return test_endpoint(transaction, desk(), caller().partner_id, {id, {}}); }).has_value());
  look();
  ASSERT_EQ(sender.calls.size(), 1u);
  EXPECT_EQ(sender.calls[0].url, "https://partner.example/hooks");
}

INSTANTIATE_TEST_SUITE_P(Engines, Couriers, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::webhooks
