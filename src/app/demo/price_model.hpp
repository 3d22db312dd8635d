// Where the fictitious suppliers' prices come from: plausible, smooth in band and term, and always the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "values/date.hpp"
#include "values/instant.hpp"

namespace switchyard::app {

struct ModelPoint {
  std::int64_t base_micros = 0;   // Of the first class and band at 12 months, in dollars a unit x 1e-6.
  int rate_class = 0;             // 0, 1 … in the order of the sheet.
  int band = 0;
  int term_months = 12;
  Month start{};
  std::int64_t quantum_micros = 10;  // Prices are whole multiples of it: the digits that the sheet shows.
};
[[nodiscard]] std::int64_t model_price_micros(const ModelPoint& point);

// The day that it is at Greenwich: the day that the fictitious suppliers print.
[[nodiscard]] Date utc_day_of(Instant instant);

// The twelve months after that of `today`.
[[nodiscard]] std::vector<Month> start_months(Date today);

// Micro-dollars as dollars (decimals 6 or less): 66'200 with 5 is "0.06620".
[[nodiscard]] std::string dollars_text(std::int64_t micros, int decimals);

// "11/24/2026" and "Dec-26".
[[nodiscard]] std::string us_date_text(Date day);
[[nodiscard]] std::string short_month_text(Month month);

}  // namespace switchyard::app
