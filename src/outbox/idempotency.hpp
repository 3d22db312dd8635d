// Idempotency-Key: a write that is asked for twice happens once, and the first answer is given again, also across a crash
// between commit and answer. Keys live 24 hours of real time and are committed in the same transaction as the effect.
//
// Most callers want IdempotentWrites::run. A request whose effect needs more than one transaction uses begin_keyed alone in a first
// transaction (the key then stands as running for everybody), and complete_keyed in the one that has the effect.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <variant>

#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace switchyard::outbox {

inline constexpr Duration kKeyLifetime = Duration::hours(24);
// After it a run that has neither completed nor been abandoned (its node died) may be taken over.
inline constexpr Duration kRunLease = Duration::seconds(60);

// 1 to 255 visible ASCII characters.
class IdempotencyKey {
 public:
  static Result<IdempotencyKey> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  explicit IdempotencyKey(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct KeyedRequest {
  std::string scope;        // The application's id; keys of two applications are strangers.
  IdempotencyKey key;
  std::string body_sha256;  // 32 bytes, over all that makes the request what it is: method, path and body.
};

// An answer as the caller will need it again. `headers` and `body` are the caller's to shape.
struct StoredAnswer {
  int status = 200;
  std::string headers;
  std::string body;
};

struct KeyReplay { StoredAnswer answer; };          // The first answer: give it again.
struct KeyRunning { Duration retry_after; };        // Still running: 409.
struct KeyMismatch {};                              // Used for another body: 422.
struct KeyFresh { std::int64_t attempt = 0; };      // Go on; `attempt` is for complete_keyed.
using KeyState = std::variant<KeyFresh, KeyReplay, KeyRunning, KeyMismatch>;

KeyState begin_keyed(SqlTransaction& transaction, const KeyedRequest& request, Instant now);
// Keeps the answer. False if another run has taken the key over meanwhile: undo the transaction and begin again.
bool complete_keyed(SqlTransaction& transaction, const KeyedRequest& request, KeyFresh fresh, const StoredAnswer& kept, Instant now);
// Lets go of a key without an answer, so that the next request is the first.
void abandon_keyed(SqlTransaction& transaction, const KeyedRequest& request, KeyFresh fresh);

// What a keyed write came to: `sent` goes to this caller, `kept` to those who ask again (secrets replaced by null).
struct KeyedEffect {
  StoredAnswer sent;
  StoredAnswer kept;
};

struct KeyedAnswer {
  StoredAnswer answer;
  bool replayed = false;
};

// Safe to call from many threads. One for each database.
class IdempotentWrites {
 public:
  IdempotentWrites(Database& database, SecurityClock clock) : database_(database), clock_(clock) {}

  // Runs `work` in one transaction with the key. Status below 400: both are committed. 4xx: what `work` wrote is undone and the answer kept.
  // 5xx, or an exception: nothing is kept. Errors: idempotency_key_reused (unprocessable), idempotency_key_in_use (conflict; retry after a second).
  Result<KeyedAnswer> run(const KeyedRequest& request, const std::function<KeyedEffect(SqlTransaction&)>& work);

 private:
  class Running;
  Result<KeyedAnswer> keep_refusal(const KeyedRequest& request, const KeyedEffect& effect);

  Database& database_;
  const SecurityClock clock_;
  std::mutex mutex_;
  std::set<std::pair<std::string, std::string>> running_;  // Of this node: those who come meanwhile are told so without waiting.
};

}  // namespace switchyard::outbox
