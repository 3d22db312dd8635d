// Meter reads that are known and those that follow from them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "values/date.hpp"

namespace switchyard::rules {

// That day of a month, or its last one.
[[nodiscard]] Date day_in_month(Month month, int day);

struct FoundRead {
  Date read = {};
  bool is_known = true;  // False: the day of the month of the last known read was carried on.
};
// The first read on or after `day`, known or carried on; none where no read is known.
[[nodiscard]] std::optional<FoundRead> first_read_from(Date day, std::span<const Date> read_dates);
// That of a month.
[[nodiscard]] std::optional<FoundRead> read_in(Month month, std::span<const Date> read_dates);

}  // namespace switchyard::rules
