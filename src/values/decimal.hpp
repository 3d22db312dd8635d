// Exact decimal numbers as people and files write them, and named rounding. There is no floating point in this project's money.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace switchyard {

__extension__ typedef __int128 Int128;

enum class Rounding {
  half_up,    // A tie goes away from zero: prices and bill lines (money.md section 4 of the design's facts).
  half_even,  // A tie goes to the even neighbour: exports to the millionth, commission lines.
  down,       // Toward zero.
  up,         // Away from zero.
};

// coefficient / 10^scale. Equality is of value: 1.50 == 1.5.
class Decimal {
 public:
  static constexpr int kScaleMax = 18;
  // The longest text that parse takes, in characters.
  static constexpr std::size_t kTextSizeMax = 64;

  constexpr Decimal() = default;
  // Refused where scale is not 0 to 18.
  static Result<Decimal> from_parts(std::int64_t coefficient, int scale);
  static constexpr Decimal from_integer(std::int64_t value) { return Decimal(value, 0); }

  // "-12.0340": an optional '-', digits, at most one point with digits on both sides. What is on the wire.
  static Result<Decimal> parse(std::string_view text);
  // The same and an exponent ("5.72E-2"), as a workbook's stored values are; a number of more than 18 significant
  // digits is rounded half-even to 18, and digits under 1e-18 likewise.
  static Result<Decimal> parse_scientific(std::string_view text);

  // As parsed: trailing zeros are kept ("0.06620").
  [[nodiscard]] std::string text() const;
  // With no trailing zeros after the point: "0.0662".
  [[nodiscard]] std::string shortest_text() const;
  [[nodiscard]] constexpr std::int64_t coefficient() const { return coefficient_; }
  [[nodiscard]] constexpr int scale() const { return scale_; }
  [[nodiscard]] constexpr bool is_negative() const { return coefficient_ < 0; }

  // The value at another scale; refused (code "overflow") where it does not fit.
  [[nodiscard]] Result<Decimal> rescaled(int scale, Rounding rounding) const;
  // At another scale without loss, or refused (code "too_precise").
  [[nodiscard]] Result<Decimal> exactly_at(int scale) const;
  // At most `digits` significant digits, half-up: Excel shows 15 of what it stores.
  [[nodiscard]] Decimal to_significant(int digits) const;

  friend Result<Decimal> add(Decimal a, Decimal b);
  friend Result<Decimal> subtract(Decimal a, Decimal b);
  friend Result<Decimal> multiply(Decimal a, Decimal b);
  friend std::strong_ordering operator<=>(Decimal a, Decimal b);
  friend bool operator==(Decimal a, Decimal b) { return (a <=> b) == std::strong_ordering::equal; }

 private:
  constexpr Decimal(std::int64_t coefficient, int scale) : coefficient_(coefficient), scale_(scale) {}
  std::int64_t coefficient_ = 0;
  int scale_ = 0;
};

Result<Decimal> add(Decimal a, Decimal b);
Result<Decimal> subtract(Decimal a, Decimal b);
Result<Decimal> multiply(Decimal a, Decimal b);

// numerator / denominator to a whole number. denominator is not 0 (ENSURE). Refused with "overflow".
Result<std::int64_t> divide_rounded(Int128 numerator, Int128 denominator, Rounding rounding);

}  // namespace switchyard
