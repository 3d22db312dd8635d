// What partners do with their endpoints. Each but check_endpoint runs in the caller's transaction, which a refusal must undo.
#pragma once

#include "values/secret.hpp"
#include "webhooks/endpoints/endpoint.hpp"
#include "webhooks/endpoints/endpoint_desk.hpp"

namespace switchyard::webhooks {

// An endpoint and its secret, "whsec_" and 32 bytes in base64 (Standard Webhooks): shown this once.
struct MadeEndpoint {
  Endpoint endpoint;
  Secret secret;
};

// Outside of any transaction, since it may ask the resolver: url_invalid, url_forbidden, at /url.
[[nodiscard]] Result<void> check_endpoint_url(const EndpointDesk& desk, const std::string& url);

// Refused as endpoint_limit.
[[nodiscard]] Result<MadeEndpoint> create_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::Caller& caller, const NewEndpoint& asked);

// `expected_version` absent takes any. All are refused as endpoint_not_found and version_conflict.
struct EndpointCommand {
  EndpointId endpoint;
  std::optional<std::int64_t> expected_version = {};
};
[[nodiscard]] Result<Endpoint> change_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command,
                                               const EndpointChange& change);
[[nodiscard]] Result<void> remove_endpoint(SqlTransaction& transaction, const access::PartnerId& partner, const EndpointCommand& command);
// endpoint_state_conflict where it is disabled.
[[nodiscard]] Result<Endpoint> pause_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command);
// Of a paused or a disabled one; what gathered goes at once.
[[nodiscard]] Result<Endpoint> resume_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command);
// The former secret signs beside the new one for `overlap`; none: it ends at once.
[[nodiscard]] Result<MadeEndpoint> rotate_secret(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command,
                                                 Duration overlap);
// An event endpoint.test for this endpoint alone.
[[nodiscard]] Result<outbox::EventId> test_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command);
// Queues every event since then that it wants and that was not delivered to it; makes a disabled or failing endpoint active. How many.
[[nodiscard]] Result<std::int64_t> recover_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command,
                                                    Instant since);

}  // namespace switchyard::webhooks
