#include "pricing/layout/zone_time.hpp"

#include <date/tz.h>
#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

const date::time_zone* zone_named(const std::string& name) {
  if (name.empty() || name.size() > 64) return nullptr;
  try {  // The library speaks of an unknown zone by throwing; it ends here.
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

}  // namespace

bool is_time_zone(const std::string& name) { return zone_named(name) != nullptr; }

Result<Instant> instant_in_zone(Date day, int minutes, const std::string& zone) {
  const auto* known = zone_named(zone);
  if (known == nullptr) return Error{ErrorKind::invalid, "unknown_time_zone", fmt::format("'{:.64}' is no time zone of the tz database", zone)};
  const date::local_time<std::chrono::minutes> local{date::local_days{date::days{day.days()}} + std::chrono::minutes{minutes}};
  const auto at = known->to_sys(local, date::choose::earliest);
  return Instant::from_unix_ms(std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count());
}

}  // namespace switchyard::pricing
