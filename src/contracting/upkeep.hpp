// What time does to customers' things: letters end, and customers whom nobody touched are forgotten. For workers, on any node: what one did the others find done.
#pragma once

#include <cstdint>
#include <span>

#include "contracting/erasure/erase_customer.hpp"
#include "contracting/party_desk.hpp"

namespace switchyard::contracting {

// Tells of every authorization that ended by the business clock, a hundred a transaction. To be called each few seconds.
std::int64_t end_authorizations(Database& database, const PartyDesk& desk);

// Erases customers whom nobody touched for kDraftPersonalDataMonths and nobody needs, twenty looked at a transaction. To be called a few times a day.
std::int64_t forget_customers(Database& database, const PartyDesk& desk, std::span<const CustomerHolder* const> holders);

// Seals every tax id anew with the sealer's present key; how many were not. For `keys rotate`.
[[nodiscard]] Result<std::int64_t> reseal_all_tax_ids(Database& database, const access::Sealer& sealer);

}  // namespace switchyard::contracting
