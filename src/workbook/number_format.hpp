// How a workbook stores numbers, and the formats that it names by id alone (ECMA-376 part 1, 18.8.30). What a format shows:
// grid.hpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace switchyard::workbook {

// The code of a built-in id, empty for General and for ids whose look depends on the language (23–36, 50 and up).
[[nodiscard]] std::string_view built_in_format(std::uint32_t id);

// How a workbook stores a number (xsd:double without INF and NaN): an optional sign, digits with at most one point, an optional
// exponent.
[[nodiscard]] bool is_stored_number(std::string_view text);

}  // namespace switchyard::workbook
