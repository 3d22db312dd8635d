// Parts of a utility that a sheet prices apart under words of their own: pipelines of a gas utility, companies that merged. Each
// word means the same utility, so that without more nobody could tell which of the prices is theirs.
#pragma once

#include "market/market.hpp"
#include "pricing/book/shape_resolution.hpp"

namespace switchyard::pricing {

// Where several words of the sheet mean one utility and are alike in class, zone, product, billing and customer class, each curve's
// zone becomes that of its word where market knows one, and names the word otherwise. The export keeps the sheet's own zone.
void tell_parts_apart(const SheetReading& reading, const SheetShapes& shapes, const market::Market& market, ExtraTexts& extra,
                      std::vector<ResolvedShape>& resolved);

}  // namespace switchyard::pricing
