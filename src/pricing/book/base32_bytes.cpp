#include "pricing/book/base32_bytes.hpp"

#include <bit>
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

// Eight bytes as a number, the first the highest.
std::uint64_t high_first(const std::uint8_t* bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes, sizeof number);
  return std::endian::native == std::endian::little ? __builtin_bswap64(number) : number;
}

}  // namespace

char* put_base32_quarter(char* at, std::uint64_t bits) {
  at = put_pair(at, bits >> 30U);
  at = put_pair(at, bits >> 20U);
  at = put_pair(at, bits >> 10U);
  return put_pair(at, bits);
}

char* put_base32(char* at, const TwentyBytes& bytes) {
  // Five bytes of each eight that are read; the last five end with the array.
  constexpr std::uint64_t kFiveBytes = 0xff'ffff'ffffULL;
  for (const std::size_t from : {0, 5, 10}) at = put_base32_quarter(at, high_first(&bytes[from]) >> 24U);
  return put_base32_quarter(at, high_first(&bytes[12]) & kFiveBytes);
}

void append_base32(std::string& out, const TwentyBytes& bytes) {
  std::array<char, kBase32Size> digits;
  put_base32(digits.data(), bytes);
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
