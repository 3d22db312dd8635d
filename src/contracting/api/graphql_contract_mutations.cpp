#include "contracting/api/graphql_contract_payload.hpp"
#include "contracting/api/graphql_inputs.hpp"
#include "contracting/api/graphql_scalars.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/customers/customer_store.hpp"

#include <fmt/format.h>

namespace switchyard::contracting {
namespace {

using graphql::Arguments;
using graphql::FieldCall;

struct CreatePayload : Outcome<Contract> {};
struct UpdatePayload : Outcome<Contract> {};
struct ValidatePayload : Outcome<Validation> {};
struct AcceptancePayload : Outcome<Contract> {};
struct ReaffirmPayload : Outcome<Contract> {};
struct CancelPayload : Outcome<Contract> {};
struct WithdrawPayload : Outcome<Contract> {};

// Absent: the customer's own.
std::string language_of(SqlReader& reader, const ApiRequest& request, const Arguments& input, const CustomerId& customer) {
  if (const auto said = input.optional_text("language")) return lower_word(*said);
  const auto found = find_customer(reader, request.partner(), customer);
  return found ? std::string(text_of(found->details.language)) : "en";
}

Result<NewContract> new_contract_of(SqlReader& reader, const ApiRequest& request, const Arguments& input) {
  auto customer = id_argument<CustomerId>(input, "customerId", "customer_not_found");
  if (!customer) return std::move(customer).error();
  auto quote = optional_id_argument<pricing::QuoteId>(input, "quoteId", "quote_not_found");
  if (!quote) return std::move(quote).error();
  auto accounts = contract_accounts_of(input);
  if (!accounts) return std::move(accounts).error();
  NewContract asked{.customer = *customer, .quote = *quote, .accounts = *std::move(accounts)};
  asked.deal_type = enum_argument(input, "dealType", parse_deal_type);
  asked.channel = enum_argument(input, "channel", parse_channel);
  asked.language = language_of(reader, request, input, *customer);
  asked.owner_agent = input.optional_text("ownerAgent").value_or("");
  asked.sub_agency = input.optional_text("subAgency").value_or("");
  asked.origin_partner = input.optional_text("originPartner").value_or("");
  asked.broker_of_record = input.optional_text("brokerOfRecord").value_or("");
  asked.your_reference = input.optional_text("yourReference").value_or("");
  asked.co_terminous_end = optional_month(input, "coTerminousEnd");
  if (const auto commission = input.optional_object("commission")) {
    auto terms = commission_of(*commission);
    if (!terms) return std::move(terms).error();
    asked.commission = *std::move(terms);
  }
  return asked;
}

CreatePayload create(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_contract_mutation(call, "createContract", [&](SqlTransaction& transaction) -> Result<Contract> {
    auto asked = new_contract_of(transaction, request, input_of(call));
    if (!asked) return std::move(asked).error();
    return create_contract(transaction, request.contracts(), request.actor(), *asked);
  })};
}

Result<std::vector<ContractChange::AccountChange>> account_changes_of(const Arguments& input) {
  std::vector<ContractChange::AccountChange> changes;
  const auto asked = input.objects("accounts");
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto id = ContractAccountId::parse(asked[i].text("contractAccountId"));
    if (!id) return invalid_field(fmt_pointer("accounts", i, "contractAccountId"), "contract_account_not_found", "The contract has no account of this id.");
    changes.push_back({.account = *id, .start_month = optional_month(asked[i], "startMonth"), .requested_start = optional_date(asked[i], "requestedStart")});
  }
  return changes;
}

Result<ContractChange> change_of(const Arguments& input) {
  auto command = command_of(input);
  if (!command) return std::move(command).error();
  auto accounts = account_changes_of(input);
  if (!accounts) return std::move(accounts).error();
  const auto text = [&](std::string_view name) -> std::optional<std::string> {
    if (!input.has(name)) return {};
    return input.optional_text(name).value_or("");
  };
  ContractChange change{.contract = command->contract, .expected_version = command->expected_version, .your_reference = text("yourReference")};
  if (const auto language = input.optional_text("language")) change.language = lower_word(*language);
  change.owner_agent = text("ownerAgent");
  change.sub_agency = text("subAgency");
  change.broker_of_record = text("brokerOfRecord");
  change.channel = optional_enum_argument(input, "channel", parse_channel);
  change.accounts = *std::move(accounts);
  if (const auto commission = input.optional_object("commission")) {
    auto terms = commission_of(*commission);
    if (!terms) return std::move(terms).error();
    change.commission = *std::move(terms);
  }
  return change;
}

