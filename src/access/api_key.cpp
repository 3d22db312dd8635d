#include "access/api_key.hpp"

namespace switchyard::access {

namespace {

constexpr std::string_view kTest = "swk_test_";
constexpr std::string_view kLive = "swk_live_";
constexpr std::size_t kRandomBytes = 20;
constexpr std::size_t kChecksumSize = 6;

std::string checksum(std::string_view unchecked, const Jose& jose) {
  const Digest digest = jose.sha256(unchecked);
  return encode_base32(bytes_of(digest).substr(0, 4)).substr(0, kChecksumSize);
}

}  // namespace

std::string encode_base32(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string text;
  std::uint32_t window = 0;
  int bits = 0;
  for (const char byte : bytes) {
    window = (window << 8) | static_cast<unsigned char>(byte);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text.push_back(kDigits[(window >> bits) & 31]);
    }
  }
  if (bits > 0) text.push_back(kDigits[(window << (5 - bits)) & 31]);
  return text;
}

Secret make_api_key(EnvironmentName environment, Random& random, const Jose& jose) {
  std::array<std::uint8_t, kRandomBytes> bytes{};
  random.fill(bytes);
  std::string key(environment == EnvironmentName::test ? kTest : kLive);
  key += encode_base32({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  key += checksum(key, jose);
  return Secret(std::move(key));
}

std::optional<EnvironmentName> environment_of_api_key(std::string_view key, const Jose& jose) {
  if (key.size() != kApiKeySize) return std::nullopt;
  const bool is_test = key.starts_with(kTest);
  if (!is_test && !key.starts_with(kLive)) return std::nullopt;
  const std::string_view unchecked = key.substr(0, kApiKeySize - kChecksumSize);
  if (checksum(unchecked, jose) != key.substr(kApiKeySize - kChecksumSize)) return std::nullopt;
  return is_test ? EnvironmentName::test : EnvironmentName::live;
}

}  // namespace switchyard::access
