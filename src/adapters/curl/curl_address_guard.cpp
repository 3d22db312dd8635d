#include "adapters/curl/curl_address_guard.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <netdb.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "adapters/curl/public_address.hpp"

namespace switchyard::adapters {
namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

Error invalid(std::string detail) { return {ErrorKind::unprocessable, "url_invalid", std::move(detail)}; }
Error forbidden(std::string detail) { return {ErrorKind::unprocessable, "url_forbidden", std::move(detail)}; }

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

// Every address that the name has now must be allowed: the next call may take any of them.
Result<bool> is_loopback(const std::string& host, const std::string& port) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const bool is_bracketed = host.size() > 2 && host.front() == '[';
  const std::string name = is_bracketed ? host.substr(1, host.size() - 2) : host;
  if (getaddrinfo(name.c_str(), port.c_str(), &hints, &list) != 0 || list == nullptr) return forbidden(fmt::format("'{}' has no address", host));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned(list, &freeaddrinfo);
  bool loopback = false;
  for (const addrinfo* at = list; at != nullptr; at = at->ai_next) {
    const AddressReach reach = reach_of(*at->ai_addr);
    if (reach == AddressReach::closed) return forbidden(fmt::format("'{}' is {}, which is no public address", host, text_of(*at->ai_addr)));
    loopback = loopback || reach == AddressReach::loopback;
  }
  return loopback;
}

}  // namespace

Result<void> CurlAddressGuard::check(const std::string& url, bool loopback_allowed) const {
  const bool is_plain = std::ranges::all_of(url, [](unsigned char c) { return c > 0x20 && c < 0x7f && c != '\\'; });
  if (!is_plain) return invalid("must be a URL in ASCII without spaces or backslashes (a name with other letters in its xn-- form)");
  const Url parsed(curl_url(), &curl_url_cleanup);
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return invalid("is not a URL such as https://example.com/hooks");
  const std::string scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  const std::string host = part_of(parsed.get(), CURLUPART_HOST);
  std::string port = part_of(parsed.get(), CURLUPART_PORT);
  if (scheme != "https" && scheme != "http") return invalid("must begin with https://");
  if (host.empty()) return invalid("has no host");
  if (!part_of(parsed.get(), CURLUPART_USER).empty() || !part_of(parsed.get(), CURLUPART_PASSWORD).empty() || url.substr(0, url.find('/', 8)).find('@') != std::string::npos) {
    return invalid("must have no user or password; send a header instead");
  }
  if (!part_of(parsed.get(), CURLUPART_FRAGMENT).empty()) return invalid("must have no fragment (#…)");
  if (port.empty()) port = scheme == "https" ? "443" : "80";
  const auto loopback = is_loopback(host, port);
  if (!loopback) return loopback.error();
  if (*loopback && !loopback_allowed) return forbidden(fmt::format("'{}' is this machine itself", host));
  if (!*loopback && scheme != "https") return invalid("must begin with https://");
  return {};
}

}  // namespace switchyard::adapters
