// Bodies of /v1/webhook-endpoints.
#pragma once

#include <string>

#include "http/json_writer.hpp"
#include "webhooks/endpoints/endpoint.hpp"

namespace switchyard::webhooks {

[[nodiscard]] Result<NewEndpoint> parse_new_endpoint(const std::string& body);

struct AskedChange {
  EndpointChange change;
  std::optional<std::int64_t> version;
};
[[nodiscard]] Result<AskedChange> parse_endpoint_change(const std::string& body);

// {"version"?}; an empty body says nothing.
[[nodiscard]] Result<std::optional<std::int64_t>> parse_version(const std::string& body);

struct AskedRotation {
  std::optional<std::int64_t> version;
  Duration overlap = kSecretOverlapDefault;
};
[[nodiscard]] Result<AskedRotation> parse_rotation(const std::string& body);

struct AskedRecovery {
  std::optional<std::int64_t> version;
  Instant since;
};
[[nodiscard]] Result<AskedRecovery> parse_recovery(const std::string& body);

void write_endpoint(http::JsonWriter& json, const Endpoint& endpoint);
// As a member of another object goes: an endpoint and its secret, or null where it was shown.
[[nodiscard]] std::string endpoint_json(const Endpoint& endpoint);
[[nodiscard]] std::string made_endpoint_json(const Endpoint& endpoint, std::string_view secret);

}  // namespace switchyard::webhooks
