#include "app/runtime/file_digest.hpp"

namespace switchyard::app {

std::string JoseFileDigest::sha256_hex(std::string_view bytes) const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(64);
  for (std::uint8_t byte : jose_.sha256(bytes)) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace switchyard::app
