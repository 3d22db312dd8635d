// The Range header (RFC 9110, section 14.2): one range of bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace switchyard::http {

struct ByteRange {
  std::size_t first = 0;
  std::size_t last = 0;  // Included.
};

enum class RangeVerdict {
  ignored,        // No range of bytes, or not written as one: the whole is answered.
  satisfiable,
  unsatisfiable,  // Past the end, or several ranges: 416.
};

struct RangeReading {
  RangeVerdict verdict = RangeVerdict::ignored;
  ByteRange range;
};

// Of something of `size` bytes.
[[nodiscard]] RangeReading read_range(std::string_view header, std::size_t size);

}  // namespace switchyard::http
