// From a supplier's word for a utility to the utility, or to why it cannot be told. Never a guess between two.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "market/alias_mappings.hpp"
#include "market/reference.hpp"

namespace switchyard::market {

// Immutable once built. The utilities given to the constructor must outlive it.
class AliasIndex {
 public:
  AliasIndex(std::span<const Utility> utilities, std::span<const AliasRow> aliases, std::span<const AliasMapping> mappings);

  // An operator's mapping goes first: that of the supplier and state, then of the supplier, then the general ones. Then the
  // reference data, narrowed by commodity and state. One sure utility is resolved; one unsure or several are ambiguous.
  [[nodiscard]] Resolution resolve(const AliasQuestion& question) const;

  // As Market::suggest_utilities: words at a small distance (spelling.hpp), of the commodity and, where it is said, the state.
  [[nodiscard]] std::vector<std::string> suggest(const AliasQuestion& question) const;

  // The utilities that a group word ("aep-ohio") stands for; empty where it is none.
  [[nodiscard]] std::vector<std::string> group(std::string_view word, Commodity commodity) const;

 private:
  struct Entry {
    std::size_t utility;
    AliasMeaning meaning;
  };
  struct MappedEntry {
    std::string supplier;
    Commodity commodity;
    std::string state;
    std::string utility_code;
  };

  [[nodiscard]] std::vector<Entry> entries(const std::string& word, Commodity commodity, std::string_view state) const;
  [[nodiscard]] const std::string* mapped(const std::string& word, const AliasQuestion& question, Resolution& ambiguous) const;

  std::span<const Utility> utilities_;
  std::unordered_map<std::string, std::vector<Entry>> by_word_;
  std::unordered_map<std::string, std::vector<MappedEntry>> mapped_by_word_;
};

}  // namespace switchyard::market
