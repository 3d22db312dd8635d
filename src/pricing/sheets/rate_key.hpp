// Numbers that stand for what rates are, to find the same rate in two sheets. Texts count by what they say, since two sheets
// number them apart.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

class RateKeys {
 public:
  // Of one sheet; `texts` must outlive it.
  explicit RateKeys(const TextPool& texts) : texts_(texts) {}

  // Everything of a rate but its price and its place.
  std::uint64_t rate(const RateRow& row) {
    std::uint64_t key = curve_family(row);
    mix(key, row.has_start ? static_cast<std::uint64_t>(row.start_from.days()) : 0);
    mix(key, static_cast<std::uint64_t>(row.term_months));
    mix(key, row.band.present ? static_cast<std::uint64_t>(row.band.min_milli) : ~std::uint64_t{0});
    mix(key, static_cast<std::uint64_t>(row.band.max_milli_exclusive));
    return key;
  }

  // The same without band, start and term.
  std::uint64_t curve_family(const RateRow& row) {
    std::uint64_t key = static_cast<std::uint64_t>(row.commodity) * 8 + static_cast<std::uint64_t>(row.customer_class);
    for (TextId id : {row.utility_alias, row.rate_class_alias, row.zone, row.state, row.product, row.billing}) mix(key, text_hash(id));
    mix(key, static_cast<std::uint64_t>(row.green_percent_hundredths));
    mix(key, static_cast<std::uint64_t>(row.band.unit) * 16 + static_cast<std::uint64_t>(row.price_unit));
    return key;
  }

  // Utility, product and unit alone.
  std::uint64_t kind(const RateRow& row) {
    std::uint64_t key = static_cast<std::uint64_t>(row.commodity) * 8 + static_cast<std::uint64_t>(row.customer_class);
    for (TextId id : {row.utility_alias, row.state, row.product}) mix(key, text_hash(id));
    mix(key, static_cast<std::uint64_t>(row.price_unit));
    return key;
  }

 private:
  static void mix(std::uint64_t& key, std::uint64_t part) {
    key = (key ^ part) * 0x9E3779B97F4A7C15u;
    key ^= key >> 29;
  }

  std::uint64_t text_hash(TextId id) {
    if (id >= hashes_.size()) hashes_.resize(texts_.size(), 0);
    std::uint64_t& hash = hashes_[id];
    if (hash == 0) hash = std::hash<std::string_view>()(texts_.text(id)) | 1;
    return hash;
  }

  const TextPool& texts_;
  std::vector<std::uint64_t> hashes_;
};

}  // namespace switchyard::pricing
