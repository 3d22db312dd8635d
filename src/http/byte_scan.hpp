// Looks for bytes of a kind in a text, many at a time: heads and tokens are read whole with each request.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace switchyard::http {

// Sixteen bytes that are compared at once; of g++ and clang++, whatever the processor.
using ByteBlock = std::uint8_t __attribute__((vector_size(16)));

// Whether any byte is of the kind. `is_kind` takes one unsigned byte as well as a ByteBlock, and has no branch: `|`, not `||`.
template <class Kind>
[[nodiscard]] inline bool any_byte(std::string_view text, Kind is_kind) {
  const auto found_in = [&](const char* at) {
    ByteBlock bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return is_kind(bytes);
  };
  const auto is_any = [](const auto& found) {
    std::array<std::uint64_t, 2> halves;
    static_assert(sizeof halves == sizeof found);
    std::memcpy(&halves, &found, sizeof halves);
    return (halves[0] | halves[1]) != 0;
  };
  const char* at = text.data();
  const char* const end = at + text.size();
  for (; end - at >= 64; at += 64) {
    if (is_any(found_in(at) | found_in(at + 16) | found_in(at + 32) | found_in(at + 48))) return true;
  }
  for (; end - at >= 16; at += 16) {
    if (is_any(found_in(at))) return true;
  }
  for (; at != end; ++at) {
    if (is_kind(static_cast<std::uint8_t>(*at))) return true;
  }
  return false;
}

}  // namespace switchyard::http
