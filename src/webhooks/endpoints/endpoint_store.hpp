// The SQL of endpoints. A partner's things take the PartnerId first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/database.hpp"
#include "webhooks/endpoints/endpoint.hpp"

namespace switchyard::webhooks {

// As sealed by access::Sealer; an empty text is none.
struct SealedSecrets {
  std::string secret;
  std::string former;
  std::string headers;
};

void insert_endpoint(SqlTransaction& transaction, const Endpoint& endpoint, const SealedSecrets& sealed);
[[nodiscard]] std::optional<Endpoint> find_endpoint(SqlReader& reader, const access::PartnerId& partner, const EndpointId& id);
// Under its row lock.
[[nodiscard]] std::optional<Endpoint> endpoint_to_change(SqlTransaction& transaction, const access::PartnerId& partner, const EndpointId& id);
// The oldest first, after an id.
[[nodiscard]] std::vector<Endpoint> list_endpoints(SqlReader& reader, const access::PartnerId& partner, const std::optional<EndpointId>& after, std::int64_t limit);
[[nodiscard]] std::int64_t count_endpoints(SqlReader& reader, const access::PartnerId& partner);
// All but secrets; where `headers` is given, those too (empty: none).
void update_endpoint(SqlTransaction& transaction, const Endpoint& endpoint, const std::optional<std::string>& headers = {});
[[nodiscard]] SealedSecrets secrets_of(SqlReader& reader, const EndpointId& id);
// The one that signs becomes the former until the endpoint's former_secret_until.
void replace_secret(SqlTransaction& transaction, const Endpoint& endpoint, const std::string& sealed);
// With its deliveries and their attempts.
void delete_endpoint(SqlTransaction& transaction, const EndpointId& id);

}  // namespace switchyard::webhooks
