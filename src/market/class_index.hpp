// Rate classes and zones by a supplier's word, within one utility.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "market/reference.hpp"

namespace switchyard::market {

// Immutable once built; copies what it needs.
class RateClassIndex {
 public:
  explicit RateClassIndex(std::span<const RateClass> classes);

  // By code, alias or bill code, letters in any case; of punctuation only '<', '>' and '&' count ("GM<25" is not "GM>25"). A list
  // ("B93,R93") is what all its known parts agree on; ranges of numbers in the reference data ("876-879") are all their members.
  // A name and its codes ("GS|50,52,53", as some sheets have them in two columns) is what those of them agree on that are known.
  [[nodiscard]] Resolution resolve(std::string_view utility_code, std::string_view alias) const;

 private:
  using Codes = std::set<std::string>;
  struct Words {
    std::unordered_map<std::string, Codes> whole;
    std::unordered_map<std::string, Codes> parts;
  };

  [[nodiscard]] static Codes of_word(const Words& words, const std::string& word);
  [[nodiscard]] static Codes of_list(const Words& words, std::string_view list);
  std::map<std::string, Words, std::less<>> by_utility_;
};

// Immutable once built; copies what it needs.
class ZoneIndex {
 public:
  explicit ZoneIndex(std::span<const Zone> zones);

  // "J", "Zone J", "zoneJ", "J - NYC". A word for several zones ("H-I") is ambiguous.
  [[nodiscard]] Resolution resolve(std::string_view utility_code, std::string_view alias) const;

 private:
  std::map<std::string, std::unordered_map<std::string, std::set<std::string>>, std::less<>> by_utility_;
};

}  // namespace switchyard::market
