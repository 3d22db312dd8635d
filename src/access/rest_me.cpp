#include "access/rest_me.hpp"

#include <algorithm>

#include "access/rest_keys_json.hpp"
#include "http/no_parameters.hpp"

namespace switchyard::access {

namespace {

void write_application(http::JsonWriter& json, const ApplicationEntry& entry) {
  const Application& application = entry.application;
  json.key("partner").begin_object().plain_member("id", entry.partner.id.text()).member("name", entry.partner.name).member("slug", entry.partner.slug).end_object();
  json.key("application")
      .begin_object()
      .plain_member("id", application.id.text())
      .member("clientId", application.client_id)
      .member("name", application.name)
      .member("operator", application.is_operator);
  json.key("origins").begin_array();
  for (const auto& origin : application.origins) json.value(origin);
  json.end_array().key("allowedAddresses").begin_array();
  for (const auto& range : application.allowed_addresses) json.value(range.text());
  json.end_array().end_object();
}

void write_keys(http::JsonWriter& json, const Snapshot& snapshot, const ApplicationEntry& entry) {
  std::vector<const ApiKeyEntry*> api_keys;
  for (const auto& [hash, key] : snapshot.api_keys) {
    if (key.key.application_id == entry.application.id && !key.key.revoked_at) api_keys.push_back(&key);
  }
  std::sort(api_keys.begin(), api_keys.end(), [](const ApiKeyEntry* a, const ApiKeyEntry* b) { return a->key.id < b->key.id; });
  json.key("apiKeys").begin_array();
  for (const ApiKeyEntry* key : api_keys) write_api_key(json, key->key, key->last_used_ms->load(std::memory_order_relaxed));
  json.end_array().key("publicKeys").begin_array();
  for (const auto& key : entry.keys) {
    if (!key->registered.revoked_at) write_public_key(json, key->registered);
  }
  json.end_array();
}

http::Response answer(const Caller& caller, const http::Request& request, const Directory& directory, const AccessSettings& settings, Instant now) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto snapshot = directory.current();
  const auto found = snapshot->applications.find(caller.application_id.uuid());
  ENSURE(found != snapshot->applications.end());
  const ApplicationEntry& entry = *found->second;
  http::JsonWriter json(2048);
  json.begin_object().member("environment", text_of(caller.environment));
  write_application(json, entry);
  json.key("scopes").begin_array();
  for (const Scope scope : all_scopes()) {
    if (caller.scopes.has(scope)) json.value(text_of(scope));
  }
  json.end_array();
  json.member("issuer", settings.issuer).member("audience", settings.issuer).member("tokenEndpoint", settings.issuer + "/oauth/token");
  json.member("serverTime", now.text());
  json.key("rateLimit");
  if (entry.application.rate_limit) {
    json.begin_object().member("requestsPerSecond", entry.application.rate_limit->per_second).member("burst", entry.application.rate_limit->burst).end_object();
  } else {
    json.null();
  }
  write_keys(json, *snapshot, entry);
  json.end_object();
  http::Response response = http::json(200, std::move(json).text());
  response.set_header("cache-control", "no-store");
  return response;
}

}  // namespace

void add_me_route(http::Router& router, const Authenticator& authenticator, const Directory& directory, const AccessSettings& settings, SecurityClock clock) {
  auto handler = [&directory, &settings, clock](const Caller& caller, const http::Request& request) {
    return answer(caller, request, directory, settings, clock.now());
  };
  const auto any = ScopeSet::from_bits(~0u);
  router.add({.method = http::Method::get, .pattern = "/v1/me", .handler = authenticator.require_any(any, std::move(handler)), .run_on = http::RunOn::io_thread});
}

}  // namespace switchyard::access
