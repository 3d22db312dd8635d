// Amounts of electricity and gas, each in the unit that it was stated in. Units of different kinds never mix.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "values/decimal.hpp"
#include "values/result.hpp"

namespace switchyard {

enum class Commodity : std::uint8_t { electric, gas };
[[nodiscard]] std::string_view text_of(Commodity commodity);  // "electric", "gas".
Result<Commodity> parse_commodity(std::string_view text);

// Base units and their exact multiples. therm and Ccf are different kinds: heat and volume. `ccf_or_therm` is what a supplier
// means by "ccf/therms": the one of both that the utility bills in. It is a kind of its own until the utility is known, and
// stands in sheets alone.
enum class EnergyUnit : std::uint8_t { kwh, mwh, therm, dth, ccf, mcf, ccf_or_therm };
inline constexpr EnergyUnit kEnergyUnitLast = EnergyUnit::ccf_or_therm;
[[nodiscard]] std::string_view text_of(EnergyUnit unit);  // "kWh", "MWh", "therm", "Dth", "Ccf", "Mcf", "Ccf/therm".
// Of a price: "$/kWh", … "$/(Ccf/therm)".
[[nodiscard]] std::string_view price_text_of(EnergyUnit unit);
// Letters in any case; "MMBtu" is Dth. Never ccf_or_therm.
Result<EnergyUnit> parse_energy_unit(std::string_view text);
// kWh, therm, Ccf or Ccf/therm: the unit in which amounts of this kind are kept.
[[nodiscard]] EnergyUnit base_of(EnergyUnit unit);
// How many base units make one: 1000 for MWh, 10 for Dth and Mcf, else 1.
[[nodiscard]] std::int64_t base_units_in(EnergyUnit unit);
[[nodiscard]] Commodity commodity_of(EnergyUnit unit);

// Milli-units of a stated unit: 12.5 kWh is {12'500, kwh}.
class Energy {
 public:
  constexpr Energy() = default;
  static constexpr Energy from_milli(std::int64_t milli_units, EnergyUnit unit) { return Energy(milli_units, unit); }
  // Up to three decimals, not negative.
  static Result<Energy> parse(std::string_view amount, EnergyUnit unit);
  static Result<Energy> from_decimal(Decimal amount, EnergyUnit unit);

  [[nodiscard]] constexpr std::int64_t milli_units() const { return milli_units_; }
  [[nodiscard]] constexpr EnergyUnit unit() const { return unit_; }
  // The number alone, without trailing zeros: "12.5".
  [[nodiscard]] std::string amount_text() const;
  // The same amount in the base unit of its kind; refused with "overflow".
  [[nodiscard]] Result<Energy> in_base() const;

  // Both must be of one unit (ENSURE): compare what in_base() gave.
  friend std::strong_ordering operator<=>(const Energy& a, const Energy& b);
  friend bool operator==(const Energy& a, const Energy& b) = default;
  friend Result<Energy> add(const Energy& a, const Energy& b);

 private:
  constexpr Energy(std::int64_t milli_units, EnergyUnit unit) : milli_units_(milli_units), unit_(unit) {}
  std::int64_t milli_units_ = 0;
  EnergyUnit unit_ = EnergyUnit::kwh;
};

Result<Energy> add(const Energy& a, const Energy& b);

}  // namespace switchyard
