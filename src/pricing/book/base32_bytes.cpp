#include "pricing/book/base32_bytes.hpp"

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

}  // namespace

void append_base32(std::string& out, const TwentyBytes& bytes) {
  const std::size_t from = out.size();
  out.resize(from + kBase32Size);
  char* at = out.data() + from;
  for (std::size_t i = 0; i < bytes.size(); i += 5) {
    std::uint64_t bits = 0;
    for (std::size_t k = 0; k < 5; ++k) bits = (bits << 8U) | bytes[i + k];
    for (int shift = 35; shift >= 0; shift -= 5) *at++ = kDigits[(bits >> static_cast<unsigned>(shift)) & 31U];
  }
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
