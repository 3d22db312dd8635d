#include "pricing/book/market_fake.hpp"

#include <algorithm>

#include "pricing/book/word_fold.hpp"

namespace switchyard::pricing {
namespace {

using market::Resolution;

Resolution resolved(std::string code) { return {.outcome = Resolution::Outcome::resolved, .code = std::move(code), .candidates = {}}; }

market::Utility utility_of(std::string code, Commodity commodity, std::string state, std::optional<EnergyUnit> unit) {
  market::Utility utility;
  utility.name = "Utility " + code;
  utility.code = std::move(code);
  utility.commodity = commodity;
  utility.state = std::move(state);
  utility.unit = unit;
  return utility;
}

}  // namespace

void FakeMarket::add_utility(market::Utility utility) { utilities_.push_back(std::move(utility)); }

void FakeMarket::add_supplier(std::string code, std::string aggregate_by) {
  market::Supplier supplier;
  supplier.name = "Supplier " + code;
  supplier.code = std::move(code);
  supplier.aggregate_by = std::move(aggregate_by);
  suppliers_.push_back(std::move(supplier));
}

void FakeMarket::add_rate_class(std::string utility, std::string code, std::vector<std::string> aliases) {
  market::RateClass rate_class;
  rate_class.utility_code = utility;
  rate_class.code = std::move(code);
  rate_class.aliases = std::move(aliases);
  rate_classes_[std::move(utility)].push_back(std::move(rate_class));
}

void FakeMarket::add_zone(std::string_view utility, std::string code, std::vector<std::string> aliases) {
  const auto found = std::ranges::find(utilities_, utility, &market::Utility::code);
  aliases.push_back(code);
  for (std::string& alias : aliases) add_zone_alias(std::string(utility), std::move(alias), code);
  found->zones.push_back(std::move(code));
}

const market::Utility* FakeMarket::utility(std::string_view code) const {
  const auto found = std::ranges::find(utilities_, code, &market::Utility::code);
  return found == utilities_.end() ? nullptr : &*found;
}

const market::Supplier* FakeMarket::supplier(std::string_view code) const {
  const auto found = std::ranges::find(suppliers_, code, &market::Supplier::code);
  return found == suppliers_.end() ? nullptr : &*found;
}

std::span<const market::RateClass> FakeMarket::rate_classes(std::string_view utility_code) const {
  const auto found = rate_classes_.find(utility_code);
  return found == rate_classes_.end() ? std::span<const market::RateClass>() : found->second;
}

Resolution FakeMarket::resolve_utility(const market::AliasQuestion& question) const {
  if (utility(question.alias) != nullptr) return resolved(std::string(question.alias));
  const auto found = aliases_.find(question.alias);
  if (found == aliases_.end()) return {};
  if (found->second.size() == 1) return resolved(found->second.front());
  return {.outcome = Resolution::Outcome::ambiguous, .code = {}, .candidates = found->second};
}

Resolution FakeMarket::resolve_rate_class(std::string_view utility_code, std::string_view alias) const {
  for (const market::RateClass& rate_class : rate_classes(utility_code)) {
    const auto is_same = [&](std::string_view word) { return folded(word) == folded(alias); };
    if (is_same(rate_class.code) || std::ranges::any_of(rate_class.aliases, is_same)) return resolved(rate_class.code);
  }
  return {};
}

Resolution FakeMarket::resolve_zone(std::string_view utility_code, std::string_view alias) const {
  const auto found = zones_.find({std::string(utility_code), std::string(alias)});
  return found == zones_.end() ? Resolution() : resolved(found->second);
}

market::ZipCandidates FakeMarket::utilities_of_zip(std::string_view zip, Commodity commodity) const {
  const auto found = zips_.find(zip);
  if (found == zips_.end() || commodity != Commodity::electric) return {};
  return found->second;
}

std::shared_ptr<FakeMarket> small_market() {
  auto market = std::make_shared<FakeMarket>();
  market->add_utility(utility_of("comed", Commodity::electric, "IL", EnergyUnit::kwh));
  market->add_utility(utility_of("pseg", Commodity::electric, "NJ", EnergyUnit::kwh));
  market->add_utility(utility_of("jcpl", Commodity::electric, "NJ", EnergyUnit::kwh));
  market->add_utility(utility_of("coh", Commodity::gas, "OH", EnergyUnit::ccf));
  market->add_utility(utility_of("peco_gas", Commodity::gas, "PA", std::nullopt));
  for (const char* supplier : {"liberty", "atlas", "borealis"}) market->add_supplier(supplier);
  market->add_alias("ComEd Co", {"comed"});
  market->add_alias("PSE&G", {"pseg"});
  market->add_alias("NJ", {"jcpl", "pseg"});
  market->add_rate_class("comed", "Small Load", {"SL", "GS-1"});
  market->add_rate_class("comed", "Large Load", {"LL"});
  market->add_zone_alias("comed", "CHI", "Chicago");
  market->add_zip("60601", {.utility_codes = {"comed"}, .codes_without_utility = {}, .known = true});
  market->add_zip("07001", {.utility_codes = {"jcpl", "pseg"}, .codes_without_utility = {"muni"}, .known = true});
  market->add_zip("99999", {.utility_codes = {}, .codes_without_utility = {"coop"}, .known = true});
  return market;
}

}  // namespace switchyard::pricing
