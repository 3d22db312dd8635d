#include "webhooks/deliveries/rest_deliveries.hpp"

#include <fmt/format.h>

#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"
#include "webhooks/deliveries/delivery_store.hpp"
#include "webhooks/endpoints/endpoint_store.hpp"

namespace switchyard::webhooks {
namespace {

using access::Caller;
using access::Scope;

constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;
constexpr int kAccepted = 202;

Error not_found() { return {ErrorKind::not_found, "delivery_not_found", "There is no webhook delivery of this id."}; }

void write_members(http::JsonWriter& json, const Delivery& delivery) {
  json.plain_member("id", delivery.id.text()).plain_member("endpointId", delivery.endpoint.text()).plain_member("eventId", delivery.event.text());
  json.member("type", delivery.event_type).member("subject", delivery.subject).plain_member("status", text_of(delivery.state));
  json.member("replay", delivery.replay).member("attempts", delivery.attempts);
  json.key("nextAttemptAt");
  if (delivery.state == DeliveryState::pending) json.value(delivery.next_at);
  if (delivery.state != DeliveryState::pending) json.null();
  json.key("lastStatus");
  if (delivery.last_status != 0) json.value(delivery.last_status);
  if (delivery.last_status == 0) json.null();
  json.member_or_null("lastError", delivery.last_error).member("createdAt", delivery.created_at).member("finishedAt", delivery.finished_at);
}

void write_attempt(http::JsonWriter& json, const Attempt& attempt) {
  json.begin_object().member("attempt", attempt.number).member("at", attempt.at).member("durationMs", attempt.took.ms);
  json.member("requestHeaders", attempt.request_headers).key("status");
  if (attempt.status != 0) json.value(attempt.status);
  if (attempt.status == 0) json.null();
  json.member_or_null("error", attempt.error).member("answer", attempt.answer).end_object();
}

std::string delivery_json(const Delivery& delivery) {
  http::JsonWriter json;
  json.begin_object();
  write_members(json, delivery);
  json.end_object();
  return std::move(json).text();
}

Result<DeliveryId> id_of(const http::Request& request) {
  if (auto none = http::takes_no_parameters(request); !none) return std::move(none).error();
  const auto id = DeliveryId::parse(request.path_captures.front());
  if (!id) return not_found();
  return *id;
}

http::Response write(const Caller& caller, const http::Request& request, const EndpointDesk& desk, const std::function<http::Response(SqlTransaction&)>& work) {
  const pricing::KeyedDesk keyed{.database = desk.database, .writes = &desk.writes, .digest = &desk.body_digest};
  return pricing::write_keyed(keyed, caller.application_id.text(), request, request.body, work);
}

// One that is pending goes again anyhow.
Result<Delivery> replay(SqlTransaction& transaction, const EndpointDesk& desk, const Caller& caller, const DeliveryId& id) {
  const auto former = find_delivery(transaction, caller.partner_id, id);
  if (!former) return not_found();
  const auto endpoint = endpoint_to_change(transaction, caller.partner_id, former->endpoint);
  if (!endpoint) return not_found();
  if (endpoint->state == EndpointState::disabled) {
    return Error{ErrorKind::conflict, "endpoint_state_conflict", fmt::format("The endpoint {} is disabled; resume or recover it first.", endpoint->id.text())};
  }
  if (former->state == DeliveryState::pending) {
    return Error{ErrorKind::conflict, "delivery_pending", fmt::format("The delivery is still tried; the next time at {}.", former->next_at.text())};
  }
  const Instant now = desk.clock.now();
  return queue_replay(transaction, *former, make_id<DeliveryTag>(now, desk.random), now);
}

}  // namespace

http::Response list_deliveries_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  DeliveryFilter filter;
  filter.endpoint = query->optional("endpointId", EndpointId::parse);
  const auto event = query->optional("eventId", outbox::EventId::parse);
  if (event) filter.event = event->text();
  filter.type = query->optional_text("type", {.size_max = 100}).value_or("");
  filter.subject = query->optional_text("subject", {.size_max = 64}).value_or("");
  filter.state = query->optional("status", parse_delivery_state);
  const auto before = query->optional("cursor", DeliveryId::parse);
  const std::int64_t limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (auto done = query->finish(); !done) return http::problem(done.error(), request);
  std::vector<Delivery> deliveries;
  desk.database.read([&](SqlReader& reader) { deliveries = list_deliveries(reader, caller.partner_id, filter, before, limit + 1); });
  const bool is_more = deliveries.size() > static_cast<std::size_t>(limit);
  if (is_more) deliveries.pop_back();
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const Delivery& delivery : deliveries) {
    json.begin_object();
    write_members(json, delivery);
    json.end_object();
  }
  json.end_array().member_or_null("nextCursor", is_more ? deliveries.back().id.text() : std::string()).end_object();
  return http::json(200, std::move(json).text());
}

http::Response get_delivery_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  std::optional<Delivery> delivery;
  std::vector<Attempt> attempts;
  desk.database.read([&](SqlReader& reader) {
    delivery = find_delivery(reader, caller.partner_id, *id);
    if (delivery) attempts = attempts_of(reader, *id);
  });
  if (!delivery) return http::problem(not_found(), request);
  http::JsonWriter json(4096);
  json.begin_object();
  write_members(json, *delivery);
  json.key("tries").begin_array();
  for (const Attempt& attempt : attempts) write_attempt(json, attempt);
  json.end_array().end_object();
  return http::json(200, std::move(json).text());
}

http::Response replay_delivery_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  return write(caller, request, desk, [&](SqlTransaction& transaction) {
    const auto delivery = replay(transaction, desk, caller, *id);
    return delivery ? http::json(kAccepted, delivery_json(*delivery)) : http::problem(delivery.error(), request);
  });
}

http::Response replay_deliveries_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  std::vector<DeliveryId> ids;
  for (const std::string& text : in.texts("deliveryIds", {.count_min = 1, .count_max = kReplayedAtOnceMax}, {.size_max = 64})) {
    const auto id = DeliveryId::parse(text);
    if (id) ids.push_back(*id);
    if (!id) in.refuse("deliveryIds", id.error().code, "'" + text + "' " + id.error().message);
  }
  if (auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write(caller, request, desk, [&](SqlTransaction& transaction) {
    http::JsonWriter json;
    json.begin_object().key("items").begin_array();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto delivery = replay(transaction, desk, caller, ids[i]);
      if (!delivery) return http::problem(at_field(delivery.error(), fmt::format("/deliveryIds/{}", i)), request);
      json.begin_object();
      write_members(json, *delivery);
      json.end_object();
    }
    json.end_array().end_object();
    return http::json(kAccepted, std::move(json).text());
  });
}

void add_delivery_routes(http::Router& router, const access::Authenticator& authenticator, EndpointDeskOf desk_of) {
  using Work = http::Response (*)(const Caller&, const http::Request&, const EndpointDesk&);
  const auto add = [&](http::Method method, std::string pattern, Work work) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .handler = authenticator.require({Scope::webhooks_write},
                                                 [desk_of, work](const Caller& caller, const http::Request& request) { return work(caller, request, desk_of(caller.environment)); }),
                .cors = http::Cors::by_credential});
  };
  add(http::Method::get, "/v1/webhook-deliveries", list_deliveries_route);
  add(http::Method::get, "/v1/webhook-deliveries/{id}", get_delivery_route);
  add(http::Method::post, "/v1/webhook-deliveries/{id}/replay", replay_delivery_route);
  add(http::Method::post, "/v1/webhook-deliveries/replay", replay_deliveries_route);
}

}  // namespace switchyard::webhooks
