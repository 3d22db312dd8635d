// Decimal numbers: what is read prints and reads back the same, and both parsers agree where both take a text.
// links: values
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "values/decimal.hpp"
#include "values/money.hpp"

using namespace switchyard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto plain = Decimal::parse(text);
  const auto scientific = Decimal::parse_scientific(text);
  if (plain) {
    const auto again = Decimal::parse(plain->text());
    if (!again || again->coefficient() != plain->coefficient() || again->scale() != plain->scale()) std::abort();
    // Of more than 18 digits one rounds and the other is exact.
    const bool long_number = plain->coefficient() >= 1'000'000'000'000'000'000 || plain->coefficient() <= -1'000'000'000'000'000'000;
    if (!long_number && (!scientific || *scientific != *plain)) std::abort();
  }
  if (scientific && *Decimal::parse(scientific->text()) != *scientific) std::abort();
  if (scientific) {
    (void)scientific->to_significant(15);
    for (int scale = 0; scale <= Decimal::kScaleMax; ++scale) (void)scientific->rescaled(scale, Rounding::half_even);
    (void)multiply(*scientific, *scientific);
    (void)add(*scientific, *scientific);
  }
  (void)Money::parse(text);
  (void)UnitPrice::parse(text, EnergyUnit::kwh);
  (void)Percent::parse(text);
  return 0;
}
