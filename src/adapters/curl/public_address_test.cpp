#include "adapters/curl/public_address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>
#include <string>

namespace switchyard::adapters {
namespace {

sockaddr_storage address_of(const std::string& text) {
  sockaddr_storage storage{};
  sockaddr_in v4{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {}, .sin_zero = {}};
  sockaddr_in6 v6{.sin6_family = AF_INET6, .sin6_port = 0, .sin6_flowinfo = 0, .sin6_addr = {}, .sin6_scope_id = 0};
  if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) std::memcpy(&storage, &v4, sizeof v4);
  if (inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) std::memcpy(&storage, &v6, sizeof v6);
  return storage;
}

AddressReach reach(const std::string& text) {
  const sockaddr_storage storage = address_of(text);
  sockaddr plain{};
  std::memcpy(&plain, &storage, sizeof plain);
  return storage.ss_family == AF_INET ? reach_of(plain) : reach_of(reinterpret_cast<const sockaddr&>(storage));
}

TEST(PublicAddress, PublicOnesAreOpen) {
  for (const char* text : {"93.184.216.34", "8.8.8.8", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "2606:4700:4700::1111", "64:ff9b::808:808"}) {
    EXPECT_EQ(reach(text), AddressReach::open) << text;
  }
}

TEST(PublicAddress, ThisMachineIsLoopbackUnlessItHidesInAMappedAddress) {
  for (const char* text : {"127.0.0.1", "127.255.255.254", "::1"}) EXPECT_EQ(reach(text), AddressReach::loopback) << text;
  EXPECT_EQ(reach("::ffff:127.0.0.1"), AddressReach::closed);
}

TEST(PublicAddress, SpecialRangesAreClosed) {
  for (const char* text : {"0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1",
                           "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::10.0.0.1", "100::1",
                           "2001::1", "2001:db8::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
                           "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::", "4000::1"}) {
    EXPECT_EQ(reach(text), AddressReach::closed) << text;
  }
}

}  // namespace
}  // namespace switchyard::adapters
