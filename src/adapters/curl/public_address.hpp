// Which network addresses are public: what is left of the IPv4 and IPv6 space once the ranges of IANA's special-purpose registries are taken away
// (RFC 6890 and its successors), with addresses that carry an IPv4 one inside (mapped, NAT64) judged by it; of IPv6 global unicast alone.
#pragma once

#include <sys/socket.h>

#include <string>

namespace switchyard::adapters {

enum class AddressReach { open, loopback, closed };

// Of an AF_INET or AF_INET6 address; others are closed.
[[nodiscard]] AddressReach reach_of(const sockaddr& address);
// "203.0.113.7"
[[nodiscard]] std::string text_of(const sockaddr& address);

}  // namespace switchyard::adapters
