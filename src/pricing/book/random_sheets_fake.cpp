#include "pricing/book/random_sheets_fake.hpp"

#include <array>

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

struct Place {
  const char* utility;
  const char* state;
  Commodity commodity;
};
constexpr std::array<Place, 8> kPlaces = {{{"comed", "IL", Commodity::electric},
                                           {"ComEd Co", "IL", Commodity::electric},
                                           {"PSE&G", "NJ", Commodity::electric},
                                           {"jcpl", "NJ", Commodity::electric},
                                           {"NJ", "NJ", Commodity::electric},
                                           {"nowhere", "ZZ", Commodity::electric},
                                           {"coh", "OH", Commodity::gas},
                                           {"peco_gas", "PA", Commodity::gas}}};
constexpr std::array<const char*, 7> kClasses = {"", "GS-1", "Small Load", "sl", "GM<25", "GM>25", "LL"};
constexpr std::array<const char*, 5> kZones = {"", "CHI", "Chicago", "North", "CHI/North"};
constexpr std::array<const char*, 3> kProducts = {"", "Fixed", "Green-E"};
constexpr std::array<std::int32_t, 4> kGreens = {-1, 0, 5'000, 10'000};
constexpr std::array<int, 5> kTerms = {6, 12, 18, 24, 36};

std::vector<UsageBand> electric_bands(std::mt19937_64& random) {
  switch (pick(random, 6)) {
    case 0: return {band(0, 50'000, EnergyUnit::kwh, true), band(50'000, 200'000, EnergyUnit::kwh, true), band(200'000, std::nullopt)};
    case 1: return {band(0, 75, EnergyUnit::mwh), band(75, 150, EnergyUnit::mwh), band(150, 250, EnergyUnit::mwh)};
    case 2: return {UsageBand{}};
    case 3: return {band(0, 50, EnergyUnit::mwh, true), band(50'000, 150'000, EnergyUnit::kwh)};
    case 4: return {band(0, 100'000), band(50'000, 200'000)};  // A slip: they overlap.
    default: return {band(25'000, 200'000, EnergyUnit::kwh, true)};
  }
}

std::vector<UsageBand> gas_bands(std::mt19937_64& random, EnergyUnit base, EnergyUnit large) {
  if (pick(random, 2) == 0) return {band(0, 5'000, base, true), band(5'000, 50'000, base, true), band(50'000, std::nullopt, base)};
  return {band(0, 500, large), band(500, 5'000, large)};
}

void add_curve(SheetReading& reading, std::mt19937_64& random) {
  const Place& place = kPlaces[pick(random, kPlaces.size())];
  RowWords words{.utility = place.utility,
                 .rate_class = kClasses[pick(random, kClasses.size())],
                 .zone = kZones[pick(random, kZones.size())],
                 .state = place.state,
                 .product = kProducts[pick(random, kProducts.size())],
                 .commodity = place.commodity,
                 .customer_class = static_cast<CustomerClass>(pick(random, 4)),
                 .green = kGreens[pick(random, kGreens.size())]};
  std::vector<UsageBand> bands = electric_bands(random);
  if (place.commodity == Commodity::gas) {
    const bool is_volume = std::string(place.utility) == "coh";
    const EnergyUnit base = is_volume ? EnergyUnit::ccf : EnergyUnit::therm;
    const EnergyUnit large = is_volume ? EnergyUnit::mcf : EnergyUnit::dth;
    bands = gas_bands(random, base, large);
    words.unit = pick(random, 2) == 0 ? base : large;
  }
  const bool has_start = pick(random, 8) != 0;
  const int months = pick(random, 5) == 0 ? 3 : 1;
  const bool is_mixed = pick(random, 5) == 0;
  const std::size_t start_count = has_start ? 1 + pick(random, 5) : 1;
  for (const UsageBand& usage : bands) {
    words.band = usage;
    for (std::size_t start = 0; start < start_count; ++start) {
      words.start = has_start ? std::optional(Month::from_index(2026 * 12 + 1 + static_cast<int>(start)).text()) : std::nullopt;
      words.start_months = months;
      for (const int term : kTerms) {
        if (pick(random, 4) == 0) continue;
        words.term = term;
        // Few different prices: ties are common.
        words.price = 50'000 + static_cast<std::int64_t>(pick(random, 40)) * 37;
        words.decimals = is_mixed ? 3 + static_cast<int>(pick(random, 4)) : 5;
        if (pick(random, 60) == 0) words.price = pick(random, 2) == 0 ? 0 : 3'000'000'000;
        add_row(reading, words);
        if (pick(random, 30) == 0) add_row(reading, words);
        if (pick(random, 30) == 0) {
          words.price += 100;
          add_row(reading, words);
        }
      }
    }
  }
}

}  // namespace

RandomSheets random_sheets(std::uint64_t seed, const market::Market& market) {
  std::mt19937_64 random(seed);
  RandomSheets out;
  const std::array<const char*, 3> suppliers = {"liberty", "atlas", "borealis"};
  const std::array<std::vector<std::string>, 3> scopes = {{{}, {"state"}, {"state", "utility"}}};
  for (int number = 1; number <= 16; ++number) {
    const std::size_t supplier = pick(random, suppliers.size());
    SheetReading& reading = out.readings.emplace_back(reading_of({}));
    reading.supplier = suppliers[supplier];
    reading.scope = scopes[supplier];
    const auto day = static_cast<std::int32_t>(pick(random, 7));
    reading.valid_from = reading.valid_from.plus_days(day);
    reading.valid_until = reading.valid_from.plus_days(1);
    reading.sellable_from = *reading.sellable_from + Duration::hours(24 * day);
    reading.sellable_until = *reading.sellable_from + Duration{(9 + 24 * static_cast<std::int64_t>(pick(random, 4))) * kHourMs};
    const std::size_t curves = 3 + pick(random, 10);
    for (std::size_t i = 0; i < curves; ++i) add_curve(reading, random);
    out.entries.push_back({.sheet = sheet_of(reading, market, number), .on_sale = pick(random, 5) != 0, .scope_values = {}});
  }
  return out;
}

}  // namespace switchyard::pricing
