// A judge of sheets for tests: which rates on sale a partner cannot tell apart though they cost differently.
#pragma once

#include <string>
#include <vector>

#include "pricing/book/compiled_sheet.hpp"

namespace switchyard::pricing {

// "C2 and C3" of every rate that reads as an earlier one of another price, by the members of an item of GET /v1/prices.
[[nodiscard]] std::vector<std::string> rates_not_told_apart(const CompiledSheet& sheet);

}  // namespace switchyard::pricing
