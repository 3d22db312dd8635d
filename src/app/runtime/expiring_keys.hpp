// Partners hear, two weeks before, that a key of an application ends: the event "application.key_expiring" in the application's environment.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "access/directory.hpp"
#include "app/runtime/environment.hpp"
#include "outbox/job_runner.hpp"

namespace switchyard::app {

inline constexpr std::string_view kKeyExpiringJob = "application.key_expiring";
inline constexpr Duration kKeyWarning = Duration::hours(14 * 24);

// Looks at one environment's keys. Of one thread.
class ExpiringKeys {
 public:
  explicit ExpiringKeys(Environment& environment) : environment_(environment) {}
  // Makes a job of each API key and each signing key that ends within kKeyWarning of `now` (real time). A key's job is made once, by whichever node comes first.
  void look(const access::Snapshot& applications, Instant now);

 private:
  void tell(const access::ApplicationEntry& entry, std::string_view kind, const std::string& key, Instant ends);

  Environment& environment_;
  std::set<std::string> seen_;  // Ids of keys that have their job.
};

// Publishes the event whose payload and partner the job has.
[[nodiscard]] outbox::JobHandler key_expiring_publisher(Environment& environment);

}  // namespace switchyard::app
