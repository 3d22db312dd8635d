#include "app/demo/price_model.hpp"

#include <fmt/format.h>

#include <array>

#include "values/money.hpp"

namespace switchyard::app {
namespace {

// Per mille that a start in this month adds: winters and summers are dearer.
constexpr std::array<std::int64_t, 12> kSeasonPerMille = {34, 28, 9, -6, -12, 8, 22, 24, 5, -9, -3, 18};

constexpr std::array<std::string_view, 12> kShortMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::int64_t model_price_micros(const ModelPoint& point) {
  const std::int64_t per_mille = 1000 + kSeasonPerMille[static_cast<std::size_t>(point.start.month() - 1)] - 31 * point.band +
                                 24 * point.rate_class + (point.term_months - 12) * 2 / 3;
  const std::int64_t exact = point.base_micros * per_mille / 1000;
  return exact / point.quantum_micros * point.quantum_micros;
}

Date utc_day_of(Instant instant) {
  constexpr std::int64_t kDayMs = 86'400'000;
  return Date::from_days(static_cast<std::int32_t>(instant.unix_ms() / kDayMs));
}

std::vector<Month> start_months(Date today) {
  std::vector<Month> months;
  for (int ahead = 1; ahead <= 12; ++ahead) months.push_back(today.month_of() + Months{ahead});
  return months;
}

std::string dollars_text(std::int64_t micros, int decimals) { return UnitPrice::from_micros(micros, EnergyUnit::kwh).text(decimals); }

std::string us_date_text(Date day) { return fmt::format("{}/{}/{}", day.month(), day.day(), day.year()); }

std::string short_month_text(Month month) {
  return fmt::format("{}-{:02}", kShortMonths[static_cast<std::size_t>(month.month() - 1)], month.year() % 100);
}

}  // namespace switchyard::app
