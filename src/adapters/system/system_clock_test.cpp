#include "adapters/system/system_clock.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "adapters/system/system_random.hpp"
#include "ports/clock_fake.hpp"

namespace switchyard::adapters {
namespace {

TEST(OffsetClock, RunsOnFromWhereItWasSet) {
  FixedClock base(Instant::from_unix_ms(1000));
  OffsetClock clock(base);
  EXPECT_EQ(clock.now(), Instant::from_unix_ms(1000));
  clock.start_at(Instant::from_unix_ms(1'452'000'000'000));
  base.advance(Duration::seconds(2));
  EXPECT_EQ(clock.now(), Instant::from_unix_ms(1'452'000'002'000));
  EXPECT_EQ(clock.offset(), Duration::milliseconds(1'451'999'999'000));
}

TEST(SystemClock, IsPastTheYear2024) { EXPECT_GT(SystemClock().now(), Instant::from_unix_ms(1'735'689'600'000)); }

TEST(SystemRandom, FillsLongAndEmptySpans) {
  SystemRandom random;
  random.fill({});
  std::array<std::uint8_t, 4096> bytes{};
  random.fill(bytes);
  EXPECT_GT(std::set<std::uint8_t>(bytes.begin(), bytes.end()).size(), 200u);
}

}  // namespace
}  // namespace switchyard::adapters
