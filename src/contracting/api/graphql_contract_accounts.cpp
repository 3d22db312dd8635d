#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_connection.hpp"
#include "contracting/api/graphql_trade.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/service_accounts/service_account_store.hpp"

namespace switchyard::contracting {
namespace {

using graphql::EnumWord;
using graphql::FieldCall;
using graphql::Parents;

graphql::Ones<std::shared_ptr<const Contract>> contract_of(Parents<ContractAccount> accounts, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return ones_by_id<Contract, ContractId>(accounts, [](const ContractAccount& a) { return std::optional(a.contract); }, [&](std::span<const ContractId> ids) {
    return request.read([&](SqlReader& reader) { return contracts_by_ids(reader, request.partner(), ids); });
  });
}

graphql::Ones<std::shared_ptr<const ServiceAccount>> service_account_of(Parents<ContractAccount> accounts, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return ones_by_id<ServiceAccount, ServiceAccountId>(accounts, [](const ContractAccount& a) { return std::optional(a.service_account); },
                                                      [&](std::span<const ServiceAccountId> ids) {
                                                        return request.read([&](SqlReader& reader) { return read_service_accounts(reader, request.partner(), ids); });
                                                      });
}

std::string price_of(const ContractAccount& account, std::int64_t micros) { return price_text(micros, account.price_unit, static_cast<std::int32_t>(account.price_decimals)); }

std::optional<RescissionWindow> rescission_of(const ContractAccount& account) {
  if (account.rescission.rule.empty()) return {};
  return account.rescission;
}

void bind_price(graphql::ObjectResolvers<ContractAccount>& account) {
  account.field("quoteId", &ContractAccount::quote)
      .field("quoteLineId", &ContractAccount::quote_line)
      .field("sourceId", [](const ContractAccount& a) { return or_null(a.source_id); })
      .child("utility", [](const ContractAccount& a, const FieldCall& call) { return utility_of(call, a.utility_code); })
      .field("state", &ContractAccount::state_code)
      .field("rateClass", [](const ContractAccount& a) { return or_null(a.rate_class); })
      .field("zone", [](const ContractAccount& a) { return or_null(a.zone); })
      .field("product", &ContractAccount::product)
      .field("price", [](const ContractAccount& a) { return price_of(a, a.price_micros); })
      .field("priceUnit", [](const ContractAccount& a) { return enum_name_of(a.price_unit); })
      .field("basePrice", [](const ContractAccount& a) { return price_of(a, a.base_micros); })
      .field("margin", [](const ContractAccount& a) { return price_of(a, a.margin_micros); })
      .field("termMonths", &ContractAccount::term_months)
      .field("annualUsage", [](const ContractAccount& a) { return amount_text(a.annual_usage_milli); })
      .field("usageUnit", [](const ContractAccount& a) { return enum_name_of(base_of(a.price_unit)); })
      .field("estimatedAnnualCost", [](const ContractAccount& a) { return money_text(a.annual_cost_cents); });
}

void bind_course(graphql::ObjectResolvers<ContractAccount>& account) {
  account.field("status", [](const ContractAccount& a) { return EnumWord{text_of(a.state)}; })
      .field("statusSince", &ContractAccount::state_since)
      .field("waitingOn", [](const ContractAccount& a) { return word_or_null(text_of(waiting_on(a.state, a.reject_class))); })
      .field("dueAt", [](const ContractAccount& a) { return due_at(a); })
      .field("reasonCode", [](const ContractAccount& a) { return or_null(a.reason_code); })
      .field("reason", [](const ContractAccount& a) { return or_null(a.reason); })
      .field("startMonth", &ContractAccount::start_month)
      .field("requestedStart", &ContractAccount::requested_start)
      .field("startDate", &ContractAccount::start_read)
      .field("endDate", &ContractAccount::end_read)
      .field("startIsEstimate", &ContractAccount::start_is_estimate)
      .field("validUntil", [](const ContractAccount& a) { return a.instants.valid_until; })
      .field("signBy", [](const ContractAccount& a) { return a.instants.sign_by; })
      .field("submitBy", [](const ContractAccount& a) { return a.instants.submit_by; })
      .field("lockedAt", [](const ContractAccount& a) { return a.instants.locked_at; })
      .child("rescission", rescission_of);
}

}  // namespace

void bind_contract_accounts(graphql::Resolvers& resolvers) {
  auto account = resolvers.object<ContractAccount>("ContractAccount");
  account.field("id", &ContractAccount::id).batch("contract", contract_of).batch("serviceAccount", service_account_of);
  bind_price(account);
  bind_course(account);
  bind_connection<ContractAccount>(resolvers, "ContractAccount");
  resolvers.object<RescissionWindow>("RescissionWindow")
      .field("rule", &RescissionWindow::rule)
      .field("opensAt", &RescissionWindow::opens_at)
      .field("endsAt", &RescissionWindow::ends_at)
      .field("viaUtility", &RescissionWindow::via_utility)
      .field("holdsSubmission", &RescissionWindow::holds_submission);
}

}  // namespace switchyard::contracting
