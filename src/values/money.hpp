// Dollars: whole amounts in cents, prices in micro-dollars a unit, and the one way from a price to an amount.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "values/decimal.hpp"
#include "values/energy.hpp"
#include "values/result.hpp"

namespace switchyard {

// US dollars in whole cents.
class Money {
 public:
  constexpr Money() = default;
  static constexpr Money from_cents(std::int64_t cents) { return Money(cents); }
  // At most two decimals: "3972.00".
  static Result<Money> parse(std::string_view text);

  [[nodiscard]] constexpr std::int64_t cents() const { return cents_; }
  // Always two decimals.
  [[nodiscard]] std::string text() const;

  friend Result<Money> add(Money a, Money b);
  friend Result<Money> subtract(Money a, Money b);
  constexpr auto operator<=>(const Money&) const = default;

 private:
  explicit constexpr Money(std::int64_t cents) : cents_(cents) {}
  std::int64_t cents_ = 0;
};

Result<Money> add(Money a, Money b);
Result<Money> subtract(Money a, Money b);

// Micro-dollars per one stated unit: $0.06620/kWh is {66'200, kwh}. One mil is 1000 on a kWh.
class UnitPrice {
 public:
  static constexpr int kScale = 6;

  constexpr UnitPrice() = default;
  static constexpr UnitPrice from_micros(std::int64_t micros, EnergyUnit unit) { return UnitPrice(micros, unit); }
  // Dollars a unit, at most six decimals; negative is taken (a credit), the caller's rules decide.
  static Result<UnitPrice> parse(std::string_view dollars, EnergyUnit unit);
  static Result<UnitPrice> from_decimal(Decimal dollars, EnergyUnit unit, Rounding rounding);

  [[nodiscard]] constexpr std::int64_t micros() const { return micros_; }
  [[nodiscard]] constexpr EnergyUnit unit() const { return unit_; }
  // Dollars with this many decimals, 0 to 6; the value must have no more (ENSURE): round first.
  [[nodiscard]] std::string text(int decimals) const;
  // "$/kWh", "$/therm" …
  [[nodiscard]] std::string unit_text() const;
  [[nodiscard]] Result<UnitPrice> rounded(int decimals, Rounding rounding) const;

  // Of one unit, else refused with "unit_mismatch".
  friend Result<UnitPrice> add(UnitPrice a, UnitPrice b);
  friend bool operator==(const UnitPrice&, const UnitPrice&) = default;

 private:
  constexpr UnitPrice(std::int64_t micros, EnergyUnit unit) : micros_(micros), unit_(unit) {}
  std::int64_t micros_ = 0;
  EnergyUnit unit_ = EnergyUnit::kwh;
};

Result<UnitPrice> add(UnitPrice a, UnitPrice b);

// An exact amount that has not been rounded yet: nano_dollars / divisor, in 1e-9 dollars. The divisor is 1 where price and
// energy were of one unit, else 1, 10 or 1000 (a price a MWh times milli-kWh leaves thousandths of it).
struct ExactAmount {
  Int128 nano_dollars = 0;
  std::int64_t divisor = 1;
};

// The energy must be of the price's unit or of the same kind (then it is scaled exactly); else "unit_mismatch".
Result<ExactAmount> multiply(const UnitPrice& price, const Energy& energy);
Result<Money> round_to_cents(ExactAmount amount, Rounding rounding);

// Shares and rates: millionths, 100 % is 1'000'000.
class Percent {
 public:
  constexpr Percent() = default;
  static constexpr Percent from_millionths(std::int64_t millionths) { return Percent(millionths); }
  // "12.5" is 12.5 %; at most four decimals.
  static Result<Percent> parse(std::string_view text);
  [[nodiscard]] constexpr std::int64_t millionths() const { return millionths_; }
  // Percent points without trailing zeros: "12.5".
  [[nodiscard]] std::string text() const;
  constexpr auto operator<=>(const Percent&) const = default;

 private:
  explicit constexpr Percent(std::int64_t millionths) : millionths_(millionths) {}
  std::int64_t millionths_ = 0;
};

}  // namespace switchyard
