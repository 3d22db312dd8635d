#include <gmock/gmock.h>

#include <map>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "adapters/sodium/sodium_sealer.hpp"
#include "adapters/system/metrics_registry.hpp"
#include "esign/connect/connect_delivery.hpp"
#include "esign/connect/connect_desk.hpp"
#include "adapters/openssl/openssl_keyed_digest.hpp"
#include "esign/connect/message_signature.hpp"
#include "esign/esign_fixture_fake.hpp"
#include "outbox/run_pending_jobs.hpp"

namespace switchyard::esign {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

// Remembers what it was sent and answers as it is told.
class ListenerFake final : public HttpClient {
 public:
  Result<HttpAnswer> send(const HttpCall& call) override {
    calls.push_back(call);
    if (status == 0) return Error{ErrorKind::unavailable, "peer_unreachable", "nobody there"};
    return HttpAnswer{.status = status, .headers = {}, .body = {}};
  }
  [[nodiscard]] std::vector<std::string> events() const {
    std::vector<std::string> names;
    for (const HttpCall& call : calls) names.emplace_back(boost::json::parse(call.body).at("event").as_string());
    return names;
  }
  std::vector<HttpCall> calls;
  int status = 200;
};

std::string header_of(const HttpCall& call, std::string_view name) {
  for (const auto& [each, value] : call.headers) {
    if (each == name) return value;
  }
  return {};
}

class Connect : public EsignSuite {
 protected:
  ConnectConfiguration listen(std::vector<std::string> events, bool requires_acknowledgment = true, std::string url = "https://listener.example/connect") {
    return in_transaction<ConnectConfiguration>([&](SqlTransaction& transaction) {
             return create_connect_configuration(transaction, service_,
                                                 {.account = account_.id, .name = "ours",
                                                  .notification = {.url = url, .events = std::move(events), .requires_acknowledgment = requires_acknowledgment}});
           }).value();
  }
  void write(const std::function<void(SqlTransaction&)>& work) {
    database_->write([&](SqlTransaction& transaction) {
      work(transaction);
      return true;
    });
  }
  NewConnectKey key() {
    return in_transaction<NewConnectKey>([&](SqlTransaction& transaction) { return create_connect_key(transaction, service_, sealer_, account_.id); }).value();
  }
  // Events are handed on and what is due is delivered.
  void run() {
    const outbox::JobRunner::Parts parts{.database = *database_, .clock = SecurityClock{real_clock_}, .random = random_, .log = log_, .metrics = metrics_};
    outbox::run_pending_jobs(parts, kConnectEventJob, connect_expander(service_));
    const auto deliver = connect_deliverer({.service = service_, .http = http_, .sealer = sealer_, .digest = digest_, .metrics = metrics_,
                                            .summary = [this](const AccountId&, const EnvelopeId&, const EventNotification&) { return summary_; }});
    while (outbox::run_pending_jobs(parts, kConnectDeliveryJob, deliver, kConnectJobRetries) > 0) {
    }
  }
  std::vector<ConnectDelivery> failures() {
    std::vector<ConnectDelivery> all;
    database_->read([&](SqlReader& reader) { all = list_connect_failures(reader, account_.id); });
    return all;
  }
  std::vector<ConnectDelivery> logs() {
    std::vector<ConnectDelivery> all;
    database_->read([&](SqlReader& reader) { all = list_connect_logs(reader, account_.id); });
    return all;
  }
  bool is_failing(std::int64_t id) {
    bool failing = false;
    database_->read([&](SqlReader& reader) { failing = find_connect_configuration(reader, account_.id, id)->is_failing; });
    return failing;
  }

