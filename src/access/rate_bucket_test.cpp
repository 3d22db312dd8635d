#include "access/rate_bucket.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace switchyard::access {
namespace {

const Instant kStart = Instant::from_unix_seconds(1'772'463'600);

TEST(RateBucket, GivesItsBurstAtOnceAndThenItsRate) {
  RateBucket bucket({10, 20});
  for (int i = 19; i >= 0; --i) {
    const auto taken = bucket.take(kStart);
    EXPECT_TRUE(taken.is_allowed);
    EXPECT_EQ(taken.remaining, i);
  }
  EXPECT_FALSE(bucket.take(kStart).is_allowed);
  EXPECT_FALSE(bucket.take(kStart + Duration::milliseconds(99)).is_allowed);
  EXPECT_TRUE(bucket.take(kStart + Duration::milliseconds(100)).is_allowed);
  EXPECT_FALSE(bucket.take(kStart + Duration::milliseconds(100)).is_allowed);
}

TEST(RateBucket, SaysWhenItIsFullAndWhenToComeBack) {
  RateBucket bucket({1, 3});
  EXPECT_EQ(bucket.take(kStart).full_in_seconds, 1);
  EXPECT_EQ(bucket.take(kStart).full_in_seconds, 2);
  EXPECT_EQ(bucket.take(kStart).full_in_seconds, 3);
  const auto refused = bucket.take(kStart + Duration::milliseconds(200));
  EXPECT_FALSE(refused.is_allowed);
  EXPECT_EQ(refused.retry_after_seconds, 1);
  EXPECT_EQ(refused.remaining, 0);
}

TEST(RateBucket, NeverHoldsMoreThanItsBurst) {
  RateBucket bucket({5, 5});
  (void)bucket.take(kStart);
  const auto taken = bucket.take(kStart + Duration::hours(10));
  EXPECT_EQ(taken.remaining, 4);
}

TEST(RateBucket, OnlyWaitsWhenTheClockStepsBack) {
  RateBucket bucket({1, 1});
  EXPECT_TRUE(bucket.take(kStart).is_allowed);
  EXPECT_FALSE(bucket.take(kStart - Duration::seconds(5)).is_allowed);
  EXPECT_TRUE(bucket.take(kStart + Duration::seconds(1)).is_allowed);
}

TEST(RateBucket, GivesManyThreadsNoMoreThanItsBurst) {
  RateBucket bucket({100, 1000});
  std::atomic<int> taken{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 1000; ++n) taken += bucket.take(kStart).is_allowed ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken.load(), 1000);
}

}  // namespace
}  // namespace switchyard::access
