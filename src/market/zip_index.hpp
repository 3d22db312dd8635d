// From a ZIP code to the utilities that may serve it. It only proposes: an electric ZIP by a table of candidates, a gas one by
// its state.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market/alias_index.hpp"
#include "market/reference.hpp"

namespace switchyard::market {

// "60614" of "60614" or "60614-1234"; refused with `invalid_zip`.
Result<std::string> parse_zip(std::string_view text);

// Immutable once built. The utilities must outlive it.
class ZipIndex {
 public:
  // Where `imported` has a ZIP, its rows stand alone; the starter's serve the rest. A code that is no utility is kept and said;
  // where it is a known word for several utilities, these are proposed too.
  ZipIndex(std::span<const Utility> utilities, const AliasIndex& aliases, const Reference& reference, std::span<const ZipRow> imported);

  [[nodiscard]] ZipCandidates utilities_of(std::string_view zip, Commodity commodity) const;
  // Empty where the table does not know the ZIP.
  [[nodiscard]] std::string_view state_of(std::string_view zip) const;
  // How many ZIPs are known for electricity.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Entry {
    std::uint32_t zip = 0;
    std::uint32_t utility = 0;  // Index in utilities_, or past their end: in other_codes_.
    auto operator<=>(const Entry&) const = default;
  };

  std::span<const Utility> utilities_;
  std::vector<std::string> other_codes_;
  std::vector<Entry> entries_;  // Sorted, distinct.
  std::vector<ZipStateRow> states_;
};

}  // namespace switchyard::market
