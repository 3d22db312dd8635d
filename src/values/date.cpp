#include "values/date.hpp"

#include <chrono>

#include <fmt/format.h>

#include "values/digits.hpp"

namespace switchyard {
namespace {

constexpr int kYearMin = 1;
constexpr int kYearMax = 9999;

std::chrono::year_month_day civil(std::int32_t days) { return std::chrono::sys_days(std::chrono::days(days)); }

Error not_a_date(std::string_view text) {
  return {ErrorKind::invalid, "invalid_date", fmt::format("'{:.40}' is not a day; write it as YYYY-MM-DD, such as 2026-11-24", text)};
}

Error not_a_month(std::string_view text) {
  return {ErrorKind::invalid, "invalid_month", fmt::format("'{:.40}' is not a month; write it as YYYY-MM, such as 2026-11", text)};
}

}  // namespace

Result<Date> Date::from_parts(int year, int month, int day) {
  const auto refused = [&] { return not_a_date(fmt::format("{:04}-{:02}-{:02}", year, month, day)); };
  if (year < kYearMin || year > kYearMax || month < 1 || month > 12 || day < 1 || day > 31) return refused();
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return refused();
  return Date(static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count()));
}

Result<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return not_a_date(text);
  const auto year = detail::fixed_digits(text, 0, 4);
  const auto month = detail::fixed_digits(text, 5, 2);
  const auto day = detail::fixed_digits(text, 8, 2);
  if (!year || !month || !day) return not_a_date(text);
  return from_parts(*year, *month, *day);
}

std::string Date::text() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

int Date::year() const { return static_cast<int>(civil(days_).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(days_).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(days_).day())); }

int Date::weekday() const {
  return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(std::chrono::days(days_))).c_encoding());
}

Month Date::month_of() const { return Month::from_index(year() * 12 + month() - 1); }

Result<Month> Month::from_parts(int year, int month) {
  if (year < kYearMin || year > kYearMax || month < 1 || month > 12) return not_a_month(fmt::format("{:04}-{:02}", year, month));
  return Month(year * 12 + month - 1);
}

Result<Month> Month::parse(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return not_a_month(text);
  const auto year = detail::fixed_digits(text, 0, 4);
  const auto month = detail::fixed_digits(text, 5, 2);
  if (!year || !month) return not_a_month(text);
  return from_parts(*year, *month);
}

std::string Month::text() const { return fmt::format("{:04}-{:02}", year(), month()); }

Date Month::first_day() const {
  const std::chrono::year_month_day date{std::chrono::year(year()), std::chrono::month(static_cast<unsigned>(month())), std::chrono::day(1)};
  return Date::from_days(static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count()));
}

}  // namespace switchyard
