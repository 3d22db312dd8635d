#include "outbox/idempotency.hpp"

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include "outbox/idempotency_store.hpp"
#include "outbox/outbox_fixture.hpp"
#include "values/ensure.hpp"

namespace switchyard::outbox {
namespace {

KeyedRequest request(std::string_view key, char body = 'a', std::string scope = "app_1") {
  return {.scope = std::move(scope), .key = IdempotencyKey::parse(key).value(), .body_sha256 = std::string(32, body)};
}

class Idempotency : public OutboxSuite {
 protected:
  Idempotency() {
    database_->write([](SqlTransaction& transaction) {
      transaction.execute("CREATE TABLE effects (id BIGINT NOT NULL)", {});
      return true;
    });
  }
  std::function<KeyedEffect(SqlTransaction&)> inserting(int status = 201, std::string sent = "{\"key\":\"secret\"}", std::string kept = "{\"key\":null}") {
    return [=, this](SqlTransaction& transaction) -> KeyedEffect {
      ++runs_;
      transaction.execute("INSERT INTO effects (id) VALUES (1)", {});
      return {.sent = {status, "sent", sent}, .kept = {status, "kept", kept}};
    };
  }
  std::int64_t effects() {
    std::int64_t count = 0;
    database_->read([&](SqlReader& reader) { reader.query("SELECT count(*) FROM effects", {}, [&](const SqlRow& row) { count = row.integer(0); }); });
    return count;
  }
  KeyState begin(const KeyedRequest& request) {
    KeyState state;
    database_->write([&](SqlTransaction& transaction) {
      state = begin_keyed(transaction, request, clock_.now());
      return true;
    });
    return state;
  }
  bool complete(const KeyedRequest& request, KeyFresh fresh) {
    bool kept = false;
    database_->write([&](SqlTransaction& transaction) { return kept = complete_keyed(transaction, request, fresh, {200, "", "{}"}, clock_.now()); });
    return kept;
  }

