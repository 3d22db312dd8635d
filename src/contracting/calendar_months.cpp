#include "contracting/calendar_months.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

}  // namespace

Date day_in_month(Month month, int day) {
  for (int each = day;; --each) {
    if (const auto date = Date::from_parts(month.year(), month.month(), each)) return *date;
  }
}

Instant months_after(Instant instant, Months months) {
  const std::int64_t ms = instant.unix_ms();
  const std::int64_t days = ms >= 0 ? ms / kDayMs : -((kDayMs - 1 - ms) / kDayMs);
  const Date date = Date::from_days(static_cast<std::int32_t>(days));
  const Date moved = day_in_month(date.month_of() + months, date.day());
  return Instant::from_unix_ms(std::int64_t{moved.days()} * kDayMs + (ms - days * kDayMs));
}

}  // namespace switchyard::contracting