  const std::unique_ptr<adapters::SodiumSealer> held_sealer_ = adapters::SodiumSealer::from_key_ring("0000000a " + std::string(64, 'a')).value();
  adapters::SodiumSealer& sealer_ = *held_sealer_;
  adapters::MetricsRegistry metrics_;
  ListenerFake http_;
  Result<std::string> summary_ = std::string(R"({"status":"completed"})");
  const adapters::OpensslKeyedDigest digest_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Connect, every_engine(), engine_name);

TEST_P(Connect, EventsComeInOrderInTheShapeThatListenersKnow) {
  const auto configuration = listen({"envelope-sent", "recipient-completed", "Completed"});
  const auto envelope = sent({signer_fake()});
  clock_.advance(Duration::minutes(5));
  sign(envelope);
  run();
  EXPECT_THAT(http_.events(), ElementsAre("envelope-sent", "recipient-completed", "envelope-completed"));
  EXPECT_EQ(http_.calls[0].url, "https://listener.example/connect");
  EXPECT_EQ(http_.calls[0].method, "POST");
  EXPECT_EQ(http_.calls[1].body,
            fmt::format(R"({{"event":"recipient-completed","apiVersion":"v2.1","uri":"/restapi/v2.1/accounts/{0}/envelopes/{1}","retryCount":0,"configurationId":{2},)"
                        R"("generatedDateTime":"2026-11-23T08:05:00.0000000Z","data":{{"accountId":"{0}","userId":"{3}","recipientId":"1","envelopeId":"{1}"}}}})",
                        account_.id.text(), envelope.id.text(), configuration.id, sender_.user.text()));
  EXPECT_EQ(logs().size(), 3u);
  EXPECT_EQ(logs()[0].event, "envelope-completed");
  EXPECT_EQ(logs()[0].status, 200);
  EXPECT_TRUE(failures().empty());
  run();
  EXPECT_EQ(http_.calls.size(), 3u);
}

TEST_P(Connect, AnEnvelopesOwnNotificationsAreTold) {
  auto definition = definition_fake({signer_fake()});
  definition.event_notifications = {{.url = "http://127.0.0.1:9/own", .events = {"envelope-sent"}, .include = {"recipients"}}};
  ASSERT_TRUE(create(definition));
  sent({signer_fake()});
  run();
  ASSERT_EQ(http_.calls.size(), 1u);
  EXPECT_EQ(http_.calls[0].url, "http://127.0.0.1:9/own");
  EXPECT_NE(http_.calls[0].body.find(R"("envelopeSummary":{"status":"completed"}}})"), std::string::npos) << http_.calls[0].body;
}

TEST_P(Connect, AnEnvelopesOwnNotificationsAreCheckedWhenItIsMade) {
  auto definition = definition_fake({signer_fake()});
  definition.event_notifications = {{.url = "http://listener.example/x", .events = {"envelope-sent"}}};
  const auto refused = create(definition);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "INVALID_REQUEST_PARAMETER");
}

TEST_P(Connect, InLiveThisInstallationAloneIsToldOnPrivateAddresses) {
  service_.environment = EnvironmentName::live;
  service_.own_urls = {"https://we.example", "http://127.0.0.1:8080"};
  for (const char* url : {"https://we.example/x", "http://127.0.0.1:8080/x", "https://we.example.evil.example/x"}) listen({"envelope-sent"}, true, url);
  sent({signer_fake()});
  run();
  std::map<std::string, bool> guarded;
  for (const HttpCall& call : http_.calls) guarded[call.url] = call.public_addresses_only;
  EXPECT_THAT(guarded, UnorderedElementsAre(Pair("https://we.example/x", false), Pair("http://127.0.0.1:8080/x", false), Pair("https://we.example.evil.example/x", true)));
}

TEST_P(Connect, EachActiveKeySignsTheRawBody) {
  const auto first = key();
  const auto second = key();
  EXPECT_EQ(first.secret.reveal().size(), 44u);
  listen({"envelope-sent"});
  sent({signer_fake()});
  run();
  const HttpCall& call = http_.calls.at(0);
  EXPECT_EQ(header_of(call, "X-DocuSign-Signature-1"), message_signature(digest_, first.secret.reveal(), call.body));
  EXPECT_EQ(header_of(call, "X-DocuSign-Signature-2"), message_signature(digest_, second.secret.reveal(), call.body));
  EXPECT_EQ(header_of(call, "X-Authorization-Digest"), "HMACSHA256");
  write([&](SqlTransaction& transaction) {
    EXPECT_TRUE(remove_connect_key(transaction, account_.id, first.id));
  });
  sent({signer_fake()});
  run();
  EXPECT_EQ(header_of(http_.calls.at(1), "X-DocuSign-Signature-1"), message_signature(digest_, second.secret.reveal(), http_.calls.at(1).body));
  EXPECT_EQ(header_of(http_.calls.at(1), "X-DocuSign-Signature-2"), "");
}

