// The Market that the product uses: the reference data with an environment's own entries laid over it, indexed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market/alias_index.hpp"
#include "market/class_index.hpp"
#include "market/market.hpp"
#include "market/reference.hpp"
#include "market/zip_index.hpp"

namespace switchyard::market {

// What an environment has of its own.
struct MarketOverrides {
  std::int64_t revision = 0;  // Rises with each change of the rest.
  std::vector<ReferenceOverride> cells = {};
  std::vector<AliasMapping> alias_mappings = {};
  std::vector<ZipRow> zips = {};   // Imported.
};

// Immutable: safe from many threads. What it returns by view or pointer lives as long as it.
class LoadedMarket final : public Market {
 public:
  // Refused with `invalid_reference` or `unknown_column`: the file and line, or the overridden row. About 10 ms.
  static Result<std::shared_ptr<const LoadedMarket>> load(const ReferenceTexts& texts, MarketOverrides overrides);
  LoadedMarket(Reference reference, MarketOverrides overrides);
  LoadedMarket(const LoadedMarket&) = delete;
  LoadedMarket& operator=(const LoadedMarket&) = delete;

  [[nodiscard]] std::span<const Utility> utilities() const override { return reference_.utilities; }
  [[nodiscard]] const Utility* utility(std::string_view code) const override;
  [[nodiscard]] std::span<const Supplier> suppliers() const override { return reference_.suppliers; }
  [[nodiscard]] const Supplier* supplier(std::string_view code) const override;
  [[nodiscard]] std::span<const RateClass> rate_classes(std::string_view utility_code) const override;
  [[nodiscard]] Resolution resolve_utility(const AliasQuestion& question) const override { return aliases_.resolve(question); }
  [[nodiscard]] std::vector<std::string> suggest_utilities(const AliasQuestion& question) const override { return aliases_.suggest(question); }
  [[nodiscard]] Resolution resolve_rate_class(std::string_view utility_code, std::string_view alias) const override {
    return rate_class_index_.resolve(utility_code, alias);
  }
  [[nodiscard]] Resolution resolve_zone(std::string_view utility_code, std::string_view alias) const override {
    return zone_index_.resolve(utility_code, alias);
  }
  [[nodiscard]] ZipCandidates utilities_of_zip(std::string_view zip, Commodity commodity) const override {
    return zips_.utilities_of(zip, commodity);
  }

  [[nodiscard]] std::span<const Zone> zones(std::string_view utility_code) const;
  [[nodiscard]] std::string_view state_of_zip(std::string_view zip) const { return zips_.state_of(zip); }
  [[nodiscard]] std::int64_t revision() const { return revision_; }

 private:
  Reference reference_;
  std::int64_t revision_;
  AliasIndex aliases_;
  RateClassIndex rate_class_index_;
  ZoneIndex zone_index_;
  ZipIndex zips_;
};

// The product's reference data alone, for tests and for tools without a database.
[[nodiscard]] std::shared_ptr<const LoadedMarket> embedded_market();

}  // namespace switchyard::market
