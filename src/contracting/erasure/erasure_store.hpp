// The SQL of forgetting.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "access/caller.hpp"
#include "contracting/contracts/contract.hpp"
#include "contracting/ids.hpp"
#include "ports/database.hpp"
#include "values/instant.hpp"

namespace switchyard::contracting {

// What stays of a customer's row: its id, partner, application, dates, and this name.
inline constexpr std::string_view kErasedName = "Erased customer";

void blank_customer_row(SqlTransaction& transaction, const CustomerId& customer, Instant now);
// All accounts of the customer; their ids. A number that is none takes the number's place, since numbers are unique.
std::vector<ServiceAccountId> blank_accounts_of(SqlTransaction& transaction, const CustomerId& customer, Instant now);

// Names, references, reasons and messages of contracts, their histories, checks and acceptances; the bytes of what was issued for them.
void blank_contracts(SqlTransaction& transaction, std::span<const ContractId> contracts);

struct UntouchedCustomer {
  CustomerId id;
  access::PartnerId partner;
  access::ApplicationId application;
};
// Not erased, and neither they nor one of their accounts changed since `before`; by id behind `after`. Of all partners.
[[nodiscard]] std::vector<UntouchedCustomer> list_untouched_customers(SqlReader& reader, Instant before, const std::optional<CustomerId>& after, std::int64_t limit);

}  // namespace switchyard::contracting
