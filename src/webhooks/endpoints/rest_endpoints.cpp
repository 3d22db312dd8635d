#include "webhooks/endpoints/rest_endpoints.hpp"

#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"
#include "webhooks/endpoints/endpoint_actions.hpp"
#include "webhooks/endpoints/endpoint_store.hpp"
#include "webhooks/endpoints/rest_endpoint_body.hpp"

namespace switchyard::webhooks {
namespace {

using access::Caller;
using access::Scope;
using pricing::ShownOnce;

constexpr std::int64_t kPageSizeMax = 50;
constexpr int kCreated = 201;
constexpr int kAccepted = 202;

Error not_found() { return {ErrorKind::not_found, "endpoint_not_found", "There is no webhook endpoint of this id."}; }

Result<EndpointId> id_of(const http::Request& request) {
  if (auto none = http::takes_no_parameters(request); !none) return std::move(none).error();
  const auto id = EndpointId::parse(request.path_captures.front());
  if (!id) return not_found();
  return *id;
}

http::Response once(const Caller& caller, const http::Request& request, const EndpointDesk& desk, const std::function<ShownOnce(SqlTransaction&)>& work) {
  const pricing::KeyedDesk keyed{.database = desk.database, .writes = &desk.writes, .digest = &desk.body_digest};
  http::Response response = pricing::write_keyed_shown_once(keyed, caller.application_id.text(), request, request.body, work);
  response.set_header("cache-control", "no-store");
  response.compressible = false;
  return response;
}

ShownOnce same(http::Response response) { return {response, response}; }

ShownOnce made(const Result<MadeEndpoint>& outcome, const http::Request& request, int status) {
  if (!outcome) return same(http::problem(outcome.error(), request));
  return {http::json(status, made_endpoint_json(outcome->endpoint, outcome->secret.reveal())), http::json(status, made_endpoint_json(outcome->endpoint, {}))};
}

ShownOnce changed(const Result<Endpoint>& outcome, const http::Request& request) {
  return same(outcome ? http::json(200, endpoint_json(*outcome)) : http::problem(outcome.error(), request));
}

using Command = Result<Endpoint> (*)(SqlTransaction&, const EndpointDesk&, const access::PartnerId&, const EndpointCommand&);

http::Response command_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk, Command command) {
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  const auto version = parse_version(request.body);
  if (!version) return http::problem(version.error(), request);
  return once(caller, request, desk, [&](SqlTransaction& transaction) { return changed(command(transaction, desk, caller.partner_id, {*id, *version}), request); });
}

}  // namespace

http::Response create_endpoint_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto asked = parse_new_endpoint(request.body);
  if (!asked) return http::problem(asked.error(), request);
  if (auto checked = check_endpoint_url(desk, asked->url); !checked) return http::problem(checked.error(), request);
  return once(caller, request, desk, [&](SqlTransaction& transaction) { return made(create_endpoint(transaction, desk, caller, *asked), request, kCreated); });
}

http::Response list_endpoints_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const auto after = query->optional("cursor", EndpointId::parse);
  const std::int64_t limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeMax);
  if (auto done = query->finish(); !done) return http::problem(done.error(), request);
  std::vector<Endpoint> endpoints;
  desk.database.read([&](SqlReader& reader) { endpoints = list_endpoints(reader, caller.partner_id, after, limit + 1); });
  const bool is_more = endpoints.size() > static_cast<std::size_t>(limit);
  if (is_more) endpoints.pop_back();
  http::JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Endpoint& endpoint : endpoints) write_endpoint(json, endpoint);
  json.end_array().member_or_null("nextCursor", is_more ? endpoints.back().id.text() : std::string()).end_object();
  return http::json(200, std::move(json).text());
}

http::Response get_endpoint_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  std::optional<Endpoint> endpoint;
  desk.database.read([&](SqlReader& reader) { endpoint = find_endpoint(reader, caller.partner_id, *id); });
  return endpoint ? http::json(200, endpoint_json(*endpoint)) : http::problem(not_found(), request);
}

