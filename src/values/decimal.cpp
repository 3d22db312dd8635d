#include "values/decimal.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "values/digits.hpp"

namespace switchyard {
namespace {

__extension__ typedef unsigned __int128 Uint128;

constexpr int kSignificantDigitsMax = 18;

constexpr std::array<std::int64_t, Decimal::kScaleMax + 1> kPowersOfTen = [] {
  std::array<std::int64_t, Decimal::kScaleMax + 1> powers{};
  std::int64_t power = 1;
  for (auto& entry : powers) {
    entry = power;
    if (power < 1'000'000'000'000'000'000) power *= 10;
  }
  return powers;
}();

std::int64_t power_of_ten(int exponent) { return kPowersOfTen[static_cast<std::size_t>(exponent)]; }

Error overflow() { return {ErrorKind::invalid, "overflow", "the number is too large to be kept exactly"}; }
Error too_precise(int scale) {
  return {ErrorKind::invalid, "too_precise", fmt::format("the number has more than {} decimals", scale)};
}
Error not_a_number(std::string_view text) {
  return {ErrorKind::invalid, "invalid_number",
          fmt::format("'{:.70}' is not a decimal number; write digits and at most one point, such as 0.0662", text)};
}

std::optional<std::int64_t> narrowed(Int128 wide) {
  if (wide > std::numeric_limits<std::int64_t>::max() || wide < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return static_cast<std::int64_t>(wide);
}

Uint128 magnitude(Int128 value) { return value < 0 ? -static_cast<Uint128>(value) : static_cast<Uint128>(value); }

bool rounds_away(Uint128 quotient, Uint128 remainder, Uint128 divisor, Rounding rounding) {
  if (remainder == 0) return false;
  const Uint128 rest = divisor - remainder;
  switch (rounding) {
    case Rounding::half_up: return remainder >= rest;
    case Rounding::half_even: return remainder > rest || (remainder == rest && quotient % 2 == 1);
    case Rounding::down: return false;
    case Rounding::up: return true;
  }
  return false;
}

// coefficient / 10^scale as a Decimal, where it takes dropping trailing zeros to fit too.
Result<Decimal> fitted(Int128 coefficient, int scale) {
  while (scale > 0 && coefficient % 10 == 0 && (scale > Decimal::kScaleMax || !narrowed(coefficient))) {
    coefficient /= 10;
    --scale;
  }
  const auto narrow = narrowed(coefficient);
  if (!narrow) return overflow();
  if (scale > Decimal::kScaleMax) return too_precise(Decimal::kScaleMax);
  return Decimal::from_parts(*narrow, scale);
}

// A number's text in parts: sign, digits without the point, how many of them stand behind it, and the exponent.
struct Written {
  bool negative = false;
  std::array<char, Decimal::kTextSizeMax> digits{};
  int digit_count = 0;  // Without leading zeros.
  int decimals = 0;
  int exponent = 0;
};

// Reads digits from `at` on, moving it behind them; false where there are none.
bool take_digits(std::string_view text, std::size_t& at, Written& written) {
  const std::size_t first = at;
  for (; at < text.size() && detail::is_digit(text[at]); ++at) {
    if (written.digit_count == 0 && text[at] == '0') continue;
    written.digits[static_cast<std::size_t>(written.digit_count++)] = text[at];
  }
  return at > first;
}

std::optional<int> take_exponent(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || text.size() > 4) return std::nullopt;
  const auto exponent = detail::fixed_digits(text, 0, text.size());
  if (!exponent) return std::nullopt;
  return negative ? -*exponent : *exponent;
}

std::optional<Written> take_apart(std::string_view text, bool exponent_allowed) {
  if (text.size() > Decimal::kTextSizeMax) return std::nullopt;
  Written written;
  std::size_t at = 0;
  if (!text.empty() && text[0] == '-') {
    written.negative = true;
    at = 1;
  }
  if (!take_digits(text, at, written)) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    const std::size_t first = ++at;
    if (!take_digits(text, at, written)) return std::nullopt;
    written.decimals = static_cast<int>(at - first);
  }
  if (at == text.size()) return written;
  if (!exponent_allowed || (text[at] != 'e' && text[at] != 'E')) return std::nullopt;
  const auto exponent = take_exponent(text.substr(at + 1));
  if (!exponent) return std::nullopt;
  written.exponent = *exponent;
  return written;
}

// The first `count` digits as a number; at most 19 of them.
Int128 leading_number(const Written& written, int count) {
  Int128 number = 0;
  for (int i = 0; i < count; ++i) number = number * 10 + (written.digits[static_cast<std::size_t>(i)] - '0');
  return number;
}

// Does half-even rounding at `kept` digits go up?
bool digits_round_up(const Written& written, int kept, bool kept_is_odd) {
  const char next = written.digits[static_cast<std::size_t>(kept)];
  if (next != '5') return next > '5';
  for (int i = kept + 1; i < written.digit_count; ++i) {
    if (written.digits[static_cast<std::size_t>(i)] != '0') return true;
  }
  return kept_is_odd;
}

std::string text_at(std::int64_t coefficient, int scale) {
  const auto size = magnitude(coefficient);
  const auto power = static_cast<Uint128>(power_of_ten(scale));
  const std::string_view sign = coefficient < 0 ? "-" : "";
  const auto whole = static_cast<std::uint64_t>(size / power);
  if (scale == 0) return fmt::format("{}{}", sign, whole);
  return fmt::format("{}{}.{:0{}}", sign, whole, static_cast<std::uint64_t>(size % power), scale);
}

}  // namespace