  std::atomic<int> runs_{0};
  IdempotentWrites writes_{*database_, SecurityClock{clock_}};
};

TEST_P(Idempotency, TheFirstAnswerIsGivenAgainWithoutItsSecrets) {
  const auto first = writes_.run(request("k"), inserting()).value();
  EXPECT_FALSE(first.replayed);
  EXPECT_EQ(first.answer.body, "{\"key\":\"secret\"}");
  const auto second = writes_.run(request("k"), inserting()).value();
  EXPECT_TRUE(second.replayed);
  EXPECT_EQ(second.answer.status, 201);
  EXPECT_EQ(second.answer.headers, "kept");
  EXPECT_EQ(second.answer.body, "{\"key\":null}");
  EXPECT_EQ(effects(), 1);
}

TEST_P(Idempotency, AnotherBodyUnderTheKeyIsRefused) {
  EXPECT_TRUE(writes_.run(request("k", 'a'), inserting()).has_value());
  const auto refused = writes_.run(request("k", 'b'), inserting());
  EXPECT_EQ(refused.error().code, "idempotency_key_reused");
  EXPECT_EQ(refused.error().kind, ErrorKind::unprocessable);
  EXPECT_EQ(effects(), 1);
}

TEST_P(Idempotency, KeysOfTwoApplicationsAreStrangers) {
  EXPECT_TRUE(writes_.run(request("k", 'a', "app_1"), inserting()).has_value());
  EXPECT_FALSE(writes_.run(request("k", 'b', "app_2"), inserting()).value().replayed);
  EXPECT_EQ(effects(), 2);
}

TEST_P(Idempotency, ARefusalIsUndoneAndKept) {
  EXPECT_EQ(writes_.run(request("k"), inserting(422)).value().answer.status, 422);
  EXPECT_EQ(effects(), 0);
  const auto again = writes_.run(request("k"), inserting(201)).value();
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(again.answer.status, 422);
  EXPECT_EQ(effects(), 0);
}

TEST_P(Idempotency, AFaultIsNotKept) {
  EXPECT_EQ(writes_.run(request("k"), inserting(503)).value().answer.status, 503);
  EXPECT_THROW(static_cast<void>(writes_.run(request("k"), [](SqlTransaction&) -> KeyedEffect { throw std::runtime_error("fault"); })), std::runtime_error);
  EXPECT_EQ(effects(), 0);
  EXPECT_FALSE(writes_.run(request("k"), inserting()).value().replayed);
  EXPECT_EQ(effects(), 1);
}

TEST_P(Idempotency, WhileTheFirstRunsTheSecondIsToldSo) {
  std::latch begun(1), told(1);
  std::jthread first([&] {
    const auto done = writes_.run(request("k"), [&](SqlTransaction& transaction) {
      if (runs_ == 0) {
        begun.count_down();
        told.wait();
      }
      return inserting()(transaction);
    });
    EXPECT_FALSE(done.value().replayed);
  });
  begun.wait();
  const auto second = writes_.run(request("k"), inserting());
  told.count_down();
  EXPECT_EQ(second.error().code, "idempotency_key_in_use");
  EXPECT_EQ(second.error().kind, ErrorKind::conflict);
  first.join();
  EXPECT_EQ(effects(), 1);
}

TEST_P(Idempotency, ThirtyTwoRequestsOnTwoNodesHaveOneEffect) {
  auto other_database = database_.open_again();
  IdempotentWrites other(*other_database, SecurityClock{clock_});
  std::latch start(32);
  std::atomic<int> first_answers{0}, replays{0}, told_to_wait{0};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 32; ++i) {
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      const auto answer = (i % 2 == 0 ? writes_ : other).run(request("k"), inserting());
      if (!answer) {
        ++told_to_wait;
      } else {
        ++(answer->replayed ? replays : first_answers);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(effects(), 1);
  EXPECT_EQ(first_answers.load(), 1);
  EXPECT_EQ(replays + told_to_wait, 31);
}

TEST_P(Idempotency, AKeyIsForgottenAfterADay) {
  EXPECT_TRUE(writes_.run(request("k", 'a'), inserting()).has_value());
  clock_.advance(Duration::milliseconds(24 * 3'600'000 - 1));
  EXPECT_TRUE(writes_.run(request("k", 'a'), inserting()).value().replayed);
  clock_.advance(Duration::milliseconds(1));
  EXPECT_FALSE(writes_.run(request("k", 'b'), inserting()).value().replayed);
  EXPECT_EQ(effects(), 2);
}

TEST_P(Idempotency, AKeyHeldAcrossTransactionsIsRunningUntilItCompletesOrItsLeaseEnds) {
  const auto fresh = std::get<KeyFresh>(begin(request("k")));
  EXPECT_EQ(std::get<KeyRunning>(begin(request("k"))).retry_after, Duration::seconds(1));
  EXPECT_TRUE(std::holds_alternative<KeyMismatch>(begin(request("k", 'b'))));
  clock_.advance(kRunLease);
  const auto second = std::get<KeyFresh>(begin(request("k")));
  EXPECT_FALSE(complete(request("k"), fresh));
  EXPECT_TRUE(complete(request("k"), second));
  EXPECT_FALSE(complete(request("k"), second));
  EXPECT_EQ(std::get<KeyReplay>(begin(request("k"))).answer.body, "{}");
}

TEST_P(Idempotency, AnAbandonedKeyIsFreeAndACompletedOneCannotBeAbandoned) {
  const auto fresh = std::get<KeyFresh>(begin(request("k")));
  const auto abandon = [&](KeyFresh held) {
    database_->write([&](SqlTransaction& transaction) { return abandon_keyed(transaction, request("k"), held), true; });
  };
  abandon(fresh);
  const auto again = std::get<KeyFresh>(begin(request("k", 'b')));
  EXPECT_TRUE(complete(request("k", 'b'), again));
  abandon(again);
  EXPECT_TRUE(std::holds_alternative<KeyReplay>(begin(request("k", 'b'))));
}

TEST_P(Idempotency, ExpiredKeysAreSwept) {
  for (const char* key : {"a", "b", "c"}) EXPECT_TRUE(writes_.run(request(key), inserting()).has_value());
  const auto sweep = [&](int limit) {
    std::int64_t forgotten = 0;
    database_->write([&](SqlTransaction& transaction) { return forgotten = forget_expired_keys(transaction, clock_.now(), limit), true; });
    return forgotten;
  };
  EXPECT_EQ(sweep(10), 0);
  clock_.advance(kKeyLifetime);
  EXPECT_EQ(sweep(2), 2);
  EXPECT_EQ(sweep(10), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, Idempotency, every_engine(), engine_name);

TEST(IdempotencyKey, IsOneTo255VisibleAsciiCharacters) {
  EXPECT_EQ(IdempotencyKey::parse("!order-17~").value().text(), "!order-17~");
  EXPECT_TRUE(IdempotencyKey::parse(std::string(255, 'x')).has_value());
  for (const std::string& bad : {std::string(), std::string(256, 'x'), std::string("a b"), std::string("a\n"), std::string("caf\xC3\xA9"), std::string("\x7F"), std::string(1, '\0')}) {
    EXPECT_EQ(IdempotencyKey::parse(bad).error().code, "idempotency_key_invalid");
  }
}

TEST(IdempotencyKey, EveryByteIsTakenIfAndOnlyIfItIsVisible) {
  for (int byte = 0; byte < 256; ++byte) {
    EXPECT_EQ(IdempotencyKey::parse(std::string(1, static_cast<char>(byte))).has_value(), byte >= 0x21 && byte <= 0x7E) << byte;
  }
}

}  // namespace
}  // namespace switchyard::outbox
