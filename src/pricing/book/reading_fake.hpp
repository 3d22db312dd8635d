// Readings made in code: a row in a line, words as text.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>

#include "market/market.hpp"
#include "pricing/book/compiled_sheet.hpp"
#include "pricing/book/rate_book.hpp"

namespace switchyard::pricing {

// Of one rate; what is not said is usual: a commercial electric rate of $0.06120/kWh, 12 months from 2026-03.
struct RowWords {
  std::string utility = "comed";
  std::string rate_class = {};
  std::string zone = {};
  std::string state = {};
  std::string product = {};
  std::optional<std::string> start = "2026-03";  // Absent: the file has no start month.
  int start_months = 1;
  int term = 12;
  UsageBand band = {};
  std::int64_t price = 61'200;
  int decimals = 5;
  EnergyUnit unit = EnergyUnit::kwh;
  Commodity commodity = Commodity::electric;
  CustomerClass customer_class = CustomerClass::commercial;
  std::int32_t green = -1;
};

[[nodiscard]] UsageBand band(std::int64_t min, std::optional<std::int64_t> max, EnergyUnit unit = EnergyUnit::kwh, bool inclusive = false);

// A sheet of liberty's for 2026-01-05, on sale 14:00 to 23:00 UTC, with one row a cell down column C from C2 on "Prices".
[[nodiscard]] SheetReading reading_of(std::initializer_list<RowWords> rows);
void add_row(SheetReading& reading, const RowWords& words);

// Sheets are told apart by a number; larger numbers are later ids.
[[nodiscard]] SheetFacts facts_of(int number);
[[nodiscard]] std::shared_ptr<const CompiledSheet> sheet_of(const SheetReading& reading, const market::Market& market, int number = 1);
[[nodiscard]] std::shared_ptr<const RateBook> book_of(std::initializer_list<RowWords> rows, const market::Market& market);

// 2026-01-05T15:00:00Z, while reading_of's sheets are on sale.
[[nodiscard]] Instant on_sale_instant();

}  // namespace switchyard::pricing
