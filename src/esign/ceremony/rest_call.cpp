#include "esign/ceremony/rest_call.hpp"

namespace switchyard::esign {

const Ceremony* ceremony_of(const Ceremonies& ceremonies, std::string_view token) {
  if (token.size() < 2 || token.size() > kTokenTextMax) return nullptr;
  if (token[0] == 't') return ceremonies.test;
  return token[0] == 'l' ? ceremonies.live : nullptr;
}

std::optional<Bearer> bearer_of(const Ceremonies& ceremonies, const http::Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto header = request.header("authorization");
  if (!header || request.header_count("authorization") != 1 || !header->starts_with(kScheme)) return std::nullopt;
  const std::string_view secret = header->substr(kScheme.size());
  const Ceremony* ceremony = ceremony_of(ceremonies, secret);
  if (ceremony == nullptr) return std::nullopt;
  return Bearer{.ceremony = ceremony, .secret_sha256 = sha256_hex(ceremony->service.jose, secret)};
}

Visitor visitor_of(const http::Request& request) {
  return {.ip = request.remote_address,
          .user_agent = std::string(request.header("user-agent").value_or("")),
          .accept_language = std::string(request.header("accept-language").value_or(""))};
}

bool is_only_looking(const http::Request& request) {
  if (request.method == http::Method::head) return true;
  for (const std::string_view name : {"sec-purpose", "purpose", "x-purpose", "x-moz"}) {
    const auto purpose = request.header(name);
    if (purpose && (purpose->find("prefetch") != std::string_view::npos || purpose->find("prerender") != std::string_view::npos || purpose->find("preview") != std::string_view::npos)) return true;
  }
  return false;
}

void set_api_headers(http::Response& response) {
  response.set_header("cache-control", "no-store");
  response.set_header("x-content-type-options", "nosniff");
  response.set_header("referrer-policy", "no-referrer");
  response.set_header("cross-origin-resource-policy", "same-origin");
  response.compressible = response.compressible && response.content_type == "application/json";
}

}  // namespace switchyard::esign
