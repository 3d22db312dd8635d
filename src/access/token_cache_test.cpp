#include "access/token_cache.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "adapters/system/metrics_registry.hpp"

namespace switchyard::access {
namespace {

Digest hash_of(std::uint8_t shard, std::uint8_t number) {
  Digest digest{};
  digest[0] = shard;
  digest[8] = number;
  return digest;
}

std::shared_ptr<const VerifiedToken> token() {
  return std::make_shared<const VerifiedToken>(VerifiedToken{ApplicationId(Uuid{}), PublicKeyId(Uuid{}), {}, EnvironmentName::test, {}});
}

TEST(TokenCache, FindsWhatWasPutIn) {
  adapters::MetricsRegistry metrics;
  TokenCache cache(1024, metrics.gauge("entries", "n"));
  const auto one = token();
  cache.insert(hash_of(1, 1), one);
  EXPECT_EQ(cache.find(hash_of(1, 1)), one);
  EXPECT_EQ(cache.find(hash_of(1, 2)), nullptr);
  cache.insert(hash_of(1, 1), token());
  EXPECT_EQ(cache.find(hash_of(1, 1)), one) << "the first stays";
  EXPECT_EQ(cache.size(), 1u);
  cache.erase(hash_of(1, 1));
  cache.erase(hash_of(1, 1));
  EXPECT_EQ(cache.size(), 0u);
}

TEST(TokenCache, DropsTheOldestOfAFullShard) {
  adapters::MetricsRegistry metrics;
  TokenCache cache(TokenCache::kShards * 2, metrics.gauge("entries", "n"));
  for (std::uint8_t i = 0; i < 3; ++i) cache.insert(hash_of(7, i), token());
  cache.insert(hash_of(8, 0), token());
  EXPECT_EQ(cache.find(hash_of(7, 0)), nullptr);
  EXPECT_NE(cache.find(hash_of(7, 1)), nullptr);
  EXPECT_NE(cache.find(hash_of(7, 2)), nullptr);
  EXPECT_EQ(cache.size(), 3u);
  EXPECT_NE(metrics.exposition().find("entries 3"), std::string::npos);
}

TEST(TokenCache, IsSharedByManyThreads) {
  adapters::MetricsRegistry metrics;
  TokenCache cache(4096, metrics.gauge("entries", "n"));
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&cache] {
      for (int i = 0; i < 2000; ++i) {
        const auto hash = hash_of(static_cast<std::uint8_t>(i % 64), static_cast<std::uint8_t>(i % 200));
        cache.insert(hash, token());
        (void)cache.find(hash);
        if (i % 3 == 0) cache.erase(hash);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_LE(cache.size(), 4096u);
}

}  // namespace
}  // namespace switchyard::access
