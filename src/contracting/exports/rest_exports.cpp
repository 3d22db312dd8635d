#include "contracting/exports/rest_exports.hpp"

#include <fmt/format.h>

#include "contracting/exports/party_tables.hpp"
#include "http/query_reader.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::string_view kXlsxMediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr http::TextRule kCode{.size_max = 64};
constexpr http::TextRule kText{.size_max = kNameSizeMax};

Result<std::string> parse_state_code(std::string_view text) {
  if (is_us_state(text)) return std::string(text);
  return Error{ErrorKind::invalid, "invalid_state", "is no state of two upper-case letters"};
}

ExportFormat format_of(http::QueryReader& query) {
  return query.optional_one_of("format", {"csv", "xlsx"}).value_or(0) == 0 ? ExportFormat::csv : ExportFormat::xlsx;
}

ContractFilter contract_filter(http::QueryReader& query) {
  ContractFilter filter;
  filter.states = query.repeated("status", parse_contract_state, kContractStates.size());
  filter.supplier = query.optional_text("supplier", kCode).value_or("");
  filter.commodity = query.optional("commodity", parse_commodity);
  filter.state_code = query.optional("state", parse_state_code).value_or("");
  filter.utility_code = query.optional_text("utility", kCode).value_or("");
  filter.customer = query.optional("customerId", CustomerId::parse);
  filter.number = query.optional_text("number", kCode).value_or("");
  filter.your_reference = query.optional_text("yourReference", {.size_max = kYourReferenceSizeMax}).value_or("");
  filter.owner_agent = query.optional_text("ownerAgent", {.size_max = kAgentNameSizeMax}).value_or("");
  filter.text = query.optional_text("text", kText).value_or("");
  filter.created_from = query.optional("createdFrom", Instant::parse);
  filter.created_until = query.optional("createdUntil", Instant::parse);
  filter.start_from = query.optional("startFrom", Date::parse);
  filter.start_until = query.optional("startUntil", Date::parse);
  filter.end_from = query.optional("endFrom", Date::parse);
  filter.end_until = query.optional("endUntil", Date::parse);
  return filter;
}

CustomerFilter customer_filter(http::QueryReader& query) {
  CustomerFilter filter;
  filter.text = query.optional_text("text", kText).value_or("");
  filter.state = query.optional("state", parse_state_code).value_or("");
  filter.your_reference = query.optional_text("yourReference", {.size_max = kYourReferenceSizeMax}).value_or("");
  filter.owner_agent = query.optional_text("ownerAgent", {.size_max = kAgentNameSizeMax}).value_or("");
  filter.created_after = query.optional("createdAfter", Instant::parse);
  return filter;
}

http::Response file_of(ExportTable table, ExportFormat format, std::string_view name, const http::Request& request) {
  http::Response response;
  response.set_header("content-disposition", fmt::format("attachment; filename=\"{}.{}\"", name, format == ExportFormat::csv ? "csv" : "xlsx"));
  response.set_header("cache-control", "private, no-store");
  if (format == ExportFormat::csv) {
    response.content_type = "text/csv; charset=utf-8";
    response.stream = csv_stream(std::move(table));
    return response;
  }
  auto bytes = workbook_bytes(table);
  if (!bytes) return http::problem(bytes.error(), request);
  response.content_type = std::string(kXlsxMediaType);
  response.compressible = false;
  response.body = *std::move(bytes);
  return response;
}

}  // namespace

http::Response export_contracts_route(const access::Caller& caller, const http::Request& request, Database& database) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const ExportFormat format = format_of(*query);
  ContractFilter filter = contract_filter(*query);
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  return file_of(contracts_table(database, caller.partner_id, std::move(filter)), format, "contracts", request);
}

http::Response export_customers_route(const access::Caller& caller, const http::Request& request, Database& database) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const ExportFormat format = format_of(*query);
  CustomerFilter filter = customer_filter(*query);
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  return file_of(customers_table(database, caller.partner_id, std::move(filter)), format, "customers", request);
}

void add_export_routes(http::Router& router, const access::Authenticator& authenticator, ExportDatabaseOf database_of) {
  using Work = http::Response (*)(const access::Caller&, const http::Request&, Database&);
  const auto add = [&](std::string pattern, Work work) {
    const auto handler = [database_of, work](const access::Caller& caller, const http::Request& request) { return work(caller, request, database_of(caller.environment)); };
    router.add({.method = http::Method::get, .pattern = std::move(pattern), .handler = authenticator.require({access::Scope::contracts_read}, handler),
                .answers = {"text/csv", std::string(kXlsxMediaType)}});
  };
  add("/v1/contracts/export", export_contracts_route);
  add("/v1/customers/export", export_customers_route);
}

}  // namespace switchyard::contracting
