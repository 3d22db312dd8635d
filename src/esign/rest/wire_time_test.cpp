#include "esign/rest/wire_time.hpp"

#include <gtest/gtest.h>

namespace switchyard::esign {
namespace {

TEST(WireTime, HasSevenDigitsOfAFraction) {
  EXPECT_EQ(wire_time(*Instant::parse("2020-07-26T22:54:13.33Z")), "2020-07-26T22:54:13.3300000Z");
  EXPECT_EQ(wire_time(*Instant::parse("2020-07-26T22:54:13Z")), "2020-07-26T22:54:13.0000000Z");
}

TEST(WireTime, TakesWhatClientsSendAsADate) {
  const Instant expected = *Instant::parse("2026-11-24T00:00:00Z");
  for (const char* text : {"2026-11-24", "2026/11/24", "11/24/2026", "2026-11-24T00:00", "2026-11-24T00:00Z", "2026-11-24T00:00:00.0000000Z", "2026-11-23T18:00:00-06:00"}) {
    const auto parsed = parse_wire_time(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(*parsed, expected) << text;
  }
  for (const char* text : {"", "yesterday", "2026-13-01", "24.11.2026"}) EXPECT_EQ(parse_wire_time(text).error().code, "INVALID_REQUEST_PARAMETER") << text;
}

}  // namespace
}  // namespace switchyard::esign
