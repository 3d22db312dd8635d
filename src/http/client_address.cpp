#include "http/client_address.hpp"

#include <arpa/inet.h>

#include <charconv>
#include <optional>

#include "http/head_check.hpp"

namespace switchyard::http {
namespace {

constexpr int kMappedBits = 96;  // Of an IPv4 address within ::ffff:0:0/96.
constexpr std::size_t kHopsMax = 32;

using Address = std::array<std::uint8_t, 16>;

std::optional<Address> parse_address(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  const std::string terminated(text);
  Address address{};
  if (inet_pton(AF_INET6, terminated.c_str(), address.data()) == 1) return address;
  address = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};
  if (inet_pton(AF_INET, terminated.c_str(), address.data() + 12) == 1) return address;
  return std::nullopt;
}

bool has_prefix(const Address& address, const Address& range, int bits) {
  for (int i = 0; i < 16 && bits > 0; ++i, bits -= 8) {
    const auto mask = static_cast<std::uint8_t>(bits >= 8 ? 0xffU : 0xffU << static_cast<unsigned>(8 - bits));
    const auto at = static_cast<std::size_t>(i);
    if ((address[at] & mask) != (range[at] & mask)) return false;
  }
  return true;
}

Error bad_range(const std::string& text) {
  return Error{ErrorKind::invalid, "invalid_address_range", text + " is not an address or a range such as 10.0.0.0/8 or 2001:db8::/32."};
}

// The hops of all X-Forwarded-For headers, in the order written.
std::vector<std::string_view> forwarded_hops(const Request& request) {
  std::vector<std::string_view> hops;
  for (const auto& [name, value] : request.headers) {
    if (name != "x-forwarded-for") continue;
    std::string_view rest = value;
    while (true) {
      const std::size_t comma = rest.find(',');
      hops.push_back(trimmed(rest.substr(0, comma)));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return hops;
}

}  // namespace

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& ranges) {
  TrustedProxies proxies;
  for (const auto& text : ranges) {
    const std::size_t slash = text.find('/');
    const auto address = parse_address(std::string_view(text).substr(0, slash));
    if (!address) return bad_range(text);
    const bool is_v4 = text.find(':') == std::string::npos;
    int bits = is_v4 ? 32 : 128;
    if (slash != std::string::npos) {
      const char* const end = text.data() + text.size();
      int given = 0;
      const auto read = std::from_chars(text.data() + slash + 1, end, given);
      if (read.ec != std::errc() || read.ptr != end || given < 0 || given > bits) return bad_range(text);
      bits = given;
    }
    proxies.ranges_.push_back({*address, is_v4 ? bits + kMappedBits : bits});
  }
  return proxies;
}

bool TrustedProxies::contains(std::string_view address) const {
  const auto parsed = parse_address(address);
  if (!parsed) return false;
  for (const auto& range : ranges_) {
    if (has_prefix(*parsed, range.address, range.prefix_bits)) return true;
  }
  return false;
}

void TrustedProxies::apply(Request& request) const {
  if (ranges_.empty() || !contains(request.remote_address)) return;
  const auto hops = forwarded_hops(request);
  for (std::size_t i = hops.size(), seen = 0; i-- > 0 && seen < kHopsMax; ++seen) {
    if (!parse_address(hops[i])) break;  // What a proxy did not write is not believed.
    request.remote_address = std::string(hops[i]);
    if (!contains(hops[i])) break;
  }
  if (const auto scheme = request.header("x-forwarded-proto")) request.is_tls = equals_ignoring_case(*scheme, "https");
}

}  // namespace switchyard::http
