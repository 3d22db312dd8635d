// A reading as a person checks it: the rates that differ in month, term and price alone are one line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

struct CurveSummary {
  std::uint32_t sheet = 0;
  Commodity commodity = Commodity::electric;
  CustomerClass customer_class = CustomerClass::commercial;
  std::string utility, state, rate_class, zone, product, billing, band;
  EnergyUnit unit = EnergyUnit::kwh;
  std::vector<std::string> starts;  // "2026-04", in order; empty where the file has none.
  std::vector<int> terms;           // In order.
  std::size_t count = 0;
  std::int64_t min_micros = 0, max_micros = 0;  // Stored, dollars a unit.
  std::string example;              // The cell of the first.
};
// In the order in which they first occur.
[[nodiscard]] std::vector<CurveSummary> summarise_reading(const SheetReading& reading);

}  // namespace switchyard::pricing
