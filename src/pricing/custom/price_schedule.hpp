// A price schedule: legs over the term, each with its price or adder and with what is in it. A matrix rate is the schedule with one
// fixed leg. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/date.hpp"
#include "values/energy.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

inline constexpr std::size_t kLegsMax = 120;
inline constexpr std::size_t kComponentsMax = 20;

enum class LegKind : std::uint8_t {
  fixed,       // A price for every unit.
  index,       // A market index and an adder.
  block,       // A price for a block; what is beyond it at an index and its adder, where those are said.
  nymex_plus,  // The NYMEX settlement and an adder.
  basis,       // A basis to an index.
};
[[nodiscard]] std::string_view text_of(LegKind kind);
[[nodiscard]] Result<LegKind> parse_leg_kind(std::string_view text);

struct PriceComponent {
  std::string name;                  // One of component_names().
  bool is_passed_through = false;    // Else fixed: in the price.
  bool operator==(const PriceComponent&) const = default;
};
[[nodiscard]] const std::vector<std::string_view>& component_names();

// Micro-dollars a price unit with the decimals that it was written with, 0 to 6.
struct LegPrice {
  std::int64_t micros = 0;
  std::int32_t decimals = 0;
  bool operator==(const LegPrice&) const = default;
};
// At most six decimals and within a thousand dollars a unit; "invalid_decimal", "out_of_range".
[[nodiscard]] Result<LegPrice> parse_leg_price(std::string_view text);

struct ScheduleLeg {
  LegKind kind = LegKind::fixed;
  std::int32_t from_month = 1;       // 1 is the first month of the term.
  std::int32_t months = 0;
  std::optional<LegPrice> price = {};
  std::optional<LegPrice> adder = {};
  std::string index = {};            // "PJM COMED day-ahead".
  std::vector<PriceComponent> components = {};
  bool operator==(const ScheduleLeg&) const = default;
};

struct PriceSchedule {
  std::int32_t term_months = 0;
  Month start_month{};
  std::vector<ScheduleLeg> legs = {};  // In the order of their months.
  std::optional<std::int64_t> monthly_fee_cents = {};
  std::optional<std::int64_t> bandwidth_millionths = {};
  bool operator==(const PriceSchedule&) const = default;
};

struct ScheduleRules {
  EnergyUnit price_unit = EnergyUnit::kwh;
  bool prices_are_of_sites = false;  // The one leg, a fixed one, has no price of its own: sites have.
  bool is_confirmed = false;         // Prices outside of the sane range were meant.
};
// Legs cover the term exactly, each has what its kind needs, prices are sane: "leg_gap", "leg_overlap", "term_not_covered",
// "leg_price_missing", "leg_price_excess", "price_out_of_range", "repeated"; by the pointer "/schedule/legs/1/price".
[[nodiscard]] Result<void> check_schedule(const PriceSchedule& schedule, const ScheduleRules& rules);
// Of a price for each unit; adders are wider. "price_out_of_range".
[[nodiscard]] Result<void> check_sane_price(const LegPrice& price, EnergyUnit unit);

// One fixed leg and no monthly fee: what a quote's line can freeze whole.
[[nodiscard]] bool is_one_fixed_price(const PriceSchedule& schedule);

}  // namespace switchyard::pricing
