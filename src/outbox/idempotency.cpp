#include "outbox/idempotency.hpp"

#include <algorithm>
#include <optional>

#include "values/ensure.hpp"

namespace switchyard::outbox {
namespace {

constexpr std::size_t kKeyCharactersMax = 255;

Error in_use() { return {ErrorKind::conflict, "idempotency_key_in_use", "The first request with this Idempotency-Key is still running: try again in a second."}; }

// A replay as an answer, the other states as refusals; nothing for a fresh key.
std::optional<Result<KeyedAnswer>> settled(const KeyState& state) {
  if (const auto* replay = std::get_if<KeyReplay>(&state)) return KeyedAnswer{replay->answer, true};
  if (std::holds_alternative<KeyRunning>(state)) return in_use();
  if (std::holds_alternative<KeyMismatch>(state)) {
    return Error{ErrorKind::unprocessable, "idempotency_key_reused", "This Idempotency-Key was used in the last 24 hours for another request: each new request needs a new key."};
  }
  return std::nullopt;
}

}  // namespace

Result<IdempotencyKey> IdempotencyKey::parse(std::string_view text) {
  const bool visible = std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  if (text.empty() || text.size() > kKeyCharactersMax || !visible) {
    return invalid_field("Idempotency-Key", "idempotency_key_invalid", "An Idempotency-Key is 1 to 255 visible ASCII characters.");
  }
  return IdempotencyKey(std::string(text));
}

// Stands while a request of this node runs; false if one with the key does already.
class IdempotentWrites::Running {
 public:
  Running(IdempotentWrites& writes, const KeyedRequest& request) : writes_(writes), name_(request.scope, request.key.text()) {
    const std::lock_guard lock(writes_.mutex_);
    first_ = writes_.running_.insert(name_).second;
  }
  ~Running() {
    if (!first_) return;
    const std::lock_guard lock(writes_.mutex_);
    writes_.running_.erase(name_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  [[nodiscard]] bool is_first() const { return first_; }

 private:
  IdempotentWrites& writes_;
  const std::pair<std::string, std::string> name_;
  bool first_ = false;
};

Result<KeyedAnswer> IdempotentWrites::run(const KeyedRequest& request, const std::function<KeyedEffect(SqlTransaction&)>& work) {
  const Running running(*this, request);
  if (!running.is_first()) return in_use();
  std::optional<KeyState> state;
  std::optional<KeyedEffect> effect;
  database_.write([&](SqlTransaction& transaction) {
    effect.reset();
    state = begin_keyed(transaction, request, clock_.now());
    const auto* fresh = std::get_if<KeyFresh>(&*state);
    if (fresh == nullptr) return false;
    effect = work(transaction);
    if (effect->sent.status >= 400) return false;
    const bool mine = complete_keyed(transaction, request, *fresh, effect->kept, clock_.now());
    ENSURE(mine);
    return true;
  });
  if (auto known = settled(*state)) return *std::move(known);
  if (effect->sent.status >= 400 && effect->sent.status < 500) return keep_refusal(request, *effect);
  return KeyedAnswer{std::move(effect->sent), false};
}

// The refused work has been undone, and its key with it: the answer is kept in a transaction of its own.
Result<KeyedAnswer> IdempotentWrites::keep_refusal(const KeyedRequest& request, const KeyedEffect& effect) {
  std::optional<KeyState> state;
  database_.write([&](SqlTransaction& transaction) {
    state = begin_keyed(transaction, request, clock_.now());
    const auto* fresh = std::get_if<KeyFresh>(&*state);
    return fresh != nullptr && complete_keyed(transaction, request, *fresh, effect.kept, clock_.now());
  });
  if (auto known = settled(*state)) return *std::move(known);
  return KeyedAnswer{effect.sent, false};
}

}  // namespace switchyard::outbox
