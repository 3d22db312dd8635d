#include "price_world.hpp"

#include <algorithm>
#include <array>
#include <random>

#include <fmt/format.h>

#include "values/ensure.hpp"

namespace switchyard::oracle {
namespace {

constexpr std::size_t kSuppliers = 10;
constexpr std::size_t kSuccessors = 6;
constexpr std::array<std::string_view, 4> kClassWords = {"Block A", "Block B", "Block C", "Block D"};

std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ x >> 30U) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ x >> 27U) * 0x94d049bb133111ebULL;
  return x ^ x >> 31U;
}

// Utilities of electricity, those of one code alone.
std::vector<Place> places_of(const market::Market& market, std::size_t count_max) {
  std::vector<Place> places;
  for (const market::Utility& utility : market.utilities()) {
    if (utility.commodity == Commodity::electric && places.size() < count_max) places.push_back({utility.code, utility.state});
  }
  return places;
}

SheetPlan plan_of(std::mt19937_64& random, const World& world, int number, const std::string& supplier) {
  return {.number = number,
          .supplier = supplier,
          .places_until = world.places.size(),
          .day = Date::parse("2026-01-05").value().days(),
          .from = world.begin - Duration::hours(6),
          .until = world.end + Duration::hours(6),
          .price_unit = random() % 4 == 0 ? EnergyUnit::mwh : EnergyUnit::kwh,
          .is_inclusive = random() % 2 == 0,
          .is_last_open = random() % 2 == 0,
          .start_months = random() % 3 == 0 ? 2 : 1,
          .decimals = 4 + static_cast<int>(random() % 3)};
}

Instant within(std::mt19937_64& random, const World& world) {
  const auto span = static_cast<std::uint64_t>(world.end.unix_ms() - world.begin.unix_ms());
  return Instant::from_unix_ms(world.begin.unix_ms() + static_cast<std::int64_t>(random() % span));
}

// Ten suppliers' sheets for the whole time but two that end early, and later sheets that take the place of some, whole or in part.
void add_sheets(std::mt19937_64& random, World& world, const std::vector<std::string>& suppliers) {
  int number = 0;
  for (const std::string& supplier : suppliers) world.sheets.push_back(plan_of(random, world, ++number, supplier));
  world.always = world.sheets.size();
  world.sheets[8].until = within(random, world);
  world.sheets[9].until = within(random, world);
  for (std::size_t i = 0; i < kSuccessors; ++i) {
    SheetPlan plan = plan_of(random, world, ++number, suppliers[i / 2]);
    plan.from = within(random, world);
    if (random() % 2 == 0) plan.until = plan.from + Duration::milliseconds((world.end.unix_ms() - plan.from.unix_ms()) / 2);
    plan.day += static_cast<std::int32_t>(i % 2) + 1;
    if (i % 2 == 0) {
      plan.is_scoped = true;
      plan.places_until = std::max<std::size_t>(1, world.places.size() / 2);
    }
    world.sheets.push_back(plan);
  }
}

