#include "access/rest_token.hpp"

#include <fmt/format.h>

#include "http/json_writer.hpp"

namespace switchyard::access {

namespace {

http::Response cacheable(std::string body) {
  http::Response response = http::json(200, std::move(body));
  response.set_header("cache-control", fmt::format("public, max-age={}", kJwksMaxAge.ms / 1000));
  response.etag_from_body = true;
  return response;
}

void write_list(http::JsonWriter& json, std::string_view name, std::initializer_list<std::string_view> words) {
  json.key(name).begin_array();
  for (const auto word : words) json.value(word);
  json.end_array();
}

// RFC 8414 section 2.
std::string metadata(const std::string& issuer) {
  http::JsonWriter json(1536);
  json.begin_object()
      .member("issuer", issuer)
      .member("token_endpoint", issuer + "/oauth/token")
      .member("jwks_uri", issuer + "/.well-known/jwks.json");
  write_list(json, "grant_types_supported", {"client_credentials"});
  write_list(json, "response_types_supported", {});
  write_list(json, "token_endpoint_auth_methods_supported", {"private_key_jwt"});
  write_list(json, "token_endpoint_auth_signing_alg_values_supported", {"RS256", "PS256", "ES256", "EdDSA"});
  json.key("scopes_supported").begin_array();
  for (const Scope scope : all_scopes()) json.value(text_of(scope));
  json.end_array();
  json.member("service_documentation", issuer + "/docs").end_object();
  return std::move(json).text();
}

}  // namespace

void add_metadata_routes(http::Router& router, const Directory& directory, const AccessSettings& settings) {
  router.add({.method = http::Method::get,
              .pattern = "/.well-known/jwks.json",
              .handler = [&directory](const http::Request&) { return cacheable(directory.current()->jwks); },
              .run_on = http::RunOn::io_thread,
              .cors = http::Cors::any_origin});
  router.add({.method = http::Method::get,
              .pattern = "/.well-known/oauth-authorization-server",
              .handler = [&settings](const http::Request&) { return cacheable(metadata(settings.issuer)); },
              .run_on = http::RunOn::io_thread,
              .cors = http::Cors::any_origin});
}

}  // namespace switchyard::access
