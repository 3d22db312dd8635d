#include "pricing/custom/price_schedule.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "pricing/quotes/quote_form.hpp"
#include "values/money.hpp"

namespace switchyard::pricing {
namespace {

// A thousand dollars a unit: nothing is near it, and sums stay far from overflow.
constexpr std::int64_t kMicrosMax = 1'000'000'000;

struct KindRule {
  LegKind kind;
  std::string_view text;
  bool has_price;
  bool needs_adder;
  bool needs_index;
  bool may_have_adder;
};
constexpr KindRule kKindRules[] = {
    {LegKind::fixed, "fixed", true, false, false, false},
    {LegKind::index, "index", false, true, true, true},
    {LegKind::block, "block", true, false, false, true},
    {LegKind::nymex_plus, "nymex_plus", false, true, false, true},
    {LegKind::basis, "basis", false, true, true, true},
};

const KindRule& rule_of(LegKind kind) { return *std::ranges::find(kKindRules, kind, &KindRule::kind); }

struct SaneRange {
  std::int64_t min_micros;
  std::int64_t max_micros;
};
// A base unit. Contract prices of two decades lie well within; what does not is a slip of the point or of the unit.
constexpr SaneRange kElectricPrices{10'000, 1'000'000};
constexpr SaneRange kGasPrices{50'000, 5'000'000};
constexpr SaneRange kElectricAdders{-100'000, 300'000};
constexpr SaneRange kGasAdders{-1'000'000, 3'000'000};

Error unsound(std::string pointer, std::string code, std::string detail) {
  Error error = invalid_field(std::move(pointer), std::move(code), std::move(detail));
  error.kind = ErrorKind::unprocessable;
  return error;
}

// Names no field: the caller knows which.
Result<void> check_within(const LegPrice& price, EnergyUnit unit, const SaneRange& range) {
  const std::int64_t units = base_units_in(unit);
  if (price.micros >= range.min_micros * units && price.micros <= range.max_micros * units) return {};
  return Error{ErrorKind::unprocessable, "price_out_of_range",
                 fmt::format("{} {} is outside of {} to {}; confirmPrices says that it is meant", price_text(price.micros, price.decimals),
                             price_unit_text_of(unit), price_text(range.min_micros * units, 2), price_text(range.max_micros * units, 2))};
}

Result<void> check_parts(const ScheduleLeg& leg, const ScheduleRules& rules, const std::string& at) {
  const KindRule& rule = rule_of(leg.kind);
  const bool needs_price = rule.has_price && !rules.prices_are_of_sites;
  if (needs_price && !leg.price) return unsound(at + "/price", "leg_price_missing", fmt::format("a {} leg needs a price", rule.text));
  if (!needs_price && leg.price) {
    return unsound(at + "/price", "leg_price_excess",
                   rule.has_price ? "sites have prices of their own; the leg has none beside them" : fmt::format("a {} leg has an adder, no price", rule.text));
  }
  if (rule.needs_adder && !leg.adder) return unsound(at + "/adder", "leg_price_missing", fmt::format("a {} leg needs an adder", rule.text));
  if (!rule.may_have_adder && leg.adder) return unsound(at + "/adder", "leg_price_excess", fmt::format("a {} leg has no adder", rule.text));
  if (rule.needs_index && leg.index.empty()) return unsound(at + "/index", "leg_price_missing", fmt::format("a {} leg names its index", rule.text));
  if (!rule.may_have_adder && !leg.index.empty()) return unsound(at + "/index", "leg_price_excess", fmt::format("a {} leg has no index", rule.text));
  return {};
}

Result<void> check_sane(const ScheduleLeg& leg, const ScheduleRules& rules, const std::string& at) {
  if (rules.is_confirmed) return {};
  if (leg.price) {
    if (auto sane = check_sane_price(*leg.price, rules.price_unit); !sane) return at_field(std::move(sane).error(), at + "/price");
  }
  if (!leg.adder) return {};
  const bool is_gas = commodity_of(rules.price_unit) == Commodity::gas;
  auto sane = check_within(*leg.adder, rules.price_unit, is_gas ? kGasAdders : kElectricAdders);
  if (!sane) return at_field(std::move(sane).error(), at + "/adder");
  return {};
}

Result<void> check_components(const ScheduleLeg& leg, const std::string& at) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < leg.components.size(); ++i) {
    if (!names.insert(leg.components[i].name).second) return unsound(fmt::format("{}/components/{}/name", at, i), "repeated", "is named already");
  }
  return {};
}

// Where the next leg must begin.
Result<void> check_place(const ScheduleLeg& leg, std::int32_t next, std::int32_t term, const std::string& at) {
  if (leg.from_month > next) return unsound(at + "/fromMonth", "leg_gap", fmt::format("months {} to {} have no leg", next, leg.from_month - 1));
  if (leg.from_month < next) return unsound(at + "/fromMonth", "leg_overlap", fmt::format("must be {}: legs follow each other without overlap", next));
  if (next + leg.months - 1 > term) return unsound(at + "/months", "term_not_covered", fmt::format("the leg ends in month {}, the term in month {}", next + leg.months - 1, term));
  return {};
}

}  // namespace

std::string_view text_of(LegKind kind) { return rule_of(kind).text; }

Result<LegKind> parse_leg_kind(std::string_view text) {
  for (const KindRule& rule : kKindRules) {
    if (rule.text == text) return rule.kind;
  }
  return Error{ErrorKind::invalid, "not_one_of", "must be fixed, index, block, nymex_plus or basis"};
}

const std::vector<std::string_view>& component_names() {
  static const std::vector<std::string_view> kNames = {"energy", "capacity", "transmission", "ancillaries", "losses", "rps", "congestion",
                                                       "ptc_balancing", "gross_receipts_tax", "basis", "transport", "storage", "fuel", "other"};
  return kNames;
}

Result<LegPrice> parse_leg_price(std::string_view text) {
  const auto parsed = Decimal::parse(text);
  if (!parsed) return parsed.error();
  const auto exact = parsed->exactly_at(UnitPrice::kScale);
  if (!exact) return Error{ErrorKind::invalid, "invalid_decimal", "must be dollars a price unit with at most six decimals"};
  if (exact->coefficient() > kMicrosMax || exact->coefficient() < -kMicrosMax) return Error{ErrorKind::invalid, "out_of_range", "must be within 1000 dollars a unit"};
  return LegPrice{exact->coefficient(), std::min(parsed->scale(), UnitPrice::kScale)};
}

Result<void> check_sane_price(const LegPrice& price, EnergyUnit unit) {
  return check_within(price, unit, commodity_of(unit) == Commodity::gas ? kGasPrices : kElectricPrices);
}

Result<void> check_schedule(const PriceSchedule& schedule, const ScheduleRules& rules) {
  if (rules.prices_are_of_sites && (schedule.legs.size() != 1 || schedule.legs.front().kind != LegKind::fixed)) {
    return unsound("/sites", "leg_price_excess", "prices of sites go with a schedule of one fixed leg");
  }
  std::int32_t next = 1;
  for (std::size_t i = 0; i < schedule.legs.size(); ++i) {
    const ScheduleLeg& leg = schedule.legs[i];
    const std::string at = fmt::format("/schedule/legs/{}", i);
    if (auto placed = check_place(leg, next, schedule.term_months, at); !placed) return placed;
    if (auto parts = check_parts(leg, rules, at); !parts) return parts;
    if (auto sane = check_sane(leg, rules, at); !sane) return sane;
    if (auto components = check_components(leg, at); !components) return components;
    next += leg.months;
  }
  if (next == schedule.term_months + 1) return {};
  return unsound("/schedule/legs", "term_not_covered", fmt::format("months {} to {} of the term have no leg", next, schedule.term_months));
}

bool is_one_fixed_price(const PriceSchedule& schedule) {
  return schedule.legs.size() == 1 && schedule.legs.front().kind == LegKind::fixed && schedule.monthly_fee_cents.value_or(0) == 0;
}

}  // namespace switchyard::pricing
