#include "access/token_cache.hpp"

#include <algorithm>
#include <cstring>

namespace switchyard::access {

// The bytes are a hash already; the first one chose the shard.
std::size_t DigestHash::operator()(const Digest& digest) const noexcept {
  std::size_t hash = 0;
  std::memcpy(&hash, digest.data() + 8, sizeof hash);
  return hash;
}

TokenCache::TokenCache(std::size_t entries_max, Gauge& entries)
    : shard_size_max_(std::max<std::size_t>(entries_max / kShards, 1)), entries_(entries) {}

std::shared_ptr<const VerifiedToken> TokenCache::find(const Digest& token_hash) const {
  const Shard& shard = shard_of(token_hash);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.tokens.find(token_hash);
  return found == shard.tokens.end() ? nullptr : found->second;
}

void TokenCache::insert(const Digest& token_hash, std::shared_ptr<const VerifiedToken> token) {
  Shard& shard = shard_of(token_hash);
  const std::lock_guard lock(shard.mutex);
  if (!shard.tokens.emplace(token_hash, std::move(token)).second) return;
  shard.order.push_back(token_hash);
  entries_.add(1);
  while (shard.order.size() > shard_size_max_) {
    if (shard.tokens.erase(shard.order.front()) == 1) entries_.add(-1);
    shard.order.pop_front();
  }
}

void TokenCache::erase(const Digest& token_hash) {
  Shard& shard = shard_of(token_hash);
  const std::lock_guard lock(shard.mutex);
  if (shard.tokens.erase(token_hash) == 1) entries_.add(-1);
}

std::size_t TokenCache::size() const {
  std::size_t size = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    size += shard.tokens.size();
  }
  return size;
}

}  // namespace switchyard::access
