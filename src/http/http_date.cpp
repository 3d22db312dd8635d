#include "http/http_date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "values/date.hpp"

namespace switchyard::http {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int digits_of(std::string_view text) {
  int number = -1;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc() && end == text.data() + text.size() ? number : -1;
}

}  // namespace

std::string http_date(Instant instant) {
  constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::int64_t kDaySeconds = 86'400;
  const std::int64_t seconds = instant.unix_seconds();
  const std::int64_t day = (seconds >= 0 ? seconds : seconds - kDaySeconds + 1) / kDaySeconds;
  const std::int64_t within = seconds - day * kDaySeconds;
  const Date date = Date::from_days(static_cast<std::int32_t>(day));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[static_cast<std::size_t>(date.weekday())], date.day(),
                     kMonths[static_cast<std::size_t>(date.month() - 1)], date.year(), within / 3600, within / 60 % 60, within % 60);
}

std::optional<Instant> parse_http_date(std::string_view text) {
  constexpr std::size_t kSize = std::string_view("Tue, 15 Nov 1994 08:12:31 GMT").size();
  if (text.size() != kSize) return std::nullopt;
  const auto month = std::ranges::find(kMonths, text.substr(8, 3));
  if (month == kMonths.end()) return std::nullopt;
  const auto date = Date::from_parts(digits_of(text.substr(12, 4)), static_cast<int>(month - kMonths.begin()) + 1, digits_of(text.substr(5, 2)));
  if (!date) return std::nullopt;
  const std::int64_t seconds = digits_of(text.substr(17, 2)) * 3'600 + digits_of(text.substr(20, 2)) * 60 + digits_of(text.substr(23, 2));
  const Instant instant = Instant::from_unix_ms((std::int64_t{date->days()} * 86'400 + seconds) * 1'000);
  // What is not written as we would write it is not of the form.
  return http_date(instant) == text ? std::optional(instant) : std::nullopt;
}

}  // namespace switchyard::http
