// The SQL of usage rows and requests that this folder and erasure need; reads for all are in usage_record.hpp and usage_request.hpp.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "contracting/usage/usage_record.hpp"
#include "contracting/usage/usage_request.hpp"

namespace switchyard::contracting {

// Takes the place of rows of the same account, source and period.
void replace_usage(SqlTransaction& transaction, const access::PartnerId& partner, std::span<const UsageRecord> records);

void insert_usage_requests(SqlTransaction& transaction, const access::ApplicationId& application, std::span<const UsageRequest> requests);
// False where the stored version is not one less.
[[nodiscard]] bool update_usage_request(SqlTransaction& transaction, const UsageRequest& request);
[[nodiscard]] std::optional<UsageRequest> find_usage_request_of_any_partner(SqlReader& reader, const UsageRequestId& id);

void delete_usage_of(SqlTransaction& transaction, std::span<const ServiceAccountId> accounts);

}  // namespace switchyard::contracting
