#include "values/energy.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace switchyard {
namespace {

struct UnitFacts {
  EnergyUnit unit;
  std::string_view text;
  std::string_view price_text;
  EnergyUnit base;
  std::int64_t base_units;
  Commodity commodity;
};

// In the order of EnergyUnit. Exact relations only: money.md section 3.
constexpr std::array<UnitFacts, 7> kUnits{{
    {EnergyUnit::kwh, "kWh", "$/kWh", EnergyUnit::kwh, 1, Commodity::electric},
    {EnergyUnit::mwh, "MWh", "$/MWh", EnergyUnit::kwh, 1000, Commodity::electric},
    {EnergyUnit::therm, "therm", "$/therm", EnergyUnit::therm, 1, Commodity::gas},
    {EnergyUnit::dth, "Dth", "$/Dth", EnergyUnit::therm, 10, Commodity::gas},
    {EnergyUnit::ccf, "Ccf", "$/Ccf", EnergyUnit::ccf, 1, Commodity::gas},
    {EnergyUnit::mcf, "Mcf", "$/Mcf", EnergyUnit::ccf, 10, Commodity::gas},
    {EnergyUnit::ccf_or_therm, "Ccf/therm", "$/(Ccf/therm)", EnergyUnit::ccf_or_therm, 1, Commodity::gas},
}};

const UnitFacts& facts_of(EnergyUnit unit) { return kUnits.at(static_cast<std::size_t>(unit)); }

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

Error overflow() { return {ErrorKind::invalid, "overflow", "the amount of energy is too large to be kept exactly"}; }

}  // namespace

std::string_view text_of(Commodity commodity) { return commodity == Commodity::electric ? "electric" : "gas"; }

Result<Commodity> parse_commodity(std::string_view text) {
  if (text == "electric") return Commodity::electric;
  if (text == "gas") return Commodity::gas;
  return Error{ErrorKind::invalid, "invalid_commodity", fmt::format("'{:.40}' is not a commodity; electric or gas was expected", text)};
}

std::string_view text_of(EnergyUnit unit) { return facts_of(unit).text; }
std::string_view price_text_of(EnergyUnit unit) { return facts_of(unit).price_text; }

Result<EnergyUnit> parse_energy_unit(std::string_view text) {
  for (const auto& facts : kUnits) {
    if (facts.unit != EnergyUnit::ccf_or_therm && same_letters(facts.text, text)) return facts.unit;
  }
  if (same_letters("MMBtu", text)) return EnergyUnit::dth;
  return Error{ErrorKind::invalid, "invalid_unit",
               fmt::format("'{:.40}' is not a unit; kWh, MWh, therm, Dth, MMBtu, Ccf or Mcf was expected", text)};
}

EnergyUnit base_of(EnergyUnit unit) { return facts_of(unit).base; }
std::int64_t base_units_in(EnergyUnit unit) { return facts_of(unit).base_units; }
Commodity commodity_of(EnergyUnit unit) { return facts_of(unit).commodity; }

Result<Energy> Energy::parse(std::string_view amount, EnergyUnit unit) {
  const auto decimal = Decimal::parse(amount);
  if (!decimal) return decimal.error();
  return from_decimal(*decimal, unit);
}

Result<Energy> Energy::from_decimal(Decimal amount, EnergyUnit unit) {
  if (amount.is_negative()) return Error{ErrorKind::invalid, "negative_amount", "an amount of energy is not negative"};
  const auto milli = amount.exactly_at(3);
  if (!milli) return milli.error();
  return Energy(milli->coefficient(), unit);
}

std::string Energy::amount_text() const { return Decimal::from_parts(milli_units_, 3)->shortest_text(); }

Result<Energy> Energy::in_base() const {
  std::int64_t milli = 0;
  if (__builtin_mul_overflow(milli_units_, base_units_in(unit_), &milli)) return overflow();
  return Energy(milli, base_of(unit_));
}

std::strong_ordering operator<=>(const Energy& a, const Energy& b) {
  ENSURE(a.unit_ == b.unit_);
  return a.milli_units_ <=> b.milli_units_;
}

Result<Energy> add(const Energy& a, const Energy& b) {
  if (a.unit_ != b.unit_) {
    return Error{ErrorKind::invalid, "unit_mismatch", fmt::format("{} and {} do not add", text_of(a.unit_), text_of(b.unit_))};
  }
  std::int64_t milli = 0;
  if (__builtin_add_overflow(a.milli_units_, b.milli_units_, &milli)) return overflow();
  return Energy(milli, a.unit_);
}

}  // namespace switchyard
