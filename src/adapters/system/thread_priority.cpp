#include "adapters/system/thread_priority.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace switchyard::adapters {
namespace {

// As sched_setattr(2) has it in its first version.
struct SchedulingAttributes {
  std::uint32_t size = sizeof(SchedulingAttributes);
  std::uint32_t policy = SCHED_OTHER;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  std::uint64_t runtime_ns = 0;  // Of a thread of SCHED_OTHER: the length of its turns.
  std::uint64_t deadline_ns = 0;
  std::uint64_t period_ns = 0;
};

}  // namespace

void give_way_to_requests() {
  constexpr int kNice = 10;  // About a tenth of the time of a thread that wants the same processor.
  // On Linux the number of a thread names it alone; POSIX would mean the process.
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNice);
}

void take_short_turns() {
  constexpr std::uint64_t kTurnNs = 300'000;  // Some twenty requests; others have turns of one to three milliseconds.
  SchedulingAttributes attributes;
  attributes.nice = ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
  attributes.runtime_ns = kTurnNs;
  ::syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace switchyard::adapters
