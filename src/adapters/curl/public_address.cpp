#include "adapters/curl/public_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace switchyard::adapters {
namespace {

struct V4Range {
  std::uint32_t first;
  int bits;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) { return a << 24 | b << 16 | c << 8 | d; }

constexpr std::array kClosedV4 = {
    V4Range{v4(0, 0, 0, 0), 8},       // This network.
    V4Range{v4(10, 0, 0, 0), 8},      // Private.
    V4Range{v4(100, 64, 0, 0), 10},   // Carrier NAT; some clouds' metadata.
    V4Range{v4(127, 0, 0, 0), 8},     // Loopback.
    V4Range{v4(169, 254, 0, 0), 16},  // Link local; metadata.
    V4Range{v4(172, 16, 0, 0), 12},   // Private.
    V4Range{v4(192, 0, 0, 0), 24},    // Protocol assignments.
    V4Range{v4(192, 0, 2, 0), 24},    // Documentation.
    V4Range{v4(192, 88, 99, 0), 24},  // 6to4 relays.
    V4Range{v4(192, 168, 0, 0), 16},  // Private.
    V4Range{v4(198, 18, 0, 0), 15},   // Benchmarks.
    V4Range{v4(198, 51, 100, 0), 24}, // Documentation.
    V4Range{v4(203, 0, 113, 0), 24},  // Documentation.
    V4Range{v4(224, 0, 0, 0), 3},     // Multicast, reserved, broadcast.
};

bool is_in(std::uint32_t address, const V4Range& range) { return (address ^ range.first) >> (32 - range.bits) == 0; }

AddressReach reach_of_v4(std::uint32_t address) {
  if (address >> 24 == 127) return AddressReach::loopback;
  const bool is_closed = std::ranges::any_of(kClosedV4, [&](const V4Range& range) { return is_in(address, range); });
  return is_closed ? AddressReach::closed : AddressReach::open;
}

using V6 = std::array<std::uint8_t, 16>;

struct V6Range {
  std::array<std::uint8_t, 16> first;
  int bits;
};

// Inside of what is global unicast at all, 2000::/3.
constexpr std::array kClosedV6 = {
    V6Range{{0x20, 0x01, 0x00}, 23},        // Protocol assignments: Teredo, ORCHID.
    V6Range{{0x20, 0x01, 0x0d, 0xb8}, 32},  // Documentation.
    V6Range{{0x20, 0x02}, 16},              // 6to4: tunnels to IPv4 addresses.
    V6Range{{0x3f, 0xff}, 20},              // Documentation.
};

bool begins(const V6& address, const V6& first, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(whole), first.begin())) return false;
  const int rest = bits % 8;
  return rest == 0 || (address[whole] ^ first[whole]) >> (8 - rest) == 0;
}

std::uint32_t v4_at(const V6& address, std::size_t place) { return v4(address[place], address[place + 1], address[place + 2], address[place + 3]); }

AddressReach reach_of_v6(const V6& address) {
  constexpr V6 kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  constexpr V6 kNat64 = {0x00, 0x64, 0xff, 0x9b};
  constexpr V6 kLoopback = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  if (address == kLoopback) return AddressReach::loopback;
  if (begins(address, kMapped, 96) || begins(address, kNat64, 96)) {
    // A mapped address is never a loopback that anyone meant.
    return reach_of_v4(v4_at(address, 12)) == AddressReach::open ? AddressReach::open : AddressReach::closed;
  }
  if (!begins(address, {0x20}, 3)) return AddressReach::closed;
  const bool is_closed = std::ranges::any_of(kClosedV6, [&](const V6Range& range) { return begins(address, range.first, range.bits); });
  return is_closed ? AddressReach::closed : AddressReach::open;
}

}  // namespace

AddressReach reach_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return reach_of_v4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    V6 bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return reach_of_v6(bytes);
  }
  return AddressReach::closed;
}

std::string text_of(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    inet_ntop(AF_INET, &in.sin_addr, text.data(), text.size());
  } else if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    inet_ntop(AF_INET6, &in.sin6_addr, text.data(), text.size());
  }
  return text.data();
}

}  // namespace switchyard::adapters
