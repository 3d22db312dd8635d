// What access/ does on the side, off every request: app/ calls each from a job or a timer.
#pragma once

#include <map>
#include <mutex>

#include "access/directory.hpp"
#include "ports/clock.hpp"

namespace switchyard::access {

// Safe to call from many threads.
class Upkeep {
 public:
  Upkeep(Directory& directory, SecurityClock clock) : directory_(directory), clock_(clock) {}

  // Writes when each API key was last used, where that has changed; at most one transaction. Every 60 s, and once at the end.
  std::size_t record_last_uses();
  // Forgets assertions that would be refused as expired anyway. Every few minutes, on any node.
  std::int64_t forget_used_assertions();

 private:
  Directory& directory_;
  SecurityClock clock_;
  std::mutex mutex_;
  std::map<Uuid, std::int64_t> written_ms_;  // By API key, since the start of this process.
};

}  // namespace switchyard::access
