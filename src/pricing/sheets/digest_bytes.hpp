// The hash of a port that speaks hexadecimal, as the bytes that databases keep.
#pragma once

#include <string>
#include <string_view>

#include "pricing/sheets/digest_port.hpp"

namespace switchyard::pricing {

// SHA-256 as 32 bytes.
[[nodiscard]] std::string sha256_bytes(const FileDigest& digest, std::string_view bytes);

}  // namespace switchyard::pricing
