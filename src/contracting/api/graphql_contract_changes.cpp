#include "contracting/api/graphql_contract_payload.hpp"
#include "contracting/api/graphql_inputs.hpp"
#include "contracting/api/graphql_scalars.hpp"
#include "contracting/api/graphql_words.hpp"

namespace switchyard::contracting {
namespace {

using graphql::Arguments;
using graphql::FieldCall;

struct RepricePayload : Outcome<Contract> {};
struct AmendPayload : Outcome<Contract> {};
struct RenewPayload : Outcome<Contract> {};
struct AssignPayload : Outcome<std::vector<Contract>> {};

RepricePayload reprice(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_contract_mutation(call, "repriceContract", [&](SqlTransaction& transaction) -> Result<Contract> {
    const Arguments input = input_of(call);
    auto command = command_of(input);
    if (!command) return std::move(command).error();
    auto quote = optional_id_argument<pricing::QuoteId>(input, "quoteId", "quote_not_found");
    if (!quote) return std::move(quote).error();
    return reprice_contract(transaction, request.contracts(), request.actor(),
                            {.contract = command->contract, .expected_version = command->expected_version, .quote = *quote,
                             .reopen = optional_enum_argument(input, "reopen", parse_reopen_reason), .reason = command->reason});
  })};
}

Result<Amendment> amendment_of(const Arguments& input) {
  auto command = command_of(input);
  if (!command) return std::move(command).error();
  auto quote = optional_id_argument<pricing::QuoteId>(input, "quoteId", "quote_not_found");
  if (!quote) return std::move(quote).error();
  auto accounts = contract_accounts_of(input);
  if (!accounts) return std::move(accounts).error();
  auto removed = id_arguments<ContractAccountId>(input, "contractAccountIds", "contract_account_not_found");
  if (!removed) return std::move(removed).error();
  auto customer = optional_id_argument<CustomerId>(input, "newCustomerId", "customer_not_found");
  if (!customer) return std::move(customer).error();
  return Amendment{.contract = command->contract, .expected_version = command->expected_version, .kind = enum_argument(input, "kind", parse_amendment_kind),
                   .at = optional_date(input, "effectiveOn"), .quote = *quote, .accounts = *std::move(accounts), .removed = *std::move(removed), .new_customer = *customer,
                   .new_supplier = input.optional_text("newSupplier").value_or(""), .reason = command->reason};
}

AmendPayload amend(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_contract_mutation(call, "amendContract", [&](SqlTransaction& transaction) -> Result<Contract> {
    auto asked = amendment_of(input_of(call));
    if (!asked) return std::move(asked).error();
    return amend_contract(transaction, request.contracts(), request.actor(), *asked);
  })};
}

Result<Renewal> renewal_of(SqlReader& reader, const ApiRequest& request, const Arguments& input) {
  auto command = command_of(input);
  if (!command) return std::move(command).error();
  auto quote = optional_id_argument<pricing::QuoteId>(input, "quoteId", "quote_not_found");
  if (!quote) return std::move(quote).error();
  auto accounts = contract_accounts_of(input);
  if (!accounts) return std::move(accounts).error();
  const auto old = find_contract(reader, request.partner(), command->contract);
  if (!old) return Error{ErrorKind::not_found, "contract_not_found", "There is no such contract.", {{"/id", "contract_not_found", "There is no contract of this id."}}};
  NewContract next{.customer = old->customer, .quote = *quote, .accounts = *std::move(accounts)};
  next.deal_type = enum_argument(input, "dealType", parse_deal_type);
  next.channel = enum_argument(input, "channel", parse_channel);
  next.language = input.optional_text("language") ? lower_word(input.text("language")) : old->language;
  next.owner_agent = input.optional_text("ownerAgent").value_or(old->owner_agent);
  next.sub_agency = input.optional_text("subAgency").value_or(old->sub_agency);
  next.broker_of_record = input.optional_text("brokerOfRecord").value_or(old->broker_of_record);
  next.your_reference = input.optional_text("yourReference").value_or("");
  if (const auto commission = input.optional_object("commission")) {
    auto terms = commission_of(*commission);
    if (!terms) return std::move(terms).error();
    next.commission = *std::move(terms);
  }
  return Renewal{.contract = command->contract, .next = std::move(next)};
}

RenewPayload renew(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_contract_mutation(call, "renewContract", [&](SqlTransaction& transaction) -> Result<Contract> {
    auto asked = renewal_of(transaction, request, input_of(call));
    if (!asked) return std::move(asked).error();
    return renew_contract(transaction, request.contracts(), request.actor(), *asked);
  })};
}

std::vector<Contract> contracts_of_ids(const ApiRequest& request, const std::vector<std::string>& texts) {
  std::vector<ContractId> ids;
  for (const std::string& text : texts) ids.push_back(ContractId::parse(text).value());
  return request.read([&](SqlReader& reader) { return contracts_by_ids(reader, request.partner(), ids); });
}

AssignPayload assign(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  using Contracts = std::vector<Contract>;
  return {run_mutation<Contracts>(call, {.field = "assignContract",
                                         .work = [&](SqlTransaction& transaction) -> Result<Contracts> {
                                           const Arguments input = input_of(call);
                                           auto ids = id_arguments<ContractId>(input, "ids", "contract_not_found");
                                           if (!ids) return std::move(ids).error();
                                           return assign_contracts(transaction, request.contracts(), request.actor(),
                                                                   {.contracts = *std::move(ids), .owner_agent = input.optional_text("ownerAgent"), .sub_agency = input.optional_text("subAgency"),
                                                                    .effective = *optional_date(input, "effectiveOn"), .reason = input.text("reason")});
                                         },
                                         .ids_of = [](const Contracts& contracts) {
                                           std::vector<std::string> ids;
                                           for (const Contract& contract : contracts) ids.push_back(contract.id.text());
                                           return ids;
                                         },
                                         .reread = [&](const std::vector<std::string>& ids) { return std::optional(contracts_of_ids(request, ids)); }})};
}

const std::vector<Contract>& assigned(const AssignPayload& payload) {
  static const std::vector<Contract> kNone;
  return payload.value ? *payload.value : kNone;
}

}  // namespace

void bind_contract_changes(graphql::Resolvers& resolvers, QueryResolvers& mutation) {
  bind_contract_payload<RepricePayload>(resolvers, "RepriceContractPayload");
  bind_contract_payload<AmendPayload>(resolvers, "AmendContractPayload");
  bind_contract_payload<RenewPayload>(resolvers, "RenewContractPayload");
  payload<AssignPayload>(resolvers, "AssignContractPayload").children("contracts", assigned);
  mutation.child("repriceContract", reprice).child("amendContract", amend).child("renewContract", renew).child("assignContract", assign);
}

}  // namespace switchyard::contracting
