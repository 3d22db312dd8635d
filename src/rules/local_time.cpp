#include "rules/local_time.hpp"

#include <date/tz.h>
#include <fmt/format.h>

namespace switchyard::rules {
namespace {

using Milliseconds = std::chrono::milliseconds;

Result<const date::time_zone*> zone_named(const std::string& name) {
  try {  // The library speaks of an unknown zone by throwing; it ends here.
    if (!name.empty() && name.size() <= 64) return date::locate_zone(name);
  } catch (const std::runtime_error&) {
  }
  return Error{ErrorKind::invalid, "unknown_time_zone", fmt::format("'{:.64}' is no time zone of the tz database", name)};
}

}  // namespace

Result<LocalTime> local_time(Instant at, const std::string& zone) {
  const auto known = zone_named(zone);
  if (!known) return known.error();
  const auto local = (*known)->to_local(date::sys_time<Milliseconds>(Milliseconds(at.unix_ms())));
  const auto day = date::floor<date::days>(local);
  return LocalTime{Date::from_days(static_cast<std::int32_t>(day.time_since_epoch().count())), (local - day).count()};
}

Result<Instant> instant_of(const LocalTime& local, const std::string& zone) {
  const auto known = zone_named(zone);
  if (!known) return known.error();
  const date::local_time<Milliseconds> wall{date::local_days{date::days{local.day.days()}} + Milliseconds{local.ms}};
  return Instant::from_unix_ms((*known)->to_sys(wall, date::choose::earliest).time_since_epoch().count());
}

}  // namespace switchyard::rules
