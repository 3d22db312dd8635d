#include "app/runtime/server_addresses.hpp"

#include <fmt/format.h>

namespace switchyard::app {
namespace {

// What a listener of any address is reached at from this machine.
std::string loopback_of(const http::ListenAddress& address) {
  std::string host = address.host;
  if (host == "0.0.0.0" || host == "localhost") host = "127.0.0.1";
  if (host == "::" || host == "::1") host = "[::1]";
  return fmt::format("{}:{}", host, address.port);
}

bool is_loopback(const std::string& authority) { return authority.starts_with("127.0.0.1:") || authority.starts_with("[::1]:"); }

}  // namespace

std::vector<std::string> ServerAddresses::all() const {
  std::vector<std::string> urls;
  for (const std::string& url : {public_url, own_url}) {
    if (!url.empty()) urls.push_back(url);
  }
  return urls;
}

ServerAddresses server_addresses(const std::string& public_url, const std::vector<http::ListenAddress>& listening, const std::string& self_made_certificate) {
  ServerAddresses addresses{.public_url = public_url, .own_url = {}};
  for (const http::ListenAddress& each : listening) {
    const std::string authority = loopback_of(each);
    if (!is_loopback(authority)) continue;
    if (!each.is_tls) return {.public_url = public_url, .own_url = "http://" + authority};
    if (!self_made_certificate.empty() && addresses.own_url.empty()) {
      addresses.own_url = "https://" + authority;
      addresses.own_certificate = self_made_certificate;
    }
  }
  return addresses;
}

SelfTrustingClient::SelfTrustingClient(const ServerAddresses& addresses)
    : own_base_(addresses.own_certificate.empty() ? std::string() : addresses.own_url + "/"), own_({.certificate_authorities = addresses.own_certificate}) {}

Result<HttpAnswer> SelfTrustingClient::send(const HttpCall& call) {
  const bool is_own = !own_base_.empty() && call.url.starts_with(own_base_);
  return (is_own ? own_ : outside_).send(call);
}

}  // namespace switchyard::app