Result<Decimal> Decimal::from_parts(std::int64_t coefficient, int scale) {
  if (scale < 0 || scale > kScaleMax) return too_precise(kScaleMax);
  return Decimal(coefficient, scale);
}

Result<Decimal> Decimal::parse(std::string_view text) {
  const auto written = take_apart(text, false);
  if (!written) return not_a_number(text);
  if (written->decimals > kScaleMax) return too_precise(kScaleMax);
  if (written->digit_count > 19) return overflow();
  const Int128 number = leading_number(*written, written->digit_count);
  const auto coefficient = narrowed(written->negative ? -number : number);
  if (!coefficient) return overflow();
  return Decimal(*coefficient, written->decimals);
}

Result<Decimal> Decimal::parse_scientific(std::string_view text) {
  const auto written = take_apart(text, true);
  if (!written) return not_a_number(text);
  const int count = written->digit_count;
  int power = written->exponent - written->decimals;  // The value is digits * 10^power.
  if (count == 0) return Decimal(0, power < 0 ? std::min(-power, kScaleMax) : 0);
  const int dropped = std::max({0, count - kSignificantDigitsMax, -kScaleMax - power});
  if (dropped > count) return Decimal(0, kScaleMax);
  Int128 number = leading_number(*written, count - dropped);
  if (dropped > 0 && digits_round_up(*written, count - dropped, number % 2 != 0)) ++number;
  power += dropped;
  if (power > kScaleMax) return overflow();
  if (power > 0) number *= power_of_ten(power);
  const auto coefficient = narrowed(written->negative ? -number : number);
  if (!coefficient) return overflow();
  return Decimal(*coefficient, power < 0 ? -power : 0);
}

std::string Decimal::text() const { return text_at(coefficient_, scale_); }

std::string Decimal::shortest_text() const {
  std::int64_t coefficient = coefficient_;
  int scale = scale_;
  for (; scale > 0 && coefficient % 10 == 0; --scale) coefficient /= 10;
  return text_at(coefficient, scale);
}

Result<Decimal> Decimal::rescaled(int scale, Rounding rounding) const {
  if (scale < 0 || scale > kScaleMax) return too_precise(kScaleMax);
  if (scale >= scale_) {
    const auto coefficient = narrowed(static_cast<Int128>(coefficient_) * power_of_ten(scale - scale_));
    if (!coefficient) return overflow();
    return Decimal(*coefficient, scale);
  }
  const auto coefficient = divide_rounded(coefficient_, power_of_ten(scale_ - scale), rounding);
  if (!coefficient) return coefficient.error();
  return Decimal(*coefficient, scale);
}

Result<Decimal> Decimal::exactly_at(int scale) const {
  auto result = rescaled(scale, Rounding::down);
  if (result && *result != *this) return too_precise(scale);
  return result;
}

Decimal Decimal::to_significant(int digits) const {
  ENSURE(digits >= 1 && digits <= kSignificantDigitsMax);
  int count = 0;
  for (auto rest = magnitude(coefficient_); rest != 0; rest /= 10) ++count;
  const int dropped = count - digits;
  if (dropped <= 0) return *this;
  const auto rounded = divide_rounded(coefficient_, power_of_ten(dropped), Rounding::half_up);
  ENSURE(rounded.has_value());
  if (scale_ >= dropped) return Decimal(*rounded, scale_ - dropped);
  const auto whole = narrowed(static_cast<Int128>(*rounded) * power_of_ten(dropped - scale_));
  return whole ? Decimal(*whole, 0) : *this;
}

Result<Decimal> add(Decimal a, Decimal b) {
  const int scale = std::max(a.scale_, b.scale_);
  return fitted(static_cast<Int128>(a.coefficient_) * power_of_ten(scale - a.scale_) +
                    static_cast<Int128>(b.coefficient_) * power_of_ten(scale - b.scale_),
                scale);
}

Result<Decimal> subtract(Decimal a, Decimal b) {
  const int scale = std::max(a.scale_, b.scale_);
  return fitted(static_cast<Int128>(a.coefficient_) * power_of_ten(scale - a.scale_) -
                    static_cast<Int128>(b.coefficient_) * power_of_ten(scale - b.scale_),
                scale);
}

Result<Decimal> multiply(Decimal a, Decimal b) {
  return fitted(static_cast<Int128>(a.coefficient_) * b.coefficient_, a.scale_ + b.scale_);
}

std::strong_ordering operator<=>(Decimal a, Decimal b) {
  const int scale = std::max(a.scale_, b.scale_);
  const Int128 left = static_cast<Int128>(a.coefficient_) * power_of_ten(scale - a.scale_);
  const Int128 right = static_cast<Int128>(b.coefficient_) * power_of_ten(scale - b.scale_);
  if (left < right) return std::strong_ordering::less;
  return left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
}

Result<std::int64_t> divide_rounded(Int128 numerator, Int128 denominator, Rounding rounding) {
  ENSURE(denominator != 0);
  const Uint128 top = magnitude(numerator);
  const Uint128 bottom = magnitude(denominator);
  Uint128 quotient = top / bottom;
  if (rounds_away(quotient, top % bottom, bottom, rounding)) ++quotient;
  const bool negative = (numerator < 0) != (denominator < 0);
  const auto limit = static_cast<Uint128>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
  if (quotient > limit) return overflow();
  return static_cast<std::int64_t>(negative ? -static_cast<Int128>(quotient) : static_cast<Int128>(quotient));
}

}  // namespace switchyard
