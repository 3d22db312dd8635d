#include "contracting/api/graphql_contract_payload.hpp"

namespace switchyard::contracting {

Outcome<Contract> run_contract_mutation(const graphql::FieldCall& call, std::string_view field, const ContractWork& work) {
  const auto& request = call.app<ApiRequest>();
  return run_mutation<Contract>(call, {.field = field,
                                       .work = work,
                                       .ids_of = [](const Contract& contract) { return std::vector{contract.id.text()}; },
                                       .reread = [&](const std::vector<std::string>& ids) {
                                         return request.read([&](SqlReader& reader) { return find_contract(reader, request.partner(), ContractId::parse(ids.at(0)).value()); });
                                       }});
}

Result<ContractCommand> command_of(const graphql::Arguments& input) {
  auto id = id_argument<ContractId>(input, "id", "contract_not_found");
  if (!id) return std::move(id).error();
  return ContractCommand{.contract = *id, .expected_version = input.optional_integer("version"), .reason = input.optional_text("reason").value_or("")};
}

}  // namespace switchyard::contracting
