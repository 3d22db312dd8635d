#include "adapters/system/thread_priority.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <thread>

namespace switchyard::adapters {
namespace {

int niceness() { return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid())); }

TEST(ThreadPriority, OnlyTheThreadThatAsksGivesWay) {
  const int before = niceness();
  int inside = 0;
  std::thread([&] {
    give_way_to_requests();
    inside = niceness();
  }).join();
  EXPECT_GE(inside, 10);
  EXPECT_EQ(niceness(), before);
}

TEST(ThreadPriority, ShortTurnsLeaveTheShareAsItIs) {
  std::thread([before = niceness()] {
    take_short_turns();
    EXPECT_EQ(niceness(), before);
    EXPECT_EQ(::sched_getscheduler(0), SCHED_OTHER);
  }).join();
}

}  // namespace
}  // namespace switchyard::adapters
