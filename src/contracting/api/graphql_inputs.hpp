// Input objects that several mutations share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contracting/contracts/contract_actions.hpp"
#include "contracting/service_accounts/service_account.hpp"
#include "contracting/us_address.hpp"
#include "contracting/usage/usage_record.hpp"
#include "graphql/execution/arguments.hpp"

namespace switchyard::contracting {

// "/contacts/3/id".
[[nodiscard]] std::string fmt_pointer(std::string_view list, std::size_t index, std::string_view member);

[[nodiscard]] UsAddress address_of(const graphql::Arguments& input);
// Absent unit: kWh or therm. Refused with "usage_invalid" at "/annualUsage" where it is no amount of energy.
[[nodiscard]] Result<ServiceAccountDetails> service_account_of(const graphql::Arguments& input);
// Refused by "/usage/INDEX/quantity".
[[nodiscard]] Result<std::vector<NewUsage>> usage_of(const graphql::Arguments& input);

// "/accounts/INDEX/…" are named where ids are none of that kind.
[[nodiscard]] Result<std::vector<NewContractAccount>> contract_accounts_of(const graphql::Arguments& input);
[[nodiscard]] Result<CommissionTerms> commission_of(const graphql::Arguments& input);

}  // namespace switchyard::contracting