UpdatePayload update(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_contract_mutation(call, "updateContract", [&](SqlTransaction& transaction) -> Result<Contract> {
    auto change = change_of(input_of(call));
    if (!change) return std::move(change).error();
    return update_contract(transaction, request.contracts(), request.actor(), *change);
  })};
}

using Command = Result<Contract> (*)(SqlTransaction&, const ContractDesk&, const Actor&, const ContractCommand&);

template <Command command>
Outcome<Contract> commanded(const FieldCall& call, std::string_view field) {
  const auto& request = call.app<ApiRequest>();
  return run_contract_mutation(call, field, [&](SqlTransaction& transaction) -> Result<Contract> {
    auto asked = command_of(input_of(call));
    if (!asked) return std::move(asked).error();
    return command(transaction, request.contracts(), request.actor(), *asked);
  });
}

ValidatePayload validate(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_mutation<Validation>(call, {.field = "validateContract",
                                          .work = [&](SqlTransaction& transaction) -> Result<Validation> {
                                            auto asked = command_of(input_of(call));
                                            if (!asked) return std::move(asked).error();
                                            return validate_contract(transaction, request.contracts(), request.actor(), *asked);
                                          },
                                          .ids_of = [](const Validation& validation) { return std::vector{validation.contract.id.text()}; },
                                          .reread = [&](const std::vector<std::string>& ids) -> std::optional<Validation> {
                                            const ContractId id = ContractId::parse(ids.at(0)).value();
                                            return request.read([&](SqlReader& reader) -> std::optional<Validation> {
                                              auto contract = find_contract(reader, request.partner(), id);
                                              if (!contract) return {};
                                              return Validation{.contract = *std::move(contract), .checks = checks_of_contracts(reader, request.partner(), std::vector{id})};
                                            });
                                          }})};
}

bool is_sendable(const ValidatePayload& payload) {
  if (!payload.value) return false;
  for (const ContractCheck& check : payload.value->checks) {
    if (check.severity == "block" && (check.status == CheckStatus::open || check.status == CheckStatus::failed)) return false;
  }
  return true;
}

AcceptancePayload accept(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_contract_mutation(call, "recordAcceptance", [&](SqlTransaction& transaction) -> Result<Contract> {
    const Arguments input = input_of(call);
    auto asked = command_of(input);
    if (!asked) return std::move(asked).error();
    auto evidence = id_argument<FileId>(input, "documentId", "file_not_found");
    if (!evidence) return std::move(evidence).error();
    return record_acceptance(transaction, request.contracts(), request.actor(),
                             {.contract = asked->contract, .expected_version = asked->expected_version, .method = enum_argument(input, "method", parse_acceptance_method),
                              .accepted_at = *optional_instant(input, "acceptedAt"), .accepted_by = input.text("acceptedBy"),
                              .accepted_title = input.optional_text("acceptedTitle").value_or(""), .reference = input.optional_text("reference").value_or(""), .evidence = *evidence});
  })};
}

void bind_validation(graphql::Resolvers& resolvers) {
  payload<ValidatePayload>(resolvers, "ValidateContractPayload")
      .child("contract", [](const ValidatePayload& p) { return p.value ? &p.value->contract : nullptr; })
      .children("checks", [](const ValidatePayload& p) { return p.value ? std::span<const ContractCheck>(p.value->checks) : std::span<const ContractCheck>(); })
      .field("isSendable", is_sendable);
}

}  // namespace

void bind_contract_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation) {
  using graphql::Root;
  bind_contract_payload<CreatePayload>(resolvers, "CreateContractPayload");
  bind_contract_payload<UpdatePayload>(resolvers, "UpdateContractPayload");
  bind_contract_payload<AcceptancePayload>(resolvers, "RecordAcceptancePayload");
  bind_contract_payload<ReaffirmPayload>(resolvers, "ReaffirmContractPayload");
  bind_contract_payload<CancelPayload>(resolvers, "CancelContractPayload");
  bind_contract_payload<WithdrawPayload>(resolvers, "WithdrawContractPayload");
  bind_validation(resolvers);
  mutation.child("createContract", create)
      .child("updateContract", update)
      .child("validateContract", validate)
      .child("recordAcceptance", accept)
      .child("reaffirmContract", [](const Root&, const FieldCall& call) { return ReaffirmPayload{commanded<reaffirm_contract>(call, "reaffirmContract")}; })
      .child("cancelContract", [](const Root&, const FieldCall& call) { return CancelPayload{commanded<cancel_contract>(call, "cancelContract")}; })
      .child("withdrawContract", [](const Root&, const FieldCall& call) { return WithdrawPayload{commanded<withdraw_contract>(call, "withdrawContract")}; });
}

}  // namespace switchyard::contracting
