#include "values/instant.hpp"

#include <optional>

#include <fmt/format.h>

#include "values/date.hpp"
#include "values/digits.hpp"

namespace switchyard {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;
constexpr std::int64_t kUntilMs = 253'402'300'800'000;  // 10000-01-01T00:00:00Z.

Error not_an_instant(std::string_view text, std::string_view why) {
  return {ErrorKind::invalid, "invalid_instant",
          fmt::format("'{:.40}' is not an instant ({}); write it as 2026-11-24T08:00:00-06:00 or 2026-11-24T14:00:00Z", text, why)};
}

// Milliseconds of ".123456789", cut; moves `at` behind it. Nothing where there is a point without one to nine digits.
std::optional<int> fraction_ms(std::string_view text, std::size_t& at) {
  if (at >= text.size() || text[at] != '.') return 0;
  const std::size_t first = ++at;
  while (at < text.size() && detail::is_digit(text[at])) ++at;
  const std::size_t count = at - first;
  if (count < 1 || count > 9) return std::nullopt;
  int ms = 0;
  for (std::size_t i = 0; i < 3; ++i) ms = ms * 10 + (i < count ? text[first + i] - '0' : 0);
  return ms;
}

// Minutes east of UTC of "Z" or "+HH:MM", which must end the text.
std::optional<int> offset_minutes(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = detail::fixed_digits(text, 1, 2);
  const auto minutes = detail::fixed_digits(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const int east = *hours * 60 + *minutes;
  return text[0] == '-' ? -east : east;
}

}  // namespace

Result<Instant> Instant::parse(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':') {
    return not_an_instant(text, "not a date, a 'T', a time to the second and an offset");
  }
  const auto date = Date::parse(text.substr(0, 10));
  if (!date) return not_an_instant(text, "there is no such day");
  const auto hour = detail::fixed_digits(text, 11, 2);
  const auto minute = detail::fixed_digits(text, 14, 2);
  const auto second = detail::fixed_digits(text, 17, 2);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59) return not_an_instant(text, "there is no such time of day");
  if (*second > 59) return not_an_instant(text, "leap seconds are not taken");
  std::size_t at = 19;
  const auto ms = fraction_ms(text, at);
  if (!ms) return not_an_instant(text, "a fraction has one to nine digits");
  const auto east = offset_minutes(text.substr(at));
  if (!east) return not_an_instant(text, "an offset such as -06:00 or Z must follow the time");
  const std::int64_t local_seconds = (*hour * 60 + *minute) * 60 + *second;
  const std::int64_t utc_ms = date->days() * kMsPerDay + (local_seconds - *east * 60) * 1000 + *ms;
  if (utc_ms < 0 || utc_ms >= kUntilMs) return not_an_instant(text, "years 1970 to 9999 are taken");
  return Instant(utc_ms);
}

std::string Instant::text() const {
  std::int64_t days = ms_ / kMsPerDay;
  if (ms_ % kMsPerDay < 0) --days;
  const std::int64_t of_day = ms_ - days * kMsPerDay;
  const std::int64_t seconds = of_day / 1000;
  const auto date = Date::from_days(static_cast<std::int32_t>(days)).text();
  const auto time = fmt::format("{}T{:02}:{:02}:{:02}", date, seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (of_day % 1000 == 0) return time + "Z";
  return fmt::format("{}.{:03}Z", time, of_day % 1000);
}

}  // namespace switchyard
