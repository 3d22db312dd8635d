#include "contracting/api/graphql_words.hpp"

#include "values/ensure.hpp"
#include "values/money.hpp"

namespace switchyard::contracting {

std::string lower_word(std::string_view name) {
  std::string word(name);
  for (char& c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return word;
}

graphql::EnumName enum_name_of(EnergyUnit unit) {
  switch (unit) {
    case EnergyUnit::kwh: return {"KWH"};
    case EnergyUnit::mwh: return {"MWH"};
    case EnergyUnit::therm: return {"THERM"};
    case EnergyUnit::dth: return {"DTH"};
    case EnergyUnit::ccf: return {"CCF"};
    case EnergyUnit::mcf: return {"MCF"};
    case EnergyUnit::ccf_or_therm: break;  // Stands in sheets alone.
  }
  ENSURE(false);
  return {"KWH"};
}

std::string price_text(std::int64_t micros, EnergyUnit unit, std::int32_t decimals) {
  std::int64_t step = 1;
  for (int shown = UnitPrice::kScale; shown > decimals; --shown) step *= 10;
  return UnitPrice::from_micros(micros, unit).text(micros % step == 0 ? decimals : UnitPrice::kScale);
}

std::string money_text(std::int64_t cents) { return Money::from_cents(cents).text(); }

std::string amount_text(std::int64_t milli) { return Energy::from_milli(milli, EnergyUnit::kwh).amount_text(); }

std::string percent_text(std::int64_t millionths) { return Percent::from_millionths(millionths).text(); }

}  // namespace switchyard::contracting
