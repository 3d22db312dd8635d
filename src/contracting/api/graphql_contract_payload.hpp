// Mutations whose answer is one contract.
#pragma once

#include <functional>
#include <string_view>

#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_mutation.hpp"
#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/contract_reads.hpp"

namespace switchyard::contracting {

using ContractWork = std::function<Result<Contract>(SqlTransaction&)>;

[[nodiscard]] Outcome<Contract> run_contract_mutation(const graphql::FieldCall& call, std::string_view field, const ContractWork& work);

// The contract that the input's "id" names, and the version that its sender saw.
[[nodiscard]] Result<ContractCommand> command_of(const graphql::Arguments& input);

template <class Payload>
void bind_contract_payload(graphql::Resolvers& resolvers, std::string_view type_name) {
  payload<Payload>(resolvers, type_name).child("contract", [](const Payload& p) -> const std::optional<Contract>& { return p.value; });
}

}  // namespace switchyard::contracting
