// /v1/webhook-deliveries: what was sent, what was answered, and once more. All need webhooks:write.
//
//   GET  /v1/webhook-deliveries               ?endpointId ?eventId ?type ?subject ?status ?limit ?cursor    the latest first
//   GET  /v1/webhook-deliveries/{id}          with each try and its answer
//   POST /v1/webhook-deliveries/{id}/replay   {}
//   POST /v1/webhook-deliveries/replay        {"deliveryIds"}    up to 100, all or none
#pragma once

#include "webhooks/endpoints/rest_endpoints.hpp"

namespace switchyard::webhooks {

inline constexpr std::size_t kReplayedAtOnceMax = 100;

// `authenticator` must outlive the router.
void add_delivery_routes(http::Router& router, const access::Authenticator& authenticator, EndpointDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response list_deliveries_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response get_delivery_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response replay_delivery_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);
[[nodiscard]] http::Response replay_deliveries_route(const access::Caller& caller, const http::Request& request, const EndpointDesk& desk);

}  // namespace switchyard::webhooks
