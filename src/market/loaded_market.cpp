#include "market/loaded_market.hpp"

#include <algorithm>
#include <map>

namespace switchyard::market {
namespace {

// Rows of one utility stand together, in the order of the file.
template <class Row>
void group_by_utility(std::vector<Row>& rows) {
  std::multimap<std::string, Row> grouped;
  for (Row& row : rows) {
    std::string code = row.utility_code;
    grouped.emplace(std::move(code), std::move(row));
  }
  rows.clear();
  for (auto& [code, row] : grouped) rows.push_back(std::move(row));
}

template <class Row>
std::span<const Row> of_utility(const std::vector<Row>& rows, std::string_view code) {
  const auto first = std::lower_bound(rows.begin(), rows.end(), code, [](const Row& row, std::string_view each) { return row.utility_code < each; });
  const auto last = std::find_if(first, rows.end(), [&](const Row& row) { return row.utility_code != code; });
  return {first, last};
}

template <class Row>
const Row* by_code(const std::vector<Row>& rows, std::string_view code) {
  const auto row = std::lower_bound(rows.begin(), rows.end(), code, [](const Row& each, std::string_view wanted) { return each.code < wanted; });
  return row != rows.end() && row->code == code ? &*row : nullptr;
}

Reference arranged(Reference reference) {
  group_by_utility(reference.rate_classes);
  group_by_utility(reference.zones);
  for (Utility& utility : reference.utilities) {
    for (const Zone& zone : of_utility(reference.zones, utility.code)) utility.zones.push_back(zone.code);
  }
  return reference;
}

}  // namespace

LoadedMarket::LoadedMarket(Reference reference, MarketOverrides overrides)
    : reference_(arranged(std::move(reference))),
      revision_(overrides.revision),
      aliases_(reference_.utilities, reference_.aliases, overrides.alias_mappings),
      rate_class_index_(reference_.rate_classes),
      zone_index_(reference_.zones),
      zips_(reference_.utilities, aliases_, reference_, overrides.zips) {}

Result<std::shared_ptr<const LoadedMarket>> LoadedMarket::load(const ReferenceTexts& texts, MarketOverrides overrides) {
  auto reference = read_reference(texts, overrides.cells);
  if (!reference) return reference.error();
  return std::shared_ptr<const LoadedMarket>(std::make_shared<LoadedMarket>(std::move(*reference), std::move(overrides)));
}

const Utility* LoadedMarket::utility(std::string_view code) const { return by_code(reference_.utilities, code); }

const Supplier* LoadedMarket::supplier(std::string_view code) const { return by_code(reference_.suppliers, code); }

std::span<const RateClass> LoadedMarket::rate_classes(std::string_view utility_code) const {
  return of_utility(reference_.rate_classes, utility_code);
}

std::span<const Zone> LoadedMarket::zones(std::string_view utility_code) const { return of_utility(reference_.zones, utility_code); }

std::shared_ptr<const LoadedMarket> embedded_market() {
  auto market = LoadedMarket::load(embedded_reference(), {});
  ENSURE(market.has_value());
  return *market;
}

}  // namespace switchyard::market
