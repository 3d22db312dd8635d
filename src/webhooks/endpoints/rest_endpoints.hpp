// /v1/webhook-endpoints: where a partner wants to be called. All need webhooks:write; every POST takes an Idempotency-Key.
//
//   POST   /v1/webhook-endpoints                       {"url","description"?,"eventTypes"?,"headers"?,"ratePerSecond"?,"order"?}   the secret, once
//   GET    /v1/webhook-endpoints                       ?limit ?cursor
//   GET    /v1/webhook-endpoints/{id}
//   PATCH  /v1/webhook-endpoints/{id}                  any of the above, "version"?
//   DELETE /v1/webhook-endpoints/{id}
//   POST   /v1/webhook-endpoints/{id}/test             {}
//   POST   /v1/webhook-endpoints/{id}/pause            {"version"?}
//   POST   /v1/webhook-endpoints/{id}/resume           {"version"?}
//   POST   /v1/webhook-endpoints/{id}/rotate-secret    {"overlapHours"?,"version"?}     the new secret, once
//   POST   /v1/webhook-endpoints/{id}/recover          {"since","version"?}
#pragma once

#include <functional>

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "webhooks/endpoints/endpoint_desk.hpp"

namespace switchyard::webhooks {

using EndpointDeskOf = std::function<EndpointDesk(EnvironmentName)>;

// `authenticator` must outlive the router.
void add_endpoint_routes(http::Router& router, const access::Authenticator& authenticator, EndpointDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response create_endpoint_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response list_endpoints_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response get_endpoint_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response change_endpoint_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response delete_endpoint_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response test_endpoint_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response pause_endpoint_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response resume_endpoint_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response rotate_secret_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response recover_endpoint_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);

}  // namespace switchyard::webhooks
