#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_connection.hpp"
#include "contracting/api/graphql_lookup.hpp"
#include "contracting/api/graphql_scalars.hpp"
#include "contracting/api/graphql_trade.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/service_accounts/service_account_store.hpp"
#include "contracting/usage/usage_record.hpp"
#include "contracting/usage/usage_request.hpp"

namespace switchyard::contracting {
namespace {

using graphql::EnumWord;
using graphql::FieldCall;
using graphql::Parents;

ServiceAccountId id_of(const ServiceAccount& account) { return account.id; }

graphql::Ones<std::shared_ptr<const Customer>> customer_of(Parents<ServiceAccount> accounts, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return ones_by_id<Customer, CustomerId>(accounts, [](const ServiceAccount& a) { return std::optional(a.customer); }, [&](std::span<const CustomerId> ids) {
    return request.read([&](SqlReader& reader) { return read_customers(reader, request.partner(), ids); });
  });
}

graphql::Lists<UsageRecord> usage_of(Parents<ServiceAccount> accounts, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const auto ids = distinct_ids<ServiceAccountId>(accounts, id_of);
  auto rows = request.read([&](SqlReader& reader) { return read_usage(reader, request.partner(), ids); });
  return lists_by_key<UsageRecord, ServiceAccountId>(accounts, std::move(rows), id_of, [](const UsageRecord& row) { return row.account; });
}

graphql::Lists<UsageRequest> usage_requests_of(Parents<ServiceAccount> accounts, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const auto ids = distinct_ids<ServiceAccountId>(accounts, id_of);
  auto rows = request.read([&](SqlReader& reader) { return read_usage_requests(reader, request.partner(), ids); });
  return lists_by_key<UsageRequest, ServiceAccountId>(accounts, std::move(rows), id_of, [](const UsageRequest& row) { return row.account; });
}

graphql::Lists<ContractAccount> contract_accounts_of(Parents<ServiceAccount> accounts, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const auto ids = distinct_ids<ServiceAccountId>(accounts, id_of);
  auto rows = request.read([&](SqlReader& reader) { return contract_accounts_of_service_accounts(reader, request.partner(), ids); });
  return lists_by_key<ContractAccount, ServiceAccountId>(accounts, std::move(rows), id_of, [](const ContractAccount& row) { return row.service_account; });
}

// In any spelling of the utility's: where it is not said which, as it stands.
std::string normalized_number(const ApiRequest& request, const graphql::Arguments& filter) {
  const std::string number = filter.optional_text("accountNumber").value_or("");
  const market::Utility* utility = request.desk.market().utility(filter.optional_text("utility").value_or(""));
  if (number.empty() || utility == nullptr) return number;
  return market::check_account_number(*utility, number).normalized;
}

// Nothing where the filter names a customer that is none.
std::optional<ServiceAccountFilter> filter_of(const ApiRequest& request, const graphql::Arguments& arguments) {
  ServiceAccountFilter filter;
  if (const auto asked = arguments.optional_object("filter")) {
    if (const auto customer = asked->optional_text("customerId")) {
      const auto id = CustomerId::parse(*customer);
      if (!id) return {};
      filter.customer = *id;
    }
    filter.commodity = optional_enum_argument(*asked, "commodity", parse_commodity);
    filter.utility_code = asked->optional_text("utility").value_or("");
    filter.account_number = normalized_number(request, *asked);
    filter.state = asked->optional_text("state").value_or("");
    filter.your_reference = asked->optional_text("yourReference").value_or("");
    filter.created_after = optional_instant(*asked, "createdAfter");
  }
  if (const auto sort = arguments.optional_object("sort")) filter.descending = sort->text("direction") == "DESC";
  return filter;
}

Result<Connection<ServiceAccount>> listed(const ApiRequest& request, const graphql::Arguments& arguments) {
  const auto window = parse_page(page_request_of(arguments));
  if (!window) return window.error();
  const auto filter = filter_of(request, arguments);
  if (!filter) return Connection<ServiceAccount>{.page = {}, .count = [] { return 0; }};
  auto page = request.read([&](SqlReader& reader) { return list_service_accounts(reader, request.partner(), *filter, *window); });
  if (!page) return std::move(page).error();
  return Connection<ServiceAccount>{*std::move(page), [&request, filter] {
    return request.read([&](SqlReader& reader) { return count_service_accounts(reader, request.partner(), *filter); });
  }};
}

std::optional<ServiceAccount> one_account(const ApiRequest& request, const graphql::Arguments& arguments) {
  if (const auto text = arguments.optional_text("id")) {
    const auto id = ServiceAccountId::parse(*text);
    if (!id) return {};
    return request.read([&](SqlReader& reader) { return find_service_account(reader, request.partner(), *id); });
  }
  const auto reference = arguments.optional_text("yourReference");
  if (!reference || reference->empty()) return {};
  const auto page = request.read([&](SqlReader& reader) { return list_service_accounts(reader, request.partner(), {.your_reference = *reference}, {.size = 1}); });
  if (!page || page->rows.empty()) return {};
  return page->rows.front();
}

// At least one, at most a year of them.
std::vector<NextRead> next_reads(const ServiceAccount& account, const FieldCall& call) {
  constexpr std::int64_t kShownMax = 12;
  const auto count = std::clamp<std::int64_t>(call.arguments().optional_integer("count").value_or(3), 1, kShownMax);
  return next_reads_of(account.details, call.app<ApiRequest>().desk.today(), static_cast<std::size_t>(count));
}

void bind_usage(graphql::Resolvers& resolvers) {
  resolvers.object<NextRead>("NextRead")
      .field("date", &NextRead::date)
      .field("assumed", &NextRead::assumed)
      .field("basis", [](const NextRead& r) { return or_null(r.basis); });
  resolvers.object<UsageRecord>("UsageRecord")
      .field("from", [](const UsageRecord& r) { return r.usage.from; })
      .field("until", [](const UsageRecord& r) { return r.usage.until; })
      .field("quantity", [](const UsageRecord& r) { return r.usage.quantity.amount_text(); })
      .field("unit", [](const UsageRecord& r) { return enum_name_of(r.usage.quantity.unit()); })
      .field("demandKw", [](const UsageRecord& r) { return r.usage.demand_milli_kw ? std::optional(amount_text(*r.usage.demand_milli_kw)) : std::nullopt; })
      .field("source", [](const UsageRecord& r) { return EnumWord{text_of(r.usage.source)}; });
  resolvers.object<UsageRequest>("UsageRequest")
      .field("id", &UsageRequest::id)
      .field("kind", [](const UsageRequest& r) { return EnumWord{text_of(r.kind)}; })
      .field("status", [](const UsageRequest& r) { return EnumWord{text_of(r.state)}; })
      .field("reason", [](const UsageRequest& r) { return or_null(r.reason); })
      .field("requestedAt", &UsageRequest::requested_at)
      .field("updatedAt", &UsageRequest::changed_at);
}

void bind_account(graphql::Resolvers& resolvers) {
  resolvers.object<ServiceAccount>("ServiceAccount")
      .field("id", &ServiceAccount::id)
      .field("version", &ServiceAccount::version)
      .batch("customer", customer_of)
      .field("commodity", [](const ServiceAccount& a) { return EnumWord{text_of(a.details.commodity)}; })
      .child("utility", [](const ServiceAccount& a, const FieldCall& call) { return utility_of(call, a.details.utility_code); })
      .field("accountNumber", &ServiceAccount::account_number)
      .field("accountNumberVerdict", [](const ServiceAccount& a) { return EnumWord{text_of(a.number_verdict)}; })
      .field("serviceReference", [](const ServiceAccount& a) { return or_null(a.details.service_reference); })
      .field("nameKey", [](const ServiceAccount& a) { return or_null(a.details.name_key); })
      .field("meterNumbers", [](const ServiceAccount& a) -> const std::vector<std::string>& { return a.details.meter_numbers; })
      .field("billingAccountNumber", [](const ServiceAccount& a) { return or_null(a.details.billing_account_number); })
      .child("serviceAddress", [](const ServiceAccount& a) -> const UsAddress& { return a.details.service_address; })
      .child("billingAddress", [](const ServiceAccount& a) -> const std::optional<UsAddress>& { return a.details.billing_address; })
      .field("zone", [](const ServiceAccount& a) { return or_null(a.details.zone); })
      .field("rateClass", [](const ServiceAccount& a) { return or_null(a.details.rate_class); })
      .field("loadProfile", [](const ServiceAccount& a) { return or_null(a.details.load_profile); })
      .field("annualUsage", [](const ServiceAccount& a) { return a.details.annual_usage ? std::optional(a.details.annual_usage->amount_text()) : std::nullopt; })
      .field("usageUnit", [](const ServiceAccount& a) { return a.details.annual_usage ? std::optional(enum_name_of(a.details.annual_usage->unit())) : std::nullopt; })
      .field("icapKw", [](const ServiceAccount& a) { return a.details.icap_milli_kw ? std::optional(amount_text(*a.details.icap_milli_kw)) : std::nullopt; })
      .field("taxStatus", [](const ServiceAccount& a) { return EnumWord{text_of(a.details.tax_status)}; })
      .field("incumbentSupplier", [](const ServiceAccount& a) { return or_null(a.details.incumbent_supplier); })
      .field("incumbentContractEnd", [](const ServiceAccount& a) { return a.details.incumbent_contract_end; })
      .field("readCycle", [](const ServiceAccount& a) { return or_null(a.details.read_cycle); })
      .children("nextReads", next_reads)
      .batch("usage", usage_of)
      .batch("usageRequests", usage_requests_of)
      .batch("contractAccounts", contract_accounts_of)
      .field("yourReference", [](const ServiceAccount& a) { return or_null(a.details.your_reference); })
      .field("createdAt", &ServiceAccount::created_at)
      .field("updatedAt", &ServiceAccount::updated_at);
}

}  // namespace

void bind_service_accounts(graphql::Resolvers& resolvers, QueryResolvers& query) {
  bind_usage(resolvers);
  bind_account(resolvers);
  bind_connection<ServiceAccount>(resolvers, "ServiceAccount");
  query.child("serviceAccount", [](const graphql::Root&, const FieldCall& call) { return one_account(call.app<ApiRequest>(), call.arguments()); })
      .child("serviceAccounts", [](const graphql::Root&, const FieldCall& call) { return listed(call.app<ApiRequest>(), call.arguments()); });
}

}  // namespace switchyard::contracting
