#include "access/directory.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/access_store.hpp"
#include "access/settings.hpp"

namespace switchyard::access {

namespace {

// Everything of one consistent read.
struct Rows {
  std::int64_t version = 0;
  std::vector<Partner> partners;
  std::vector<Application> applications;
  std::vector<ApiKey> api_keys;
  std::vector<RegisteredKey> public_keys;
  std::vector<ServerKey> server_keys;
};

Rows read_all(Database& control) {
  Rows rows;
  control.read([&](SqlReader& reader) {
    rows = {store::version(reader),      store::all_partners(reader),    store::all_applications(reader),
            store::all_api_keys(reader), store::all_public_keys(reader), store::all_server_keys(reader)};
  });
  return rows;
}

std::shared_ptr<RateBucket> bucket_for(const Application& application, const ApplicationEntry* before) {
  if (!application.rate_limit) return nullptr;
  if (before != nullptr && before->requests && before->requests->limit() == *application.rate_limit) return before->requests;
  return std::make_shared<RateBucket>(*application.rate_limit);
}

std::string policy_of(const Application& application) {
  if (!application.rate_limit) return {};
  const RateLimit& limit = *application.rate_limit;
  return fmt::format("\"default\";q={};w={}", limit.burst, (limit.burst + limit.per_second - 1) / limit.per_second);
}

const ApplicationEntry* entry_in(const Snapshot& snapshot, const ApplicationId& id) {
  const auto found = snapshot.applications.find(id.uuid());
  return found == snapshot.applications.end() ? nullptr : found->second.get();
}

using EntryMap = std::map<Uuid, std::shared_ptr<ApplicationEntry>>;

EntryMap make_entries(Rows& rows, const Snapshot& before) {
  std::map<Uuid, Partner> partners;
  for (Partner& partner : rows.partners) partners.emplace(partner.id.uuid(), std::move(partner));
  EntryMap entries;
  for (Application& application : rows.applications) {
    const ApplicationEntry* old = entry_in(before, application.id);
    const Partner& partner = partners.at(application.partner_id.uuid());
    auto entry = std::make_shared<ApplicationEntry>(ApplicationEntry{.application = application, .partner = partner});
    entry->is_blocked = application.state != ApplicationState::active || partner.state == "suspended" || partner.state == "closed";
    entry->requests = bucket_for(application, old);
    entry->rate_limit_policy = policy_of(application);
    entry->tokens = old != nullptr ? old->tokens : std::make_shared<RateBucket>(RateLimit{kTokensPerSecond, kTokensBurst});
    entries.emplace(application.id.uuid(), std::move(entry));
  }
  return entries;
}

void add_public_keys(EntryMap& entries, const std::vector<RegisteredKey>& keys, const Snapshot& before, const Jose& jose) {
  for (const RegisteredKey& key : keys) {
    const ApplicationEntry* old = entry_in(before, key.application_id);
    const LazyKey* kept = old == nullptr ? nullptr : old->key_by_id(key.id);
    const bool is_same = kept != nullptr && kept->registered.revoked_at == key.revoked_at;
    std::shared_ptr<const LazyKey> lazy;
    if (is_same) {
      lazy = *std::find_if(old->keys.begin(), old->keys.end(), [&](const auto& other) { return other.get() == kept; });
    } else {
      lazy = std::make_shared<LazyKey>(key, jose);
    }
    entries.at(key.application_id.uuid())->keys.push_back(std::move(lazy));
  }
}

std::string jwks_of(const std::vector<ServerKey>& keys) {
  std::string jwks = R"({"keys":[)";
  for (const ServerKey& key : keys) {
    if (jwks.back() != '[') jwks.push_back(',');
    jwks += key.jwk;
  }
  return jwks + "]}";
}

}  // namespace

std::shared_ptr<const VerificationKey> LazyKey::key() const {
  std::call_once(once_, [&] {
    auto imported = jose_.import_jwk(registered.jwk, registered.algorithm);
    ENSURE(imported.has_value());  // It was checked when it was registered.
    key_ = imported->key;
  });
  return key_;
}

const LazyKey* ApplicationEntry::key_by_id(const PublicKeyId& id) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return key->registered.id == id; });
  return found == keys.end() ? nullptr : found->get();
}

const LazyKey* ApplicationEntry::key_by_kid(std::string_view kid) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return key->registered.kid == kid; });
  return found == keys.end() ? nullptr : found->get();
}

Directory::Directory(Database& control, const Jose& jose, const Sealer& sealer, Log& log)
    : control_(control), jose_(jose), sealer_(sealer), log_(log), snapshot_(std::make_shared<const Snapshot>()) {}

std::shared_ptr<const Snapshot> Directory::current() const {
  const std::lock_guard lock(mutex_);
  return snapshot_;
}

void Directory::refresh() {
  const std::lock_guard one_at_a_time(refreshing_);
  const auto before = current();
  std::int64_t version = 0;
  control_.read([&](SqlReader& reader) { version = store::version(reader); });
  if (version == before->version) return;
  auto loaded = load(*before);
  const std::lock_guard lock(mutex_);
  snapshot_ = std::move(loaded);
}

std::shared_ptr<const Snapshot> Directory::load(const Snapshot& before) {
  Rows rows = read_all(control_);
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = rows.version;
  EntryMap entries = make_entries(rows, before);
  add_public_keys(entries, rows.public_keys, before, jose_);
  for (auto& [id, entry] : entries) snapshot->applications.emplace(id, std::move(entry));
  for (ApiKey& key : rows.api_keys) {
    const auto old = before.api_keys.find(key.hash);
    auto last_used = old != before.api_keys.end() ? old->second.last_used_ms
                                                  : std::make_shared<std::atomic<std::int64_t>>(key.last_used_at ? key.last_used_at->unix_ms() : 0);
    auto application = snapshot->applications.at(key.application_id.uuid());
    const Digest hash = key.hash;
    snapshot->api_keys.emplace(hash, ApiKeyEntry{std::move(key), std::move(application), std::move(last_used)});
  }
  for (const ServerKey& key : rows.server_keys) {
    auto imported = jose_.import_jwk(key.jwk, key.algorithm);
    ENSURE(imported.has_value());
    snapshot->server_keys.emplace(key.kid, ServerKeyEntry{key, imported->key});
    if (key.state != ServerKeyState::active || !key.sealed_private) continue;
    auto pem = sealer_.open(*key.sealed_private, "server_keys/" + key.id.text());
    if (!pem) {
      log_.error("the server's signing key cannot be opened: no tokens are issued", {{"key.id", key.kid}, {"reason", pem.error().message}});
      continue;
    }
    auto signing = jose_.import_private(pem->reveal(), key.algorithm);
    ENSURE(signing.has_value());
    snapshot->signing_key = *std::move(signing);
  }
  snapshot->jwks = jwks_of(rows.server_keys);
  return snapshot;
}

}  // namespace switchyard::access
