// Dates as workbooks store them: days since an epoch, the time of day as a fraction.
//
// Since 1900 (Windows): 1 is 1900-01-01, and 60 is 1900-02-29, a day that never was and that Excel keeps for the sake of
// Lotus 1-2-3; 61 is 1900-03-01. Since 1904 (old Macintosh): 0 is 1904-01-01.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "values/date.hpp"
#include "values/result.hpp"

namespace switchyard::workbook {

enum class DateEpoch : std::uint8_t { from_1900, from_1904 };

// What Workbook::dates_from_1904() says.
[[nodiscard]] constexpr DateEpoch epoch_of(bool dates_from_1904) {
  return dates_from_1904 ? DateEpoch::from_1904 : DateEpoch::from_1900;
}

// A local moment; no zone is stored in a workbook.
struct SerialMoment {
  Date date;
  std::int32_t time_of_day_ms = 0;  // 0 to 86'399'999.
  bool operator==(const SerialMoment&) const = default;
};

// Rounded to the millisecond, so that 42369.99999999999 is the midnight after. Refused with "not_a_date": not a number, before
// the epoch (0 of 1900 too: a bare time), the day 60 of 1900, after 9999-12-31.
Result<SerialMoment> moment_of_serial(std::string_view number, DateEpoch epoch);
// The same moment's day alone.
Result<Date> date_of_serial(std::string_view number, DateEpoch epoch);
// The fraction alone, any whole part: 0.5 is noon. 0 to 86'399'999.
Result<std::int32_t> time_of_day_ms_of_serial(std::string_view number);

// The whole number that stores this day; refused with "not_a_date" before the epoch's first day.
Result<std::int32_t> serial_of(Date date, DateEpoch epoch);
// What strict workbooks store as ISO 8601 ("2016-01-05", "2016-01-05T17:30:00.000", "17:30:00") as the number that others store.
Result<std::string> serial_text_of_iso(std::string_view text, DateEpoch epoch);

}  // namespace switchyard::workbook
