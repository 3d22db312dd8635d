#include "pricing/sheets/digest_bytes.hpp"

namespace switchyard::pricing {

std::string sha256_bytes(const FileDigest& digest, std::string_view bytes) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  const std::string hex = digest.sha256_hex(bytes);
  std::string hash;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) hash += static_cast<char>(value(hex[i]) * 16 + value(hex[i + 1]));
  return hash;
}

}  // namespace switchyard::pricing
