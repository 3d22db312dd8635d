// Every application with its credentials in memory, swapped whole when the control schema changes: what the hot path asks instead of
// the database. A revocation is obeyed at the next refresh, which a notification or the poll brings within a second.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "access/application.hpp"
#include "access/rate_bucket.hpp"
#include "access/sealer_port.hpp"
#include "access/token_cache.hpp"
#include "ports/database.hpp"
#include "ports/log.hpp"

namespace switchyard::access {

// A registered key, imported (RSA: 2.4 ms) when it is first asked for and kept over refreshes. Safe to call from many threads.
class LazyKey {
 public:
  LazyKey(RegisteredKey key, const Jose& jose) : registered(std::move(key)), jose_(jose) {}
  [[nodiscard]] std::shared_ptr<const VerificationKey> key() const;
  const RegisteredKey registered;

 private:
  const Jose& jose_;
  mutable std::once_flag once_;
  mutable std::shared_ptr<const VerificationKey> key_;
};

struct ApplicationEntry {
  Application application;
  Partner partner;
  bool is_blocked = false;               // Application or partner suspended or closed.
  std::vector<std::shared_ptr<const LazyKey>> keys = {};
  std::shared_ptr<RateBucket> requests = {};  // Null where there is no limit.
  std::string rate_limit_policy = {};         // The header's value; empty where there is no limit.
  std::shared_ptr<RateBucket> tokens = {};

  // Null where this application has no such key.
  [[nodiscard]] const LazyKey* key_by_id(const PublicKeyId& id) const;
  [[nodiscard]] const LazyKey* key_by_kid(std::string_view kid) const;
};

struct ApiKeyEntry {
  ApiKey key;
  std::shared_ptr<const ApplicationEntry> application;
  std::shared_ptr<std::atomic<std::int64_t>> last_used_ms;  // Over refreshes; written by the hot path.
};

struct ServerKeyEntry {
  ServerKey key;
  std::shared_ptr<const VerificationKey> verification;
};

struct Snapshot {
  std::int64_t version = 0;
  std::unordered_map<Digest, ApiKeyEntry, DigestHash> api_keys;
  std::map<Uuid, std::shared_ptr<const ApplicationEntry>> applications;
  std::map<std::string, ServerKeyEntry, std::less<>> server_keys;  // By kid.
  std::shared_ptr<const SigningKey> signing_key;                   // Null where no active key can be opened.
  std::string jwks;                                                // The JWK set's JSON.
};

// Safe to call from many threads.
class Directory {
 public:
  Directory(Database& control, const Jose& jose, const Sealer& sealer, Log& log);

  [[nodiscard]] std::shared_ptr<const Snapshot> current() const;
  // Reads the version and, where it is another, everything. Throws as the database does; the last snapshot stays.
  void refresh();

  [[nodiscard]] const Jose& jose() const { return jose_; }
  [[nodiscard]] Database& control() const { return control_; }

 private:
  std::shared_ptr<const Snapshot> load(const Snapshot& before);

  Database& control_;
  const Jose& jose_;
  const Sealer& sealer_;
  Log& log_;
  std::mutex refreshing_;
  mutable std::mutex mutex_;  // Guards the pointer alone, for the time of copying it.
  std::shared_ptr<const Snapshot> snapshot_;
};

// Keeps a directory fresh on a thread of its own: at each notification, and every 250 ms whatever comes. Ends with the object.
class DirectoryRefresher {
 public:
  explicit DirectoryRefresher(Directory& directory, Log& log);
  ~DirectoryRefresher();
  DirectoryRefresher(const DirectoryRefresher&) = delete;
  DirectoryRefresher& operator=(const DirectoryRefresher&) = delete;

 private:
  struct Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace switchyard::access