TEST_P(Connect, WhatAListenerRefusesIsTriedAgainAndLaterOnesWaitBehindIt) {
  const auto configuration = listen({"envelope-sent", "envelope-voided"});
  http_.status = 500;
  const auto envelope = sent({signer_fake()});
  run();
  ASSERT_TRUE(update_envelope(service_, sender_, envelope.id, {.status = EnvelopeStatus::voided, .voided_reason = "changed"}));
  run();
  EXPECT_THAT(http_.events(), ElementsAre("envelope-sent"));
  EXPECT_TRUE(is_failing(configuration.id));
  ASSERT_EQ(failures().size(), 1u);
  EXPECT_EQ(failures()[0].error, "The listener answered 500.");
  EXPECT_EQ(failures()[0].status, 500);
  real_clock_.advance(Duration::seconds(5));
  http_.status = 204;
  run();
  EXPECT_THAT(http_.events(), ElementsAre("envelope-sent", "envelope-sent", "envelope-voided"));
  EXPECT_NE(http_.calls[1].body.find(R"("retryCount":1,)"), std::string::npos);
  EXPECT_FALSE(is_failing(configuration.id));
  EXPECT_TRUE(failures().empty());
}

TEST_P(Connect, WithoutAcknowledgementEachIsTriedOnce) {
  listen({"envelope-sent"}, false);
  http_.status = 0;
  const auto envelope = sent({signer_fake()});
  run();
  real_clock_.advance(Duration::hours(24));
  run();
  EXPECT_EQ(http_.calls.size(), 1u);
  ASSERT_EQ(failures().size(), 1u);
  EXPECT_EQ(failures()[0].state, ConnectDeliveryState::failed);
  EXPECT_EQ(failures()[0].error, "nobody there");
  http_.status = 200;
  std::int64_t restarted = 0;
  write([&](SqlTransaction& transaction) {
    restarted = retry_connect(transaction, service_, account_.id, std::vector{envelope.id});
  });
  EXPECT_EQ(restarted, 1);
  run();
  EXPECT_EQ(http_.calls.size(), 2u);
  EXPECT_EQ(logs().size(), 1u);
}

TEST_P(Connect, AfterAllItsTriesAMessageIsGivenUpAndTheNextGoes) {
  listen({"envelope-sent"});
  http_.status = 503;
  sent({signer_fake()});
  sent({signer_fake()});
  for (int i = 0; i < kConnectTriesMax; ++i) {
    run();
    real_clock_.advance(kConnectLongestPause);
  }
  EXPECT_EQ(failures().at(1).state, ConnectDeliveryState::failed);
  EXPECT_EQ(failures().at(1).tries, kConnectTriesMax);
  EXPECT_EQ(failures().at(0).state, ConnectDeliveryState::pending);
  EXPECT_EQ(failures().at(0).tries, 1);
}

TEST_P(Connect, ARetryByHandGoesAtOnceAndTheOldJobIsVoid) {
  listen({"envelope-sent"});
  http_.status = 500;
  const auto envelope = sent({signer_fake()});
  run();
  http_.status = 200;
  write([&](SqlTransaction& transaction) {
    EXPECT_EQ(retry_connect(transaction, service_, account_.id, std::vector{envelope.id}), 1);
  });
  run();
  EXPECT_EQ(http_.calls.size(), 2u);
  real_clock_.advance(Duration::hours(1));
  run();
  EXPECT_EQ(http_.calls.size(), 2u);
}

TEST_P(Connect, ASummaryThatIsNotReadyIsWaitedFor) {
  auto definition = definition_fake({signer_fake()});
  definition.event_notifications = {{.url = "https://own.example/", .events = {"envelope-sent"}, .include = {"documents"}, .requires_acknowledgment = false}};
  ASSERT_TRUE(create(definition));
  summary_ = Error{ErrorKind::unavailable, "DOCUMENT_NOT_READY", "being sealed"};
  run();
  EXPECT_TRUE(http_.calls.empty());
  summary_ = std::string("{}");
  real_clock_.advance(Duration::seconds(5));
  run();
  EXPECT_EQ(http_.calls.size(), 1u);
}

