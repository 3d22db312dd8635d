#include "values/money.hpp"

#include <fmt/format.h>

namespace switchyard {
namespace {

constexpr std::int64_t kNanosPerCent = 10'000'000;

Error overflow() { return {ErrorKind::invalid, "overflow", "the amount is too large to be kept exactly"}; }

Error unit_mismatch(EnergyUnit a, EnergyUnit b) {
  return {ErrorKind::invalid, "unit_mismatch", fmt::format("{} and {} are not of one unit", text_of(a), text_of(b))};
}

// The coefficient of the number at `scale`, without loss.
Result<std::int64_t> scaled(std::string_view text, int scale) {
  const auto decimal = Decimal::parse(text);
  if (!decimal) return decimal.error();
  const auto exact = decimal->exactly_at(scale);
  if (!exact) return exact.error();
  return exact->coefficient();
}

}  // namespace

Result<Money> Money::parse(std::string_view text) {
  const auto cents = scaled(text, 2);
  if (!cents) return cents.error();
  return Money(*cents);
}

std::string Money::text() const { return Decimal::from_parts(cents_, 2)->text(); }

Result<Money> add(Money a, Money b) {
  std::int64_t cents = 0;
  if (__builtin_add_overflow(a.cents_, b.cents_, &cents)) return overflow();
  return Money(cents);
}

Result<Money> subtract(Money a, Money b) {
  std::int64_t cents = 0;
  if (__builtin_sub_overflow(a.cents_, b.cents_, &cents)) return overflow();
  return Money(cents);
}

Result<UnitPrice> UnitPrice::parse(std::string_view dollars, EnergyUnit unit) {
  const auto micros = scaled(dollars, kScale);
  if (!micros) return micros.error();
  return UnitPrice(*micros, unit);
}

Result<UnitPrice> UnitPrice::from_decimal(Decimal dollars, EnergyUnit unit, Rounding rounding) {
  const auto micros = dollars.rescaled(kScale, rounding);
  if (!micros) return micros.error();
  return UnitPrice(micros->coefficient(), unit);
}

std::string UnitPrice::text(int decimals) const {
  const auto exact = Decimal::from_parts(micros_, kScale)->exactly_at(decimals);
  ENSURE(decimals <= kScale && exact.has_value());
  return exact->text();
}

std::string UnitPrice::unit_text() const { return std::string(price_text_of(unit_)); }

Result<UnitPrice> UnitPrice::rounded(int decimals, Rounding rounding) const {
  ENSURE(decimals >= 0 && decimals <= kScale);
  const auto shorter = Decimal::from_parts(micros_, kScale)->rescaled(decimals, rounding);
  if (!shorter) return shorter.error();
  return from_decimal(*shorter, unit_, Rounding::half_up);
}

Result<UnitPrice> add(UnitPrice a, UnitPrice b) {
  if (a.unit_ != b.unit_) return unit_mismatch(a.unit_, b.unit_);
  std::int64_t micros = 0;
  if (__builtin_add_overflow(a.micros_, b.micros_, &micros)) return overflow();
  return UnitPrice(micros, a.unit_);
}

Result<ExactAmount> multiply(const UnitPrice& price, const Energy& energy) {
  if (base_of(price.unit()) != base_of(energy.unit())) return unit_mismatch(price.unit(), energy.unit());
  const Int128 product = static_cast<Int128>(price.micros()) * energy.milli_units();
  if (price.unit() == energy.unit()) return ExactAmount{product, 1};
  ExactAmount amount{0, base_units_in(price.unit())};
  if (__builtin_mul_overflow(product, static_cast<Int128>(base_units_in(energy.unit())), &amount.nano_dollars)) return overflow();
  return amount;
}

Result<Money> round_to_cents(ExactAmount amount, Rounding rounding) {
  const auto cents = divide_rounded(amount.nano_dollars, static_cast<Int128>(kNanosPerCent) * amount.divisor, rounding);
  if (!cents) return cents.error();
  return Money::from_cents(*cents);
}

Result<Percent> Percent::parse(std::string_view text) {
  const auto millionths = scaled(text, 4);
  if (!millionths) return millionths.error();
  return Percent(*millionths);
}

std::string Percent::text() const { return Decimal::from_parts(millionths_, 4)->shortest_text(); }

}  // namespace switchyard
