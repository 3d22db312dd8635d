// Internet addresses that an application may call from: one address or a CIDR block, IPv4 or IPv6.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace switchyard::access {

class AddressRange {
 public:
  // "203.0.113.7", "203.0.113.0/24", "2001:db8::/32"; bits beyond the prefix must be zero. `address_malformed`.
  static Result<AddressRange> parse(std::string_view text);

  // False also where `address` is none. An IPv4 address mapped into IPv6 counts as IPv4.
  [[nodiscard]] bool contains(std::string_view address) const;
  [[nodiscard]] const std::string& text() const { return text_; }
  bool operator==(const AddressRange&) const = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};  // IPv4 as ::ffff:a.b.c.d.
  int prefix_bits_ = 128;
  std::string text_;
};

}  // namespace switchyard::access
