#include "adapters/database/listeners.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace switchyard::adapters {
namespace {

using Texts = std::vector<std::string>;

TEST(ListenerSet, OnlyItsChannelIsHeardUntilTheHandleEnds) {
  ListenerSet listeners(nullptr);
  Texts heard;
  auto handle = listeners.add("prices", [&](std::string_view payload) { heard.emplace_back(payload); });
  listeners.hear("prices", "one");
  listeners.hear("jobs", "two");
  listeners.missed();
  handle.reset();
  listeners.hear("prices", "three");
  EXPECT_EQ(heard, (Texts{"one", ""}));
  EXPECT_EQ(listeners.channels(), Texts{});
}

TEST(ListenerSet, AListenerThatThrowsDoesNotKeepTheNextFromHearing) {
  ListenerSet listeners(nullptr);
  int heard = 0;
  const auto bad = listeners.add("prices", [](std::string_view) { throw std::runtime_error("broken"); });
  const auto good = listeners.add("prices", [&](std::string_view) { ++heard; });
  listeners.hear("prices", "one");
  EXPECT_EQ(heard, 1);
  EXPECT_EQ(listeners.channels(), Texts{"prices"});
}

TEST(ListenerSet, AListenerMayEndItself) {
  ListenerSet listeners(nullptr);
  int heard = 0;
  std::shared_ptr<void> handle;
  handle = listeners.add("prices", [&](std::string_view) {
    ++heard;
    handle.reset();
  });
  listeners.hear("prices", "one");
  listeners.hear("prices", "two");
  EXPECT_EQ(heard, 1);
}

}  // namespace
}  // namespace switchyard::adapters
