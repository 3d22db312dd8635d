#include "market/business_days.hpp"

#include <array>

namespace switchyard::market {
namespace {

// The nth weekday of a month; nth 5 is the last one. weekday 0 is Sunday; -1: the day of the month itself is `nth`.
struct Holiday {
  int month;
  int weekday;
  int nth;
  int since;  // Year.
};
constexpr std::array kHolidays = {
    Holiday{1, -1, 1, 1},       // New Year's Day.
    Holiday{1, 1, 3, 1986},     // Martin Luther King, Jr.
    Holiday{2, 1, 3, 1971},     // Washington's Birthday.
    Holiday{5, 1, 5, 1971},     // Memorial Day: the last Monday.
    Holiday{6, -1, 19, 2021},   // Juneteenth.
    Holiday{7, -1, 4, 1},       // Independence Day.
    Holiday{9, 1, 1, 1},        // Labor Day.
    Holiday{10, 1, 2, 1971},    // Columbus Day.
    Holiday{11, -1, 11, 1},     // Veterans Day.
    Holiday{11, 4, 4, 1942},    // Thanksgiving.
    Holiday{12, -1, 25, 1},     // Christmas.
};

bool is_last_week(Date day) { return day.plus_days(7).month() != day.month(); }

bool is_named(Date day, const Holiday& holiday) {
  if (day.month() != holiday.month || day.year() < holiday.since) return false;
  if (holiday.weekday < 0) return day.day() == holiday.nth;
  if (day.weekday() != holiday.weekday) return false;
  return holiday.nth == 5 ? is_last_week(day) : (day.day() - 1) / 7 + 1 == holiday.nth;
}

bool is_named(Date day) {
  for (const Holiday& holiday : kHolidays) {
    if (is_named(day, holiday)) return true;
  }
  return false;
}

}  // namespace

bool is_federal_holiday(Date day) {
  if (is_named(day)) return true;
  const bool is_kept_before = day.weekday() == 5 && is_named(day.plus_days(1));  // A Saturday's on Friday.
  const bool is_kept_after = day.weekday() == 1 && is_named(day.plus_days(-1));  // A Sunday's on Monday.
  return is_kept_before || is_kept_after;
}

bool is_business_day(Date day) { return day.weekday() != 0 && day.weekday() != 6 && !is_federal_holiday(day); }

}  // namespace switchyard::market
