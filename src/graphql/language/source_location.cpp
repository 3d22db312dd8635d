#include "graphql/language/source_location.hpp"

#include "graphql/language/utf8.hpp"

namespace switchyard::graphql {

SourceLocation locate(std::string_view source, std::uint32_t offset) {
  SourceLocation location;
  std::size_t line_start = 0;
  for (std::size_t at = 0; at < offset && at < source.size(); ++at) {
    if (source[at] != '\n' && source[at] != '\r') continue;
    if (source[at] == '\r' && at + 1 < source.size() && source[at + 1] == '\n') ++at;
    ++location.line;
    line_start = at + 1;
  }
  if (offset > line_start) {
    location.column += static_cast<std::uint32_t>(utf16_size(source.substr(line_start, offset - line_start)));
  }
  return location;
}

}  // namespace switchyard::graphql
