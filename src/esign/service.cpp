#include "esign/service.hpp"

namespace switchyard::esign {

std::string sha256_hex(const access::Jose& jose, std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : jose.sha256(bytes)) {
    text += kHex[byte >> 4];
    text += kHex[byte & 0x0f];
  }
  return text;
}

}  // namespace switchyard::esign
