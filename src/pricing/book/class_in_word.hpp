// A supplier's word for a utility that names a rate class too: "Duquesne Light (GM<25)".
#pragma once

#include <string>

#include "market/market.hpp"

namespace switchyard::pricing {

struct UtilityWord {
  market::Resolution utility;
  std::string rate_class = {};  // market's code; empty where the word names no class that is known.
};

// The word as a whole where market/ knows it; else without what stands in brackets at its end, where that utility is known and
// all the brackets are words for one class of it. A word with a class that is not known stays unknown: its prices are not for
// every class. `reads_class` is false where the sheet tells classes apart elsewhere: brackets then mean nothing.
[[nodiscard]] UtilityWord understand_utility_word(const market::Market& market, const market::AliasQuestion& question, bool reads_class);

}  // namespace switchyard::pricing
