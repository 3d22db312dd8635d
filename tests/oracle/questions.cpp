#include "questions.hpp"

#include <array>

#include <fmt/format.h>

namespace switchyard::oracle {
namespace {

using pricing::SortKey;

std::size_t pick(std::mt19937_64& random, std::size_t count) { return static_cast<std::size_t>(random() % count); }

std::int64_t random_usage_milli(std::mt19937_64& random) {
  const auto band = static_cast<std::int64_t>(pick(random, kBands + 2));
  switch (pick(random, 5)) {
    case 0: return band * kBandMilliKwh;
    case 1: return band * kBandMilliKwh + 1;
    case 2: return std::max<std::int64_t>(0, band * kBandMilliKwh - 1);
    default: return band * kBandMilliKwh / 2 + static_cast<std::int64_t>(pick(random, kBandMilliKwh));
  }
}

// Few dimensions stay open at once: the judge and the search go through tens of thousands of rates where all do.
void choose_dimensions(std::mt19937_64& random, const World& world, pricing::PriceQuery& query) {
  const bool is_wide = pick(random, 100) == 0;
  for (std::size_t i = is_wide ? 0 : 1 + pick(random, 2); i > 0; --i) query.start_months.push_back(Month::from_index(kFirstMonth - 1 + static_cast<int>(pick(random, 2 * kStarts))));
  for (std::size_t i = pick(random, 8) == 0 ? 0 : 1 + pick(random, 3); i > 0; --i) query.term_months.push_back(static_cast<std::int16_t>(1 + pick(random, kTerms + 2)));
  for (std::size_t i = pick(random, 4) == 0 ? 1 + pick(random, 2) : 0; i > 0; --i) query.suppliers.push_back(world.sheets[pick(random, world.always)].supplier);
}

constexpr std::array<std::string_view, 6> kClassSpellings = {"Block A", "block-b", "BLOCKC", "Block D", "block a", "Block  B"};

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == ' ' ? '+' : c;
  return out;
}

std::string text_of(const Question& question) {
  const pricing::PriceQuery& query = question.query;
  const std::int64_t milli = query.annual_usage.milli_units();
  std::string text = fmt::format("commodity=electric&utility={}&annualUsage={}.{:03}&limit={}", query.utility_code, milli / 1'000, milli % 1'000, question.limit);
  for (const Month month : query.start_months) text += "&startMonth=" + month.text();
  for (const std::int16_t term : query.term_months) text += fmt::format("&termMonths={}", term);
  for (const std::string& supplier : query.suppliers) text += "&supplier=" + supplier;
  if (!query.rate_class.empty()) text += "&rateClass=" + encoded(query.rate_class);
  if (!query.product.empty()) text += "&product=" + encoded(query.product);
  if (query.green_percent_hundredths_min) text += fmt::format("&greenPercentMin={}", *query.green_percent_hundredths_min / 100);
  if (query.margin_micros) text += fmt::format("&margin=0.{:06}", *query.margin_micros);
  constexpr std::array<std::string_view, 4> kSorts = {"price", "annualCost", "termMonths", "expiresAt"};
  return text + fmt::format("&sort={}{}", query.descending ? "-" : "", kSorts[static_cast<std::size_t>(query.sort)]);
}

}  // namespace

Question random_question(std::mt19937_64& random, const World& world) {
  Question out;
  out.place = pick(random, world.places.size());
  out.limit = 1 + pick(random, 60);
  out.query.utility_code = world.places[out.place].utility;
  out.query.state = world.places[out.place].state;
  out.query.annual_usage = Energy::from_milli(random_usage_milli(random), EnergyUnit::kwh);
  choose_dimensions(random, world, out.query);
  if (pick(random, 3) == 0) out.query.rate_class = kClassSpellings[pick(random, kClassSpellings.size())];
  if (pick(random, 6) == 0) out.query.product = "wind plan";
  if (pick(random, 8) == 0) out.query.green_percent_hundredths_min = static_cast<std::int32_t>(pick(random, 2) * 5'000);
  if (pick(random, 2) == 0) out.query.margin_micros = static_cast<std::int64_t>(pick(random, 20'000));
  out.query.sort = static_cast<SortKey>(pick(random, 4));
  out.query.descending = pick(random, 2) == 0;
  out.text = text_of(out);
  return out;
}

}  // namespace switchyard::oracle
