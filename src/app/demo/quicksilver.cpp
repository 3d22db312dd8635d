// Quicksilver Energy's flash sheet: a CSV of a few lines that is good to the end of a minute, for those who must see a price die.
#include <fmt/format.h>

#include <array>

#include "app/demo/look_alike.hpp"
#include "app/demo/price_model.hpp"

namespace switchyard::app {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kBaseMicros = 58'400;
constexpr std::array<int, 2> kTerms = {12, 24};

Date day_of_minute(std::int64_t minute) { return Date::from_days(static_cast<std::int32_t>(minute * kMinuteMs / kDayMs)); }

}  // namespace

LookAlikeFile quicksilver_file(std::int64_t unix_minute) {
  const Date today = day_of_minute(unix_minute);
  const Date last_day = day_of_minute(unix_minute + 1);
  const std::int64_t minute_of_day = (unix_minute + 1) % (kDayMs / kMinuteMs);
  std::string text = "Quicksilver Energy,fictitious - for demonstration\r\n";
  text += fmt::format("Flash prices of {} - good until {:02}:{:02} UTC on {}\r\n", us_date_text(today), minute_of_day / 60, minute_of_day % 60,
                      us_date_text(last_day));
  text += "LDC,State,Rate Class,Start Month,Term,kWh a Year,Flash Price\r\n";
  for (Month start : start_months(today)) {
    for (int term : kTerms) {
      const std::int64_t micros = model_price_micros({.base_micros = kBaseMicros, .term_months = term, .start = start});
      text += fmt::format("CenterPoint Energy Houston Electric,TX,Secondary >10 kW,{},{},0-500000,{}\r\n", short_month_text(start), term,
                          dollars_text(micros, 5));
    }
  }
  return {.supplier = "quicksilver", .file_name = fmt::format("quicksilver-{}.csv", unix_minute), .bytes = std::move(text)};
}

}  // namespace switchyard::app
