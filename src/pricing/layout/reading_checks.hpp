// What must hold between the rates of a file: no key with two prices, no usage in two bands of one curve.
#pragma once

#include "pricing/layout/table_reader.hpp"

namespace switchyard::pricing {

// A key that stands twice with one price is a warning; with two prices it is one too, and the rows stay: the book sells neither.
// Bands of a curve that overlap take its rows off sale (RateRow::kNoBasis); a gap is a warning, or does so where `contiguous`.
void check_curves(ReadingState& state, FieldReader& fields, bool contiguous);

}  // namespace switchyard::pricing
