// Where an offset lies in a document, as people and clients count.
#pragma once

#include <cstdint>
#include <string_view>

#include "graphql/error.hpp"

namespace switchyard::graphql {

// A line ends at \n, \r\n or \r. offset is in bytes of UTF-8, at most source.size(). Takes time in proportion to the offset: for
// errors only.
[[nodiscard]] SourceLocation locate(std::string_view source, std::uint32_t offset);

}  // namespace switchyard::graphql
