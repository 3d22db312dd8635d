#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_inputs.hpp"
#include "contracting/api/graphql_mutation.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/service_accounts/service_account_actions.hpp"
#include "contracting/usage/usage_request.hpp"

#include <fmt/format.h>

namespace switchyard::contracting {
namespace {

using graphql::Arguments;
using graphql::FieldCall;

struct AddPayload : Outcome<std::vector<ServiceAccount>> {};
struct UpdatePayload : Outcome<ServiceAccount> {};
struct UsagePayload : Outcome<std::vector<UsageRequest>> {};

// The error's fields, below "/accounts/3".
void add_below(std::vector<FieldError>& refused, const Error& error, const std::string& pointer) {
  for (const FieldError& field : error.fields) refused.push_back({pointer + field.pointer, field.code, field.detail});
  if (error.fields.empty()) refused.push_back({pointer, error.code, error.message});
}

Result<std::vector<ServiceAccount>> add_accounts(SqlTransaction& transaction, const ApiRequest& request, const Arguments& input) {
  auto customer = id_argument<CustomerId>(input, "customerId", "customer_not_found");
  if (!customer) return std::move(customer).error();
  std::vector<ServiceAccountDetails> accounts;
  std::vector<std::vector<NewUsage>> usages;
  std::vector<FieldError> refused;
  const auto asked = input.objects("accounts");
  for (std::size_t i = 0; i < asked.size(); ++i) {
    auto details = service_account_of(asked[i]);
    auto usage = usage_of(asked[i]);
    if (details && usage) {
      accounts.push_back(*std::move(details));
      usages.push_back(*std::move(usage));
      continue;
    }
    add_below(refused, details ? usage.error() : details.error(), fmt::format("/accounts/{}", i));
  }
  if (!refused.empty()) return Error{ErrorKind::invalid, "accounts_invalid", "Some accounts cannot be added.", std::move(refused)};
  auto added = add_service_accounts(transaction, request.desk.parties, request.actor(), *customer, accounts);
  if (!added) return added;
  std::vector<AccountUsage> rows;
  for (std::size_t i = 0; i < added->size(); ++i) {
    if (!usages[i].empty()) rows.push_back({.account = (*added)[i].id, .usage = std::move(usages[i]), .pointer = fmt::format("/accounts/{}/usage", i)});
  }
  if (rows.empty()) return added;
  auto recorded = record_usage(transaction, request.desk.parties, request.partner(), rows);
  if (!recorded) return std::move(recorded).error();
  return added;
}

AddPayload add(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  using Accounts = std::vector<ServiceAccount>;
  return {run_mutation<Accounts>(call, {.field = "addServiceAccounts",
                                        .work = [&](SqlTransaction& transaction) { return add_accounts(transaction, request, input_of(call)); },
                                        .ids_of = [](const Accounts& accounts) {
                                          std::vector<std::string> ids;
                                          for (const ServiceAccount& account : accounts) ids.push_back(account.id.text());
                                          return ids;
                                        },
                                        .reread = [&](const std::vector<std::string>& texts) {
                                          std::vector<ServiceAccountId> ids;
                                          for (const std::string& text : texts) ids.push_back(ServiceAccountId::parse(text).value());
                                          return std::optional(request.read([&](SqlReader& reader) { return read_service_accounts(reader, request.partner(), ids); }));
                                        }})};
}

Result<ServiceAccount> update_account(SqlTransaction& transaction, const ApiRequest& request, const Arguments& input) {
  auto id = id_argument<ServiceAccountId>(input, "id", "service_account_not_found");
  if (!id) return std::move(id).error();
  const Arguments account = input.object("account");
  auto details = service_account_of(account);
  auto usage = usage_of(account);
  std::vector<FieldError> refused;
  if (!details) add_below(refused, details.error(), "/account");
  if (!usage) add_below(refused, usage.error(), "/account");
  if (!refused.empty()) return Error{ErrorKind::invalid, "account_invalid", "The account cannot be changed so.", std::move(refused)};
  auto updated = update_service_account(transaction, request.desk.parties, request.actor(), *id, input.integer("version"),
                                        [&](ServiceAccountDetails& present) { present = *details; });
  if (updated && !usage->empty()) {
    const std::vector<AccountUsage> rows{{.account = *id, .usage = *std::move(usage), .pointer = "/account/usage"}};
    auto recorded = record_usage(transaction, request.desk.parties, request.partner(), rows);
    if (!recorded) return std::move(recorded).error();
  }
  return updated;
}

UpdatePayload update(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_mutation<ServiceAccount>(call, {.field = "updateServiceAccount",
                                              .work = [&](SqlTransaction& transaction) { return update_account(transaction, request, input_of(call)); },
                                              .ids_of = [](const ServiceAccount& account) { return std::vector{account.id.text()}; },
                                              .reread = [&](const std::vector<std::string>& ids) {
                                                return request.read([&](SqlReader& reader) { return find_service_account(reader, request.partner(), ServiceAccountId::parse(ids.at(0)).value()); });
                                              }})};
}

Result<std::vector<UsageRequest>> request_all(SqlTransaction& transaction, const ApiRequest& request, const Arguments& input) {
  auto accounts = id_arguments<ServiceAccountId>(input, "serviceAccountIds", "service_account_not_found");
  if (!accounts) return std::move(accounts).error();
  return request_usage(transaction, request.desk.parties, request.actor(), *accounts, enum_argument(input, "kind", parse_usage_kind));
}

UsagePayload ask_for_usage(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  using Requests = std::vector<UsageRequest>;
  return {run_mutation<Requests>(call, {.field = "requestUsage",
                                        .work = [&](SqlTransaction& transaction) { return request_all(transaction, request, input_of(call)); },
                                        .ids_of = [](const Requests& requests) {
                                          std::vector<std::string> ids;
                                          for (const UsageRequest& made : requests) ids.push_back(made.account.text() + " " + made.id.text());
                                          return ids;
                                        },
                                        .reread = [&](const std::vector<std::string>& kept) {
                                          std::vector<ServiceAccountId> accounts;
                                          for (const std::string& each : kept) accounts.push_back(ServiceAccountId::parse(each.substr(0, each.find(' '))).value());
                                          Requests requests;
                                          for (UsageRequest& made : request.read([&](SqlReader& reader) { return read_usage_requests(reader, request.partner(), accounts); })) {
                                            const std::string key = made.account.text() + " " + made.id.text();
                                            if (std::find(kept.begin(), kept.end(), key) != kept.end()) requests.push_back(std::move(made));
                                          }
                                          return std::optional(std::move(requests));
                                        }})};
}

const std::vector<ServiceAccount>& accounts_of(const AddPayload& payload) {
  static const std::vector<ServiceAccount> kNone;
  return payload.value ? *payload.value : kNone;
}
const std::vector<UsageRequest>& requests_of(const UsagePayload& payload) {
  static const std::vector<UsageRequest> kNone;
  return payload.value ? *payload.value : kNone;
}

}  // namespace

void bind_service_account_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation) {
  payload<AddPayload>(resolvers, "AddServiceAccountsPayload").children("serviceAccounts", accounts_of);
  payload<UpdatePayload>(resolvers, "UpdateServiceAccountPayload").child("serviceAccount", [](const UpdatePayload& p) -> const std::optional<ServiceAccount>& { return p.value; });
  payload<UsagePayload>(resolvers, "RequestUsagePayload").children("usageRequests", requests_of);
  mutation.child("addServiceAccounts", add).child("updateServiceAccount", update).child("requestUsage", ask_for_usage);
}

}  // namespace switchyard::contracting
