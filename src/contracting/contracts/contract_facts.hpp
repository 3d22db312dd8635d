// A contract in the words of the rule set: itself, its customer, its meters, its papers. Read in a number of statements that does not
// depend on the number of accounts.
#pragma once

#include "contracting/contracts/contract_actions.hpp"
#include "contracting/customers/customer.hpp"
#include "contracting/service_accounts/service_account.hpp"
#include "rules/contract_facts.hpp"

namespace switchyard::contracting {

// What a contract speaks of, as it is now.
struct ContractParties {
  Customer customer;
  std::vector<ServiceAccount> services = {};  // By position of the contract's accounts.
};
// Its own parts are there: a bug where they are not.
[[nodiscard]] ContractParties parties_of(SqlReader& reader, const Contract& contract);

[[nodiscard]] rules::ContractFacts contract_facts(SqlReader& reader, const ContractDesk& desk, const Contract& contract, const ContractParties& parties);

}  // namespace switchyard::contracting
