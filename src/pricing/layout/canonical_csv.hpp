// Rates in the canonical columns of an export: one line a rate, in the order of the file.
#pragma once

#include <string>
#include <string_view>

#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

[[nodiscard]] std::string_view canonical_header();
// Appends a line. The instant until which the rate is sold is that of the reading.
void append_canonical_row(std::string& csv, const SheetReading& reading, const RateRow& row, std::string_view file_name);

// A text as one field: quoted where it must be.
void append_csv_field(std::string& csv, std::string_view text);

}  // namespace switchyard::pricing
