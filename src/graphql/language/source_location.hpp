// Where an offset lies in a document, as people and clients count.
#pragma once

#include <cstdint>
#include <string_view>

namespace switchyard::graphql {

// Both from 1. Columns are UTF-16 code units, as graphql-js and every editor that speaks to it count them. A line ends at \n, \r\n or \r.
struct SourceLocation {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  bool operator==(const SourceLocation&) const = default;
};

// offset is in bytes of UTF-8, at most source.size(). Takes time in proportion to the offset: for errors only.
[[nodiscard]] SourceLocation locate(std::string_view source, std::uint32_t offset);

}  // namespace switchyard::graphql
