// Calendar dates, months and terms: what tariffs, contracts and start months are written in. No time of day and no zone.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace switchyard {

class Month;

// A day of the proleptic Gregorian calendar, years 1 to 9999.
class Date {
 public:
  constexpr Date() = default;
  static constexpr Date from_days(std::int32_t days_since_1970) { return Date(days_since_1970); }
  // Refused when there is no such day.
  static Result<Date> from_parts(int year, int month, int day);
  // "YYYY-MM-DD" only.
  static Result<Date> parse(std::string_view text);

  [[nodiscard]] std::string text() const;
  [[nodiscard]] constexpr std::int32_t days() const { return days_; }
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;  // 1 to 12.
  [[nodiscard]] int day() const;    // 1 to 31.
  // 0 is Sunday.
  [[nodiscard]] int weekday() const;
  [[nodiscard]] Month month_of() const;
  [[nodiscard]] constexpr Date plus_days(std::int32_t days) const { return Date(days_ + days); }

  constexpr auto operator<=>(const Date&) const = default;

 private:
  explicit constexpr Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;  // Since 1970-01-01.
};

// A length in whole months: a contract's term.
struct Months {
  std::int32_t count = 0;
  constexpr auto operator<=>(const Months&) const = default;
};

// A calendar month, years 1 to 9999.
class Month {
 public:
  constexpr Month() = default;
  static Result<Month> from_parts(int year, int month);
  // "YYYY-MM" only.
  static Result<Month> parse(std::string_view text);
  // Months since January of the year 0, the order of months.
  static constexpr Month from_index(std::int32_t index) { return Month(index); }

  [[nodiscard]] std::string text() const;
  [[nodiscard]] constexpr std::int32_t index() const { return index_; }
  [[nodiscard]] constexpr int year() const { return index_ / 12; }
  [[nodiscard]] constexpr int month() const { return index_ % 12 + 1; }
  [[nodiscard]] Date first_day() const;
  friend constexpr Month operator+(Month month, Months term) { return Month(month.index_ + term.count); }

  constexpr auto operator<=>(const Month&) const = default;

 private:
  explicit constexpr Month(std::int32_t index) : index_(index) {}
  std::int32_t index_ = 1970 * 12;
};

}  // namespace switchyard
