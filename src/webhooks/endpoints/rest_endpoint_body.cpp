#include "webhooks/endpoints/rest_endpoint_body.hpp"

#include <algorithm>
#include <set>

#include "http/json_body.hpp"
#include "webhooks/endpoints/event_types.hpp"

namespace switchyard::webhooks {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kVersionMax = 1'000'000'000;

// Ours, and those that would change what the call is.
bool is_taken_name(std::string_view name) {
  constexpr std::array kNames = {"host", "content-type", "content-length", "transfer-encoding", "connection", "expect", "upgrade", "te", "trailer", "user-agent",
                                 "webhook-id", "webhook-timestamp", "webhook-signature"};
  return std::ranges::find(kNames, name) != kNames.end() || name.starts_with("switchyard-") || name.starts_with("proxy-");
}

bool is_token(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

EndpointHeaders read_headers(http::JsonObject& in) {
  EndpointHeaders headers;
  std::set<std::string> names;
  for (http::JsonObject& header : in.objects("headers", {.count_min = 0, .count_max = kEndpointHeadersMax})) {
    std::string name = header.text("name", {.size_max = 100});
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::string value = header.text("value", {.size_max = kEndpointHeaderSizeMax});
    const bool is_ascii = std::ranges::all_of(value, [](unsigned char c) { return c >= 0x20 && c < 0x7f; });
    if (!name.empty() && !is_token(name)) header.refuse("name", "header_invalid", "must be letters, digits, '-' and '_'");
    if (is_taken_name(name)) header.refuse("name", "header_reserved", "is set by us");
    if (!names.insert(name).second) header.refuse("name", "header_repeated", "stands twice");
    if (!is_ascii) header.refuse("value", "header_invalid", "must be visible ASCII and spaces");
    headers.emplace_back(std::move(name), std::move(value));
  }
  return headers;
}

std::vector<std::string> read_types(http::JsonObject& in) {
  std::vector<std::string> types;
  for (const std::string& text : in.texts("eventTypes", {.count_min = 0, .count_max = kEndpointTypesMax}, {.size_max = 100})) {
    auto type = parse_event_filter(text);
    if (!type) in.refuse("eventTypes", type.error().code, "'" + text + "' " + type.error().message);
    if (type && std::ranges::find(types, *type) == types.end()) types.push_back(*std::move(type));
  }
  return types;
}

std::optional<DeliveryOrder> read_order(http::JsonObject& in) {
  const auto order = in.optional_one_of("order", {"parallel", "by_subject"});
  if (!order) return std::nullopt;
  return *order == 0 ? DeliveryOrder::parallel : DeliveryOrder::by_subject;
}

std::optional<std::int64_t> read_version(http::JsonObject& in) { return in.optional_integer("version", 1, kVersionMax); }

// Reads the object of a body, which may be empty.
template <class Read>
auto read_body(const std::string& text, const Read& read) -> Result<decltype(read(std::declval<http::JsonObject&>()))> {
  auto body = http::JsonBody::parse(text.empty() ? std::string("{}") : text);
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  auto said = read(in);
  if (auto done = body->finish(); !done) return std::move(done).error();
  return said;
}

}  // namespace

Result<NewEndpoint> parse_new_endpoint(const std::string& body) {
  return read_body(body, [](http::JsonObject& in) {
    return NewEndpoint{.url = in.text("url", {.size_max = kEndpointUrlSizeMax}),
                       .description = in.optional_text("description", {.size_max = kEndpointDescriptionSizeMax}).value_or(""),
                       .event_types = read_types(in),
                       .headers = read_headers(in),
                       .rate_per_second = in.optional_integer("ratePerSecond", 1, kEndpointRateMax).value_or(0),
                       .order = read_order(in).value_or(DeliveryOrder::parallel)};
  });
}

Result<AskedChange> parse_endpoint_change(const std::string& body) {
  return read_body(body, [](http::JsonObject& in) {
    EndpointChange change;
    change.url = in.optional_text("url", {.size_max = kEndpointUrlSizeMax});
    change.description = in.optional_text("description", {.size_min = 0, .size_max = kEndpointDescriptionSizeMax});
    if (in.has("eventTypes")) change.event_types = read_types(in);
    if (in.has("headers")) change.headers = read_headers(in);
    change.rate_per_second = in.optional_integer("ratePerSecond", 0, kEndpointRateMax);
    change.order = read_order(in);
    return AskedChange{std::move(change), read_version(in)};
  });
}

Result<std::optional<std::int64_t>> parse_version(const std::string& body) {
  return read_body(body, [](http::JsonObject& in) { return read_version(in); });
}

Result<AskedRotation> parse_rotation(const std::string& body) {
  return read_body(body, [](http::JsonObject& in) {
    const auto hours = in.optional_integer("overlapHours", 0, kSecretOverlapMax.ms / kHourMs);
    return AskedRotation{.version = read_version(in), .overlap = hours ? Duration::hours(*hours) : kSecretOverlapDefault};
  });
}

Result<AskedRecovery> parse_recovery(const std::string& body) {
  return read_body(body, [](http::JsonObject& in) { return AskedRecovery{.version = read_version(in), .since = in.required("since", Instant::parse).value_or(Instant())}; });
}

void write_endpoint(http::JsonWriter& json, const Endpoint& endpoint) {
  json.begin_object().plain_member("id", endpoint.id.text()).member("url", endpoint.url).member("description", endpoint.description);
  json.plain_member("status", text_of(endpoint.state)).member_or_null("disabledReason", endpoint.disabled_reason);
  json.key("eventTypes").begin_array();
  for (const std::string& type : endpoint.event_types) json.plain(type);
  json.end_array().key("headerNames").begin_array();
  for (const std::string& name : endpoint.header_names) json.value(name);
  json.end_array().key("ratePerSecond");
  if (endpoint.rate_per_second > 0) json.value(endpoint.rate_per_second);
  if (endpoint.rate_per_second == 0) json.null();
  json.plain_member("order", text_of(endpoint.order)).member("formerSecretUntil", endpoint.former_secret_until).member("failingSince", endpoint.failing_since);
  json.member("version", endpoint.version).member("createdAt", endpoint.created_at).member("changedAt", endpoint.changed_at);
  json.end_object();
}

std::string endpoint_json(const Endpoint& endpoint) {
  http::JsonWriter json;
  write_endpoint(json, endpoint);
  return std::move(json).text();
}

std::string made_endpoint_json(const Endpoint& endpoint, std::string_view secret) {
  http::JsonWriter json;
  json.begin_object().key("endpoint");
  write_endpoint(json, endpoint);
  json.member_or_null("secret", secret).end_object();
  return std::move(json).text();
}

}  // namespace switchyard::webhooks
