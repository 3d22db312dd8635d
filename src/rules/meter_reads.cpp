#include "rules/meter_reads.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "rules/rule_calendar.hpp"

namespace switchyard::rules {
namespace {

std::optional<Date> latest(std::span<const Date> read_dates) {
  if (read_dates.empty()) return std::nullopt;
  return *std::max_element(read_dates.begin(), read_dates.end());
}

}  // namespace

Date day_in_month(Month month, int day) {
  const Date last = (month + Months{1}).first_day().plus_days(-1);
  return std::min(month.first_day().plus_days(day - 1), last);
}

std::optional<FoundRead> first_read_from(Date day, std::span<const Date> read_dates) {
  std::optional<Date> found;
  for (const Date read : read_dates) {
    if (read >= day && (!found || read < *found)) found = read;
  }
  if (found) return FoundRead{*found, true};
  const auto last = latest(read_dates);
  if (!last) return std::nullopt;
  Date carried = day_in_month(day.month_of(), last->day());
  if (carried < day) carried = day_in_month(day.month_of() + Months{1}, last->day());
  return FoundRead{carried, false};
}

std::optional<FoundRead> read_in(Month month, std::span<const Date> read_dates) {
  std::optional<Date> found;
  for (const Date read : read_dates) {
    if (read.month_of() == month && (!found || read < *found)) found = read;
  }
  if (found) return FoundRead{*found, true};
  const auto last = latest(read_dates);
  if (!last) return std::nullopt;
  return FoundRead{day_in_month(month, last->day()), false};
}

ExpectedRead expected_read(Month month, std::span<const Date> read_dates, std::string_view language) {
  const bool is_spanish = language == "es";
  const auto found = read_in(month, read_dates);
  if (!found) {
    return {month.first_day(), true,
            is_spanish ? fmt::format("No se conoce ninguna lectura de esta cuenta: se toma el día 1 de {}.", month.text())
                       : fmt::format("No meter read of this account is known: the first of {} stands for its read.", month.text())};
  }
  if (found->is_known) return {found->read, false, {}};
  return {found->read, true,
          is_spanish ? fmt::format("La lectura de {} aún no está fijada: se toma el día del mes de la última conocida.", month.text())
                     : fmt::format("The read of {} is not scheduled yet: the day of the month of the last known read stands for it.", month.text())};
}

ExpectedRead end_read(Date start, Months term, std::span<const Date> read_dates, std::string_view language) {
  const Month month = start.month_of() + term;
  const auto found = read_in(month, read_dates);
  if (found && found->is_known) return {found->read, false, {}};
  return {day_in_month(month, start.day()), true,
          language == "es" ? fmt::format("La lectura de {} aún no está fijada: se toma el día del mes del inicio.", month.text())
                           : fmt::format("The read of {} is not scheduled yet: the day of the month of the start stands for it.", month.text())};
}

}  // namespace switchyard::rules
