// A market of a few made-up utilities whose words are set in code.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "market/market.hpp"

namespace switchyard::pricing {

class FakeMarket final : public market::Market {
 public:
  void add_utility(market::Utility utility);
  void add_supplier(std::string code, std::string aggregate_by = "contract");
  void add_alias(std::string alias, std::vector<std::string> codes) { aliases_[std::move(alias)] = std::move(codes); }
  void add_rate_class(std::string utility, std::string code, std::vector<std::string> aliases = {});
  void add_zone_alias(std::string utility, std::string alias, std::string code) { zones_[{std::move(utility), std::move(alias)}] = std::move(code); }
  // Of a utility that is there already.
  void add_zone(std::string_view utility, std::string code, std::vector<std::string> aliases);
  void add_zip(std::string zip, market::ZipCandidates candidates) { zips_[std::move(zip)] = std::move(candidates); }

  [[nodiscard]] std::span<const market::Utility> utilities() const override { return utilities_; }
  [[nodiscard]] const market::Utility* utility(std::string_view code) const override;
  [[nodiscard]] std::span<const market::Supplier> suppliers() const override { return suppliers_; }
  [[nodiscard]] const market::Supplier* supplier(std::string_view code) const override;
  [[nodiscard]] std::span<const market::RateClass> rate_classes(std::string_view utility_code) const override;
  // An alias, or a utility's own code.
  [[nodiscard]] market::Resolution resolve_utility(const market::AliasQuestion& question) const override;
  [[nodiscard]] market::Resolution resolve_rate_class(std::string_view utility_code, std::string_view alias) const override;
  [[nodiscard]] market::Resolution resolve_zone(std::string_view utility_code, std::string_view alias) const override;
  [[nodiscard]] market::ZipCandidates utilities_of_zip(std::string_view zip, Commodity commodity) const override;

 private:
  std::vector<market::Utility> utilities_;
  std::vector<market::Supplier> suppliers_;
  std::map<std::string, std::vector<std::string>, std::less<>> aliases_;
  std::map<std::string, std::vector<market::RateClass>, std::less<>> rate_classes_;
  std::map<std::pair<std::string, std::string>, std::string> zones_;
  std::map<std::string, market::ZipCandidates, std::less<>> zips_;
};

// comed, pseg and jcpl (electric), coh (gas in Ccf), peco_gas (gas, unit not said); suppliers liberty, atlas, borealis; the
// alias "NJ" stands for two utilities; ZIP 60601 is comed's, 07001 of two, 99999 of one that is not ours.
[[nodiscard]] std::shared_ptr<FakeMarket> small_market();

}  // namespace switchyard::pricing
