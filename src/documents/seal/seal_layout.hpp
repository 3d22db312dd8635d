// Where a seal's bytes stand in a file: /ByteRange and the hexadecimal text of /Contents (ISO 32000-1, 12.8.1).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/seal/seal_port.hpp"
#include "values/result.hpp"

namespace switchyard::documents {

inline constexpr std::size_t kSealRoomMax = 64 * 1024;  // Bytes of DER that are read at most.
// As qpdf writes our placeholder; what takes its place is padded to the same length.
inline constexpr std::string_view kByteRangePlaceholder = "[ 0 9999999999 9999999999 9999999999 ]";

struct SealLayout {
  std::size_t contents_begin = 0;  // Of '<'.
  std::size_t contents_end = 0;    // Behind '>'.

  // What the signature is over.
  [[nodiscard]] std::array<std::string_view, 2> covered(std::string_view file) const {
    return {file.substr(0, contents_begin), file.substr(contents_end)};
  }
};

// The seal whose ranges end where the file ends: `seal_missing`, `seal_partial`, `seal_malformed`, `seal_several`.
struct LayoutReading {
  std::optional<SealLayout> layout = {};
  std::vector<SealFault> faults = {};
};
LayoutReading find_seal(std::string_view file);

// The DER within /Contents: lower-case digits alone, zeros alone behind the value. Else `seal_malformed`.
Result<std::string> cms_of(std::string_view file, const SealLayout& layout);

// Of a file just written with the placeholder and `room` zero bytes of contents; ENSURE where they are not there once.
struct SealPlace {
  std::size_t byte_range = 0;
  SealLayout layout;
};
SealPlace placeholder_of(std::string_view file, std::size_t room);
[[nodiscard]] std::string byte_range_text(const SealLayout& layout, std::size_t file_size);

}  // namespace switchyard::documents
