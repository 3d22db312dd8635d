#include "documents/page/style.hpp"

#include <charconv>

namespace switchyard::documents {

std::optional<Color> parse_color(std::string_view text) {
  if (text.size() != 7 || text.front() != '#') return std::nullopt;
  unsigned value = 0;
  const auto read = std::from_chars(text.data() + 1, text.data() + text.size(), value, 16);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  const auto part = [&](unsigned shift) { return static_cast<double>((value >> shift) & 0xFFU) / 255; };
  return Color{part(16), part(8), part(0)};
}

}  // namespace switchyard::documents