TEST_P(Connect, AnotherAccountSeesAndChangesNothing) {
  const auto configuration = listen({"envelope-sent"});
  const AccountId other = AccountId::make(random_);
  write([&](SqlTransaction& transaction) {
    EXPECT_FALSE(find_connect_configuration(transaction, other, configuration.id).has_value());
    EXPECT_FALSE(remove_connect_configuration(transaction, other, configuration.id));
    ConnectConfiguration changed = configuration;
    changed.account = other;
    EXPECT_EQ(change_connect_configuration(transaction, service_, changed).error().code, "CONNECT_CONFIGURATION_DOES_NOT_EXIST");
  });
  sent({signer_fake()});
  run();
  const std::string delivered = logs().at(0).id;
  database_->read([&](SqlReader& reader) {
    EXPECT_TRUE(list_connect_logs(reader, other).empty());
    EXPECT_FALSE(find_connect_delivery(reader, other, delivered).has_value());
  });
}

TEST_P(Connect, ADisabledOrRemovedConfigurationHearsNothing) {
  auto configuration = listen({"envelope-sent"});
  configuration.is_enabled = false;
  write([&](SqlTransaction& transaction) { EXPECT_TRUE(change_connect_configuration(transaction, service_, configuration)); });
  const auto removed = listen({"envelope-sent"});
  sent({signer_fake()});
  write([&](SqlTransaction& transaction) {
    EXPECT_TRUE(remove_connect_configuration(transaction, account_.id, removed.id));
  });
  run();
  EXPECT_TRUE(http_.calls.empty());
}

TEST(ConnectUrl, IsHttpsOrInTestHttpToThisMachine) {
  const auto code = [](std::string url, EnvironmentName environment) {
    const auto outcome = check_event_notification({.url = std::move(url), .events = {"envelope-sent"}}, environment);
    return outcome ? std::string() : outcome.error().code;
  };
  for (const char* good : {"https://listener.example/x?y=z", "https://listener.example:8443/"}) {
    EXPECT_EQ(code(good, EnvironmentName::live), "") << good;
  }
  for (const char* local : {"http://127.0.0.1:8080/x", "http://localhost/x", "http://[::1]:9/"}) {
    EXPECT_EQ(code(local, EnvironmentName::test), "") << local;
    EXPECT_EQ(code(local, EnvironmentName::live), "INVALID_REQUEST_PARAMETER") << local;
  }
  const std::vector<std::string> ours{"http://127.0.0.1:8080"};
  EXPECT_TRUE(check_event_notification({.url = "http://127.0.0.1:8080/signing/connect/live", .events = {"envelope-sent"}}, EnvironmentName::live, ours));
  EXPECT_FALSE(check_event_notification({.url = "http://127.0.0.1:80801/x", .events = {"envelope-sent"}}, EnvironmentName::live, ours));
  for (const char* bad : {"", "listener.example", "http://listener.example/", "ftp://127.0.0.1/", "https://", "https:///x", "https://user:pw@listener.example/", "https://a b.example/",
                          "http://127.0.0.1.evil.example/", "http://127.0.0.1@evil.example/", "https://x.example/\r\nX: y"}) {
    EXPECT_EQ(code(bad, EnvironmentName::test), "INVALID_REQUEST_PARAMETER") << bad;
  }
}

TEST(ConnectEventName, OldAndNewWritingsAreOne) {
  EXPECT_EQ(connect_event_name("Completed"), "envelope-completed");
  EXPECT_EQ(connect_event_name("recipient-FINISH-later"), "recipient-finish-later");
  EXPECT_EQ(connect_event_name("envelope-eaten"), std::nullopt);
}

TEST(MessageSignature, IsHmacSha256OfTheTextKeyInBase64) {
  // RFC 4231, test cases 2 and 6 (a key longer than a block).
  EXPECT_EQ(message_signature(adapters::OpensslKeyedDigest(), "Jefe", "what do ya want for nothing?"), "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
  const std::string long_key(131, static_cast<char>(0xaa));
  EXPECT_EQ(message_signature(adapters::OpensslKeyedDigest(), long_key, "Test Using Larger Than Block-Size Key - Hash Key First"), "YOQxWR7gtn8Niiaqy/W3f44LxiE3KMUUBUYEDw7jf1Q=");
}

}  // namespace
}  // namespace switchyard::esign
