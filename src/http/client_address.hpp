// Who the client is where proxies stand in front: X-Forwarded-For and -Proto count only from an address that is trusted.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "values/result.hpp"

namespace switchyard::http {

class TrustedProxies {
 public:
  // "10.0.0.0/8", "::1", "2001:db8::/32". Refused with `invalid_address_range`.
  static Result<TrustedProxies> parse(const std::vector<std::string>& ranges);

  [[nodiscard]] bool contains(std::string_view address) const;
  [[nodiscard]] bool empty() const { return ranges_.empty(); }

  // Sets request.remote_address to the last address of X-Forwarded-For that is no trusted proxy, and is_tls by
  // X-Forwarded-Proto. Does nothing where the peer (remote_address) is not trusted.
  void apply(Request& request) const;

 private:
  struct Range {
    std::array<std::uint8_t, 16> address{};  // IPv4 as ::ffff:a.b.c.d.
    int prefix_bits = 128;
  };
  std::vector<Range> ranges_;
};

}  // namespace switchyard::http