http::Response change_endpoint_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  const auto asked = parse_endpoint_change(request.body);
  if (!asked) return http::problem(asked.error(), request);
  if (asked->change.url) {
    if (auto checked = check_endpoint_url(desk, *asked->change.url); !checked) return http::problem(checked.error(), request);
  }
  return once(caller, request, desk, [&](SqlTransaction& transaction) {
    return changed(change_endpoint(transaction, desk, caller.partner_id, {*id, asked->version}, asked->change), request);
  });
}

http::Response delete_endpoint_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  return once(caller, request, desk, [&](SqlTransaction& transaction) {
    const auto removed = remove_endpoint(transaction, caller.partner_id, {*id, {}});
    return same(removed ? http::no_content() : http::problem(removed.error(), request));
  });
}

http::Response test_endpoint_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  const auto version = parse_version(request.body);
  if (!version) return http::problem(version.error(), request);
  return once(caller, request, desk, [&](SqlTransaction& transaction) {
    const auto event = test_endpoint(transaction, desk, caller.partner_id, {*id, *version});
    if (!event) return same(http::problem(event.error(), request));
    http::JsonWriter json;
    json.begin_object().plain_member("eventId", event->text()).end_object();
    return same(http::json(kAccepted, std::move(json).text()));
  });
}

http::Response pause_endpoint_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  return command_route(caller, request, desk, pause_endpoint);
}

http::Response resume_endpoint_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  return command_route(caller, request, desk, resume_endpoint);
}

http::Response rotate_secret_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  const auto asked = parse_rotation(request.body);
  if (!asked) return http::problem(asked.error(), request);
  return once(caller, request, desk, [&](SqlTransaction& transaction) {
    return made(rotate_secret(transaction, desk, caller.partner_id, {*id, asked->version}, asked->overlap), request, 200);
  });
}

http::Response recover_endpoint_route(const Caller& caller, const http::Request& request, const EndpointDesk& desk) {
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  const auto asked = parse_recovery(request.body);
  if (!asked) return http::problem(asked.error(), request);
  return once(caller, request, desk, [&](SqlTransaction& transaction) {
    const auto queued = recover_endpoint(transaction, desk, caller.partner_id, {*id, asked->version}, asked->since);
    if (!queued) return same(http::problem(queued.error(), request));
    http::JsonWriter json;
    json.begin_object().member("queued", *queued).end_object();
    return same(http::json(kAccepted, std::move(json).text()));
  });
}

void add_endpoint_routes(http::Router& router, const access::Authenticator& authenticator, EndpointDeskOf desk_of) {
  using Work = http::Response (*)(const Caller&, const http::Request&, const EndpointDesk&);
  const auto add = [&](http::Method method, std::string pattern, Work work) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .handler = authenticator.require({Scope::webhooks_write},
                                                 [desk_of, work](const Caller& caller, const http::Request& request) { return work(caller, request, desk_of(caller.environment)); }),
                .cors = http::Cors::by_credential});
  };
  add(http::Method::post, "/v1/webhook-endpoints", create_endpoint_route);
  add(http::Method::get, "/v1/webhook-endpoints", list_endpoints_route);
  add(http::Method::get, "/v1/webhook-endpoints/{id}", get_endpoint_route);
  add(http::Method::patch, "/v1/webhook-endpoints/{id}", change_endpoint_route);
  add(http::Method::del, "/v1/webhook-endpoints/{id}", delete_endpoint_route);
  add(http::Method::post, "/v1/webhook-endpoints/{id}/test", test_endpoint_route);
  add(http::Method::post, "/v1/webhook-endpoints/{id}/pause", pause_endpoint_route);
  add(http::Method::post, "/v1/webhook-endpoints/{id}/resume", resume_endpoint_route);
  add(http::Method::post, "/v1/webhook-endpoints/{id}/rotate-secret", rotate_secret_route);
  add(http::Method::post, "/v1/webhook-endpoints/{id}/recover", recover_endpoint_route);
}

}  // namespace switchyard::webhooks
