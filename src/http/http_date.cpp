#include "http/http_date.hpp"

#include <fmt/format.h>

#include <array>

#include "values/date.hpp"

namespace switchyard::http {

std::string http_date(Instant instant) {
  constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t kDaySeconds = 86'400;
  const std::int64_t seconds = instant.unix_seconds();
  const std::int64_t day = (seconds >= 0 ? seconds : seconds - kDaySeconds + 1) / kDaySeconds;
  const std::int64_t within = seconds - day * kDaySeconds;
  const Date date = Date::from_days(static_cast<std::int32_t>(day));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[static_cast<std::size_t>(date.weekday())], date.day(),
                     kMonths[static_cast<std::size_t>(date.month() - 1)], date.year(), within / 3600, within / 60 % 60, within % 60);
}

}  // namespace switchyard::http
