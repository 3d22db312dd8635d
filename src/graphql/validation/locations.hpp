// Many offsets of one source as lines and columns, in one pass: what hundreds of errors of a hostile document need.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "graphql/error.hpp"

namespace switchyard::graphql::validation {

// In the order of `offsets`, which need not be sorted; each as locate() (language/source_location.hpp) has it.
[[nodiscard]] std::vector<SourceLocation> locate_all(std::string_view source, const std::vector<std::uint32_t>& offsets);

}  // namespace switchyard::graphql::validation
