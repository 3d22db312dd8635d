#include "pricing/book/base32_bytes.hpp"

#include <cstring>

namespace switchyard::pricing {
namespace {

constexpr char kDigits[] = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kDigitCount = sizeof kDigits - 1;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(255);
  for (std::size_t value = 0; value < kDigitCount; ++value) values[static_cast<unsigned char>(kDigits[value])] = static_cast<std::uint8_t>(value);
  return values;
}
constexpr auto kValues = make_values();

// The two digits of each ten bits.
constexpr std::array<std::array<char, 2>, 1024> make_pairs() {
  std::array<std::array<char, 2>, 1024> pairs{};
  for (std::size_t bits = 0; bits < pairs.size(); ++bits) pairs[bits] = {kDigits[bits >> 5U], kDigits[bits & 31U]};
  return pairs;
}
constexpr auto kPairs = make_pairs();

char* put_pair(char* at, std::uint64_t bits) {
  std::memcpy(at, kPairs[bits & 1023U].data(), 2);
  return at + 2;
}

}  // namespace

void append_base32(std::string& out, const TwentyBytes& bytes) {
  std::array<char, kBase32Size> digits;
  char* at = digits.data();
  for (std::size_t i = 0; i < bytes.size(); i += 5) {
    const std::uint64_t bits = (std::uint64_t{bytes[i]} << 32U) | (std::uint64_t{bytes[i + 1]} << 24U) | (std::uint64_t{bytes[i + 2]} << 16U) |
                               (std::uint64_t{bytes[i + 3]} << 8U) | bytes[i + 4];
    at = put_pair(at, bits >> 30U);
    at = put_pair(at, bits >> 20U);
    at = put_pair(at, bits >> 10U);
    at = put_pair(at, bits);
  }
  out.append(digits.data(), digits.size());
}

std::optional<TwentyBytes> parse_base32(std::string_view text) {
  if (text.size() != kBase32Size) return std::nullopt;
  TwentyBytes bytes{};
  for (std::size_t i = 0; i < 4; ++i) {
    std::uint64_t bits = 0;
    for (std::size_t k = 0; k < 8; ++k) {
      const std::uint8_t value = kValues[static_cast<unsigned char>(text[i * 8 + k])];
      if (value == 255) return std::nullopt;
      bits = (bits << 5U) | value;
    }
    for (std::size_t k = 0; k < 5; ++k) bytes[i * 5 + k] = static_cast<std::uint8_t>(bits >> (32 - 8 * k));
  }
  return bytes;
}

}  // namespace switchyard::pricing
