#include "access/server_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/access_store.hpp"
#include "access/audit_log.hpp"
#include "access/settings.hpp"

namespace switchyard::access {

namespace {

ServerKey* in_state(std::vector<ServerKey>& keys, ServerKeyState state) {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const ServerKey& key) { return key.state == state; });
  return found == keys.end() ? nullptr : &*found;
}

std::string place_of(const ServerKey& key) { return "server_keys/" + key.id.text(); }

}  // namespace

ServerKeys::ServerKeys(Database& control, const Jose& jose, const Sealer& sealer, Random& random, SecurityClock clock)
    : control_(control), jose_(jose), sealer_(sealer), random_(random), clock_(clock) {}

ServerKey ServerKeys::make(ServerKeyState state, Instant now) const {
  const auto signing = jose_.generate(kServerAlgorithm);
  const PublicKey public_key = signing->public_key();
  ServerKey key{.id = make_id<ServerKeyTag>(now, random_)};
  key.kid = public_key.kid;
  key.state = state;
  key.algorithm = kServerAlgorithm;
  key.jwk = public_key.jwk;
  key.sealed_private = sealer_.seal(signing->private_pem().reveal(), place_of(key));
  key.created_at = now;
  if (state == ServerKeyState::active) key.activated_at = now;
  return key;
}

void ServerKeys::ensure() {
  control_.write([&](SqlTransaction& transaction) {
    auto keys = store::all_server_keys(transaction);
    const Instant now = clock_.now();
    bool is_changed = false;
    for (const ServerKeyState state : {ServerKeyState::active, ServerKeyState::next}) {
      if (in_state(keys, state) != nullptr) continue;
      const ServerKey key = make(state, now);
      store::insert_server_key(transaction, key);
      append_audit(transaction, jose_, {now, "system", "server_key.created", key.id.text(), {}, {}, {}});
      is_changed = true;
    }
    if (is_changed) store::touch_version(transaction);
    return is_changed;
  });
}

void ServerKeys::rotate_in(SqlTransaction& transaction, std::vector<ServerKey>& keys, std::string_view actor, Instant now) const {
  ServerKey* active = in_state(keys, ServerKeyState::active);
  ServerKey* next = in_state(keys, ServerKeyState::next);
  ENSURE(active != nullptr && next != nullptr);
  active->state = ServerKeyState::retired;
  active->sealed_private.reset();
  active->retired_at = now;
  next->state = ServerKeyState::active;
  next->activated_at = now;
  store::update_server_key(transaction, *active);
  store::update_server_key(transaction, *next);
  const ServerKey fresh = make(ServerKeyState::next, now);
  store::insert_server_key(transaction, fresh);
  append_audit(transaction, jose_, {now, std::string(actor), "server_key.rotated", next->id.text(), {}, {}, {}});
  store::touch_version(transaction);
}

Result<void> ServerKeys::rotate(std::string_view actor) {
  std::optional<Error> error;
  control_.write([&](SqlTransaction& transaction) {
    error.reset();
    auto keys = store::all_server_keys(transaction);
    const ServerKey* next = in_state(keys, ServerKeyState::next);
    const Instant now = clock_.now();
    if (next == nullptr || in_state(keys, ServerKeyState::active) == nullptr) {
      error = Error{ErrorKind::conflict, "signing_key_unavailable", "There are no signing keys yet; the server makes them when it first starts."};
      return false;
    }
    if (now < next->created_at + kPublishedBeforeUse) {
      error = Error{ErrorKind::conflict, "key_too_fresh",
                    fmt::format("The next signing key is published since {}; it may sign from {}.", next->created_at.text(),
                                (next->created_at + kPublishedBeforeUse).text())};
      return false;
    }
    rotate_in(transaction, keys, actor, now);
    return true;
  });
  if (error) return *std::move(error);
  return {};
}

bool ServerKeys::maintain() {
  bool is_changed = false;
  control_.write([&](SqlTransaction& transaction) {
    is_changed = false;
    auto keys = store::all_server_keys(transaction);
    const Instant now = clock_.now();
    const ServerKey* active = in_state(keys, ServerKeyState::active);
    const ServerKey* next = in_state(keys, ServerKeyState::next);
    for (const ServerKey& key : keys) {
      if (key.state != ServerKeyState::retired || now < *key.retired_at + kTokenLifetime + kClockSkew) continue;
      store::delete_server_key(transaction, key.id);
      append_audit(transaction, jose_, {now, "system", "server_key.dropped", key.id.text(), {}, {}, {}});
      is_changed = true;
    }
    if (is_changed) store::touch_version(transaction);
    if (active != nullptr && next != nullptr && now >= *active->activated_at + kServerKeyAgeMax && now >= next->created_at + kPublishedBeforeUse) {
      rotate_in(transaction, keys, "system", now);
      is_changed = true;
    }
    return is_changed;
  });
  return is_changed;
}

Result<std::int64_t> ServerKeys::reseal(std::string_view actor) {
  return write_result<std::int64_t>(control_, [&](SqlTransaction& transaction) -> Result<std::int64_t> {
    std::int64_t count = 0;
    for (ServerKey& key : store::all_server_keys(transaction)) {
      if (!key.sealed_private || sealer_.is_current(*key.sealed_private)) continue;
      auto pem = sealer_.open(*key.sealed_private, place_of(key));
      if (!pem) return std::move(pem).error();
      key.sealed_private = sealer_.seal(pem->reveal(), place_of(key));
      store::update_server_key(transaction, key);
      ++count;
    }
    if (count > 0) {
      append_audit(transaction, jose_, {clock_.now(), std::string(actor), "server_keys.resealed", "server_keys", {}, {}, {}});
      store::touch_version(transaction);
    }
    return count;
  });
}

}  // namespace switchyard::access
