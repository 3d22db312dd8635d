// A market with one mapping more, before that is written: what a sheet would be compiled to.
#pragma once

#include "market/alias_mappings.hpp"
#include "market/market.hpp"

namespace switchyard::pricing {

// Looks into `market`, which must outlive it.
class RemappedMarket final : public market::Market {
 public:
  RemappedMarket(const market::Market& market, market::AliasMapping mapping);

  [[nodiscard]] std::span<const market::Utility> utilities() const override { return market_.utilities(); }
  [[nodiscard]] const market::Utility* utility(std::string_view code) const override { return market_.utility(code); }
  [[nodiscard]] std::span<const market::Supplier> suppliers() const override { return market_.suppliers(); }
  [[nodiscard]] const market::Supplier* supplier(std::string_view code) const override { return market_.supplier(code); }
  [[nodiscard]] std::span<const market::RateClass> rate_classes(std::string_view code) const override { return market_.rate_classes(code); }
  [[nodiscard]] market::Resolution resolve_utility(const market::AliasQuestion& question) const override;
  [[nodiscard]] std::vector<std::string> suggest_utilities(const market::AliasQuestion& question) const override { return market_.suggest_utilities(question); }
  [[nodiscard]] market::Resolution resolve_rate_class(std::string_view utility_code, std::string_view alias) const override {
    return market_.resolve_rate_class(utility_code, alias);
  }
  [[nodiscard]] market::Resolution resolve_zone(std::string_view utility_code, std::string_view alias) const override {
    return market_.resolve_zone(utility_code, alias);
  }
  [[nodiscard]] market::ZipCandidates utilities_of_zip(std::string_view zip, Commodity commodity) const override {
    return market_.utilities_of_zip(zip, commodity);
  }

 private:
  const market::Market& market_;
  market::AliasMapping mapping_;
  std::string folded_;
};

}  // namespace switchyard::pricing
