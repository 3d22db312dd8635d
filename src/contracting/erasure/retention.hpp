// How long what a signed contract rests on is kept after it ended, by the state of its sites (reference/retention.csv; the longest of several).
#pragma once

#include <string_view>

namespace switchyard::contracting {

// Whole years; a state that the table does not have keeps for its longest time.
[[nodiscard]] int retention_years(std::string_view state_code);

}  // namespace switchyard::contracting
