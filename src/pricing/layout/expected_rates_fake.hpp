// The expected rates of a real file, beside which a reading is held. Only where that folder is there.
#pragma once

#include <string>
#include <vector>

#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

// Where real files lie beside the source folder, or empty.
[[nodiscard]] std::string matrix_folder();
// The first differences between the reading and the expected rates of the file, in words; empty when every exact and every
// text column agrees on every rate and none is missing or invented.
[[nodiscard]] std::vector<std::string> differences(const SheetReading& reading, const std::string& file_name);

}  // namespace switchyard::pricing
