#include "access/address_range.hpp"

#include <arpa/inet.h>

#include <charconv>
#include <optional>

namespace switchyard::access {

namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr int kMappedBits = 96;  // ::ffff:0:0/96.

struct Address {
  Bytes bytes{};
  bool is_ipv4 = false;
};

std::optional<Address> parse_address(std::string_view text) {
  if (text.size() > 45) return std::nullopt;
  const std::string terminated(text);
  Address address;
  if (::inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + 12) == 1) {
    address.bytes[10] = 0xff;
    address.bytes[11] = 0xff;
    address.is_ipv4 = true;
    return address;
  }
  if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

bool same_prefix(const Bytes& a, const Bytes& b, int bits) {
  for (int bit = 0; bit < bits; bit += 8) {
    const auto at = static_cast<std::size_t>(bit / 8);
    const int mask = bits - bit >= 8 ? 0xff : (0xff << (8 - (bits - bit))) & 0xff;
    if (((a[at] ^ b[at]) & mask) != 0) return false;
  }
  return true;
}

Bytes cut(const Bytes& bytes, int bits) {
  Bytes kept{};
  for (int bit = 0; bit < bits; ++bit) {
    const auto at = static_cast<std::size_t>(bit / 8);
    kept[at] = static_cast<std::uint8_t>(kept[at] | (bytes[at] & (0x80 >> (bit % 8))));
  }
  return kept;
}

}  // namespace

Result<AddressRange> AddressRange::parse(std::string_view text) {
  const Error malformed{ErrorKind::invalid, "address_malformed",
                        "An allowed address is one address or a CIDR block with no bits beyond its prefix: 203.0.113.0/24, 2001:db8::/32."};
  const auto slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return malformed;
  const int bits_max = address->is_ipv4 ? 32 : 128;
  int bits = bits_max;
  if (slash != std::string_view::npos) {
    const std::string_view length = text.substr(slash + 1);
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bits);
    if (error != std::errc() || end != length.data() + length.size() || bits < 0 || bits > bits_max) return malformed;
  }
  AddressRange range;
  range.bytes_ = address->bytes;
  range.prefix_bits_ = address->is_ipv4 ? kMappedBits + bits : bits;
  range.text_ = std::string(text);
  if (cut(range.bytes_, range.prefix_bits_) != range.bytes_) return malformed;
  return range;
}

bool AddressRange::contains(std::string_view address) const {
  const auto parsed = parse_address(address);
  return parsed && same_prefix(parsed->bytes, bytes_, prefix_bits_);
}

}  // namespace switchyard::access