void add_terms(std::mt19937_64& random, World& world, const std::vector<std::string>& suppliers) {
  for (std::size_t i = 0; i < suppliers.size(); i += 2) {
    const Instant change = within(random, world);
    for (const bool is_later : {false, true}) {
      TermsPlan terms{.supplier = suppliers[i], .from = is_later ? change : world.begin - Duration::hours(1), .until = is_later ? world.end + Duration::hours(1) : change};
      terms.house_fee_micros = static_cast<std::int64_t>(random() % 2'000);
      terms.gross_up.form = static_cast<pricing::GrossUpForm>(random() % 3);
      if (terms.gross_up.form != pricing::GrossUpForm::none) terms.gross_up.factor_millionths = 1'000'000 + static_cast<std::int64_t>(random() % 90'000);
      world.terms.push_back(terms);
    }
  }
}

}  // namespace

std::size_t row_of(const SheetPlan& plan, std::size_t place, std::size_t rate_class, std::size_t band, std::size_t start, std::size_t term) {
  return ((((place - plan.places_first) * kClasses + rate_class) * kBands + band) * kStarts + start) * kTerms + term;
}

std::int64_t price_at(const SheetPlan& plan, std::size_t row) {
  const std::uint64_t bits = mixed(static_cast<std::uint64_t>(plan.number) << 40U | row);
  if (bits % 16 == 0) return 0;
  // Few different prices: ties are common.
  return (50'000 + static_cast<std::int64_t>(bits / 16 % 300) * 37) * (plan.price_unit == EnergyUnit::mwh ? 1'000 : 1);
}

std::string_view class_word(std::size_t rate_class) { return kClassWords[rate_class % kClassWords.size()]; }

std::string_view product_word(std::size_t rate_class) { return rate_class < kClassWords.size() ? "" : "Wind Plan"; }

pricing::SheetId id_of(const SheetPlan& plan) {
  Uuid uuid;
  uuid.bytes[6] = 0x70;
  uuid.bytes[8] = 0x80;
  uuid.bytes[15] = static_cast<std::uint8_t>(plan.number);
  return pricing::SheetId(uuid);
}

World world_of(std::uint64_t seed, std::size_t rates, const market::Market& market) {
  std::mt19937_64 random(seed);
  World world;
  world.begin = Instant::parse("2026-01-05T14:00:00Z").value();
  world.end = world.begin + Duration::hours(30);
  world.places = places_of(market, std::max<std::size_t>(1, (rates + kSuppliers * kRowsAUtility - 1) / (kSuppliers * kRowsAUtility)));
  std::vector<std::string> suppliers;
  for (const market::Supplier& supplier : market.suppliers()) {
    if (suppliers.size() < kSuppliers) suppliers.push_back(supplier.code);
  }
  ENSURE(suppliers.size() == kSuppliers && !world.places.empty());
  add_sheets(random, world, suppliers);
  add_terms(random, world, suppliers);
  for (const SheetPlan& plan : world.sheets) world.edges.insert(world.edges.end(), {plan.from, plan.until});
  for (const TermsPlan& terms : world.terms) world.edges.insert(world.edges.end(), {terms.from, terms.until});
  std::erase_if(world.edges, [&](Instant edge) { return edge <= world.begin || edge >= world.end; });
  std::ranges::sort(world.edges);
  return world;
}

std::shared_ptr<const pricing::CompiledSheet> compiled(const SheetPlan& plan, const World& world, const market::Market& market) {
  pricing::SheetReading reading;
  reading.supplier = plan.supplier;
  reading.worksheets = {""};
  reading.valid_from = Date::from_days(plan.day);
  reading.valid_until = Date::from_days(plan.day + 1);
  reading.sellable_from = plan.from;
  reading.sellable_until = plan.until;
  if (plan.is_scoped) reading.scope = {"utility"};
  reading.rows.reserve(plan.rows());
  pricing::RateRow row;
  row.has_start = true;
  row.price_unit = plan.price_unit;
  row.price_decimals = static_cast<std::int8_t>(plan.decimals);
  for (std::size_t place = plan.places_first; place < plan.places_until; ++place) {
    row.utility_alias = reading.texts.intern(world.places[place].utility);
    row.state = reading.texts.intern(world.places[place].state);
    for (std::size_t rate_class = 0; rate_class < kClasses; ++rate_class) {
      row.rate_class_alias = reading.texts.intern(class_word(rate_class));
      row.product = reading.texts.intern(product_word(rate_class));
      row.green_percent_hundredths = product_word(rate_class).empty() ? -1 : 10'000;
      for (std::size_t band = 0; band < kBands; ++band) {
        const auto low = static_cast<std::int64_t>(band) * kBandMilliKwh;
        const bool is_open = plan.is_last_open && band + 1 == kBands;
        row.band = {.min_milli = low, .max_milli_exclusive = is_open ? pricing::UsageBand::kOpen : low + kBandMilliKwh, .unit = EnergyUnit::kwh, .present = true,
                    .max_printed_inclusive = plan.is_inclusive && !is_open};
        for (std::size_t start = 0; start < kStarts; ++start) {
          const int month = kFirstMonth + static_cast<int>(start) * plan.start_months;
          row.start_from = Month::from_index(month).first_day();
          row.start_until = Month::from_index(month + plan.start_months).first_day();
          for (std::size_t term = 0; term < kTerms; ++term) {
            row.term_months = static_cast<std::int16_t>(term + 1);
            row.stored_price_micros = row.basis_price_micros = price_at(plan, reading.rows.size());
            row.cell.row = static_cast<std::uint32_t>(reading.rows.size());
            reading.rows.push_back(row);
          }
        }
      }
    }
  }
  const pricing::SheetFacts facts{.id = id_of(plan), .file_name = fmt::format("plan {}.csv", plan.number), .sha256 = std::string(64, 'a')};
  return pricing::CompiledSheet::from_bytes(pricing::compile_sheet(reading, facts, market).bytes).value();
}

}  // namespace switchyard::oracle
