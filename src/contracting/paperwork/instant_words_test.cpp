#include "contracting/paperwork/instant_words.hpp"

#include <gtest/gtest.h>

namespace switchyard::contracting {
namespace {

Instant at(std::string_view text) { return *Instant::parse(text); }

TEST(InstantWords, AreThoseOfTheWallAtThePlace) {
  EXPECT_EQ(instant_words(at("2026-11-24T16:00:00-05:00"), "America/New_York", "en"), "November 24, 2026, 4:00 PM Eastern Time");
  EXPECT_EQ(instant_words(at("2026-07-01T17:00:00Z"), "America/Chicago", "en"), "July 1, 2026, 12:00 PM Central Time");
  EXPECT_EQ(instant_words(at("2026-11-25T05:30:00Z"), "America/New_York", "en"), "November 25, 2026, 12:30 AM Eastern Time");
  EXPECT_EQ(instant_words(at("2026-11-24T21:00:59Z"), "America/New_York", "es"), "24 de noviembre de 2026, 16:00:59, hora del Este");
}

TEST(InstantWords, APlaceThatNobodyKnowsGivesUtc) {
  EXPECT_EQ(instant_words(at("2026-11-24T21:00:00Z"), "Mars/Olympus", "en"), "November 24, 2026, 9:00 PM UTC");
  EXPECT_EQ(instant_words(at("2026-11-24T21:00:00Z"), "", "en"), "November 24, 2026, 9:00 PM UTC");
}

}  // namespace
}  // namespace switchyard::contracting
