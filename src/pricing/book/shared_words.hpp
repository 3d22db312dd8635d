// Third question to a sheet's words, after what they mean: whether market/ takes for one thing what the sheet prices as two.
#pragma once

#include <vector>

#include "pricing/book/shape_resolution.hpp"
#include "pricing/book/sheet_shapes.hpp"

namespace switchyard::pricing {

// Where two words of a sheet ("Utility North", "Utility South") are one commodity, utility, class and zone to a partner, and any two of
// their rates that are else alike (customer class, product, green, billing, and overlapping bands and starts of a term) differ
// in price, the words are not one thing: every shape of that utility, class and zone becomes `words_shared`, with a `rival_row` of
// another word. Rates that only one of the words has are stopped too, for nobody can tell whose they are.
void stop_shared_words(const SheetShapes& shapes, const SheetReading& reading, const ExtraTexts& extra, std::vector<ResolvedShape>& resolved);

}  // namespace switchyard::pricing
