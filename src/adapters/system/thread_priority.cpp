#include "adapters/system/thread_priority.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace switchyard::adapters {

void give_way_to_requests() {
  constexpr int kNice = 10;  // About a tenth of the time of a thread that wants the same processor.
  // On Linux the number of a thread names it alone; POSIX would mean the process.
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNice);
}

}  // namespace switchyard::adapters
