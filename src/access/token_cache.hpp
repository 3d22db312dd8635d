// Access tokens that have been verified, by the SHA-256 of the whole token, until they expire. Whether application and keys are
// still in force is not kept here: the directory is asked each time.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "access/application.hpp"
#include "ports/metrics.hpp"

namespace switchyard::access {

// What a verified access token says.
struct VerifiedToken {
  ApplicationId application_id;
  PublicKeyId key_id;  // Whose assertion it was given for: when that key is revoked, so is the token.
  ScopeSet scopes;
  EnvironmentName environment = EnvironmentName::test;
  Instant expires_at;
};

struct DigestHash {
  std::size_t operator()(const Digest& digest) const noexcept;
};

// Safe to call from many threads: 64 shards, each locked for the time of one look-up.
class TokenCache {
 public:
  static constexpr std::size_t kShards = 64;

  // At most `entries_max` in all; the oldest of a full shard goes.
  TokenCache(std::size_t entries_max, Gauge& entries);

  [[nodiscard]] std::shared_ptr<const VerifiedToken> find(const Digest& token_hash) const;
  void insert(const Digest& token_hash, std::shared_ptr<const VerifiedToken> token);
  // Forgets one that has expired.
  void erase(const Digest& token_hash);
  [[nodiscard]] std::size_t size() const;

 private:
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<Digest, std::shared_ptr<const VerifiedToken>, DigestHash> tokens;
    std::deque<Digest> order;  // Of insertion; may name some that are gone.
  };
  [[nodiscard]] Shard& shard_of(const Digest& hash) { return shards_[hash[0] % kShards]; }
  [[nodiscard]] const Shard& shard_of(const Digest& hash) const { return shards_[hash[0] % kShards]; }

  std::size_t shard_size_max_;
  Gauge& entries_;
  std::array<Shard, kShards> shards_;
};

}  // namespace switchyard::access
