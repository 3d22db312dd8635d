#include "workbook/serial_date.hpp"

#include <fmt/format.h>

#include <optional>

#include "values/decimal.hpp"
#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
// Days since 1970-01-01.
constexpr std::int32_t kEpoch1900 = -25'569;  // 1899-12-30: right from serial 61 on.
constexpr std::int32_t kEpoch1904 = -24'107;  // 1904-01-01.
constexpr std::int32_t kLastDay = 2'932'896;  // 9999-12-31.
constexpr std::int32_t kDayThatNeverWas = 60;

Error not_a_date(std::string_view text, std::string_view why) {
  return {ErrorKind::invalid, "not_a_date", fmt::format("{} is no stored date: {}", quoted(text), why)};
}

Result<std::int64_t> milliseconds_of(std::string_view number) {
  const auto decimal = Decimal::parse_scientific(number);
  if (!decimal) return not_a_date(number, decimal.error().message);
  std::int64_t denominator = 1;
  for (int i = 0; i < decimal->scale(); ++i) denominator *= 10;
  auto ms = divide_rounded(static_cast<Int128>(decimal->coefficient()) * kDayMs, denominator, Rounding::half_up);
  if (!ms) return not_a_date(number, "out of range");
  return *ms;
}

std::optional<int> two_digits(std::string_view text) {
  if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

// "17:30", "17:30:00", "17:30:00.250", with or without a Z.
std::optional<std::int64_t> iso_time_ms(std::string_view text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  const auto hour = two_digits(text);
  if (!hour || *hour > 23 || text.size() < 5 || text[2] != ':') return std::nullopt;
  const auto minute = two_digits(text.substr(3));
  if (!minute || *minute > 59) return std::nullopt;
  std::int64_t ms = (*hour * 60 + *minute) * 60'000LL;
  if (text.size() == 5) return ms;
  const auto second = text[5] == ':' ? two_digits(text.substr(6)) : std::nullopt;
  if (!second || *second > 59) return std::nullopt;
  ms += *second * 1000LL;
  if (text.size() == 8) return ms;
  if (text[8] != '.' || text.size() == 9) return std::nullopt;
  std::int64_t unit = 100;
  for (const char c : text.substr(9)) {
    if (c < '0' || c > '9') return std::nullopt;
    ms += (c - '0') * unit;
    unit /= 10;
  }
  return ms;
}

}  // namespace

Result<SerialMoment> moment_of_serial(std::string_view number, DateEpoch epoch) {
  const auto ms = milliseconds_of(number);
  if (!ms) return ms.error();
  if (*ms < 0) return not_a_date(number, "before the first day");
  const std::int64_t serial = *ms / kDayMs;
  std::int64_t days = serial + kEpoch1904;
  if (epoch == DateEpoch::from_1900) {
    if (serial == 0) return not_a_date(number, "a time without a day");
    if (serial == kDayThatNeverWas) return not_a_date(number, "1900-02-29 never was");
    days = serial + kEpoch1900 + (serial < kDayThatNeverWas ? 1 : 0);
  }
  if (days > kLastDay) return not_a_date(number, "after 9999-12-31");
  return SerialMoment{.date = Date::from_days(static_cast<std::int32_t>(days)),
                      .time_of_day_ms = static_cast<std::int32_t>(*ms % kDayMs)};
}

Result<Date> date_of_serial(std::string_view number, DateEpoch epoch) {
  const auto moment = moment_of_serial(number, epoch);
  if (!moment) return moment.error();
  return moment->date;
}

Result<std::int32_t> time_of_day_ms_of_serial(std::string_view number) {
  const auto ms = milliseconds_of(number);
  if (!ms) return ms.error();
  if (*ms < 0) return not_a_date(number, "negative");
  return static_cast<std::int32_t>(*ms % kDayMs);
}

Result<std::int32_t> serial_of(Date date, DateEpoch epoch) {
  std::int32_t serial = date.days() - kEpoch1904;
  if (epoch == DateEpoch::from_1900) {
    serial = date.days() - kEpoch1900;
    if (serial <= kDayThatNeverWas) --serial;
  }
  if (serial < (epoch == DateEpoch::from_1900 ? 1 : 0)) return not_a_date(date.text(), "before the first day");
  return serial;
}

Result<std::string> serial_text_of_iso(std::string_view text, DateEpoch epoch) {
  std::int32_t day = 0;
  std::string_view time = text;
  if (text.size() >= 10 && text[4] == '-') {
    const auto date = Date::parse(text.substr(0, 10));
    if (!date) return date.error();
    const auto serial = serial_of(*date, epoch);
    if (!serial) return serial.error();
    day = *serial;
    time = text.substr(10);
    if (time.empty()) return std::to_string(day);
    if (time.front() != 'T') return not_a_date(text, "no time follows the day");
  }
  if (time.starts_with('T')) time.remove_prefix(1);
  const auto ms = iso_time_ms(time);
  if (!ms) return not_a_date(text, "the time is not hh:mm:ss");
  if (*ms == 0) return std::to_string(day);
  // Eleven decimals tell milliseconds apart.
  const auto fraction = divide_rounded(static_cast<Int128>(*ms) * 100'000'000'000, kDayMs, Rounding::half_up);
  if (!fraction) return fraction.error();
  auto out = fmt::format("{}.{:011}", day, *fraction);
  while (out.back() == '0') out.pop_back();
  return out;
}

}  // namespace switchyard::workbook
