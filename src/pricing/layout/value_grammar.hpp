// How suppliers write dates, hours, whole numbers and usage bands. Each function takes tidied text and knows nothing of cells.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "pricing/rate_row.hpp"
#include "values/date.hpp"
#include "values/decimal.hpp"

namespace switchyard::pricing {

// `form` is made of D DD M MM MMM MMMM YY YYYY; every other character stands for itself. D and M take one or two digits, MMM the
// three letters or "Sept", MMMM the whole name, YY the years 2000 to 2099. A form without D means the first of the month.
[[nodiscard]] std::optional<Date> parse_date_as(std::string_view text, std::string_view form);

// A workbook's day number, in text: "42401" or "42401.5" (its hours are cut). 1900 counts from 1899-12-30, 1904 from 1904-01-01.
[[nodiscard]] std::optional<Date> parse_serial_day(std::string_view text, bool from_1904);

// Minutes after midnight: "17:00", "5:00 p.m.", "10AM", "11:59 pm".
[[nodiscard]] std::optional<int> parse_hour(std::string_view text);

// "12", "12.0", "1,000": digits only, of at most 9.
[[nodiscard]] std::optional<std::int64_t> parse_whole(std::string_view text);

// "kWh", "Dth"; also "ccf/therms", which only sheets say.
[[nodiscard]] std::optional<EnergyUnit> parse_stated_unit(std::string_view text);

struct BandGrammar {
  bool snap = true;       // An end one off a multiple of 5 is put on it: 74 to 75, 101 to 100.
  bool suffixes = false;  // K and M; a lower end without one takes that of the upper, or the next smaller where it would be above it.
};

// "0-25 MWh", "0-150K", "500-1M", "2M+", "<250 MWh", "Below 500,000 kWh", "Up to 2,000,000 kWh", "5,001-10,000_CCF",
// "0 to 10,000 ccf/therms".
struct ParsedBand {
  UsageBand band;
  bool has_unit = false;            // The text said the unit; else band.unit is left at its default.
  bool lower_was_one_above = false; // Printed as 26, 101, 5,001: the band below holds its own printed end.
};
[[nodiscard]] std::optional<ParsedBand> parse_band(std::string_view text, BandGrammar grammar);

}  // namespace switchyard::pricing
