#include "contracting/api/graphql_api.hpp"

#include <fmt/format.h>

#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_connection.hpp"
#include "contracting/api/graphql_mutation.hpp"
#include "contracting/api/graphql_scalars.hpp"
#include "embedded/api_schema.hpp"
#include "graphql/execution/service.hpp"
#include "graphql/schema/build_schema.hpp"
#include "graphql/transport/transport.hpp"
#include "http/multipart_form.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

graphql::Resolvers bind_all() {
  graphql::Resolvers resolvers;
  auto query = resolvers.object<graphql::Root>("Query");
  auto mutation = resolvers.object<graphql::Root>("Mutation");
  resolvers.abstract("Payload");
  bind_page_info(resolvers);
  bind_mutation_words(resolvers);
  bind_roots(resolvers, query);
  bind_customers(resolvers, query);
  bind_service_accounts(resolvers, query);
  bind_authorizations(resolvers);
  bind_documents(resolvers, query);
  bind_trade(resolvers, query);
  bind_quotes(resolvers, query);
  bind_contracts(resolvers, query);
  bind_contract_accounts(resolvers);
  bind_envelopes(resolvers);
  bind_customer_mutations(resolvers, mutation);
  bind_service_account_mutations(resolvers, mutation);
  bind_authorization_mutations(resolvers, mutation);
  bind_document_mutations(resolvers, mutation);
  bind_contract_mutations(resolvers, mutation);
  bind_contract_changes(resolvers, mutation);
  bind_signing_mutations(resolvers, mutation);
  bind_contract_import(resolvers, mutation);
  return resolvers;
}

graphql::SchemaPtr built_schema() {
  auto built = graphql::build_schema(api_schema_text(), {.scalars = api_scalars()});
  ENSURE(built);
  return built.schema;
}

// A field's @scope against the caller's scopes.
std::optional<Error> guarded(const graphql::FieldDefinition& field, const graphql::AppContext& app) {
  const graphql::AppliedDirective* scope = field.directive("scope");
  const graphql::Value* needed = scope == nullptr ? nullptr : scope->argument("requires");
  if (needed == nullptr) return {};
  const auto wanted = access::parse_scope(needed->text());
  ENSURE(wanted);
  const access::Caller& caller = app.get<ApiRequest>().caller;
  if (caller.scopes.has(*wanted)) return {};
  return Error{ErrorKind::forbidden, "scope_missing", fmt::format("The token has not the scope {} that {} needs.", needed->text(), field.name)};
}

graphql::TransportRequest transport_request(const http::Request& request, std::span<const graphql::FormPart> parts, bool is_form) {
  graphql::TransportRequest asked{.method = http::text_of(request.method), .content_type = request.header("content-type").value_or(""), .accept = request.header("accept").value_or(""),
                                  .query_string = request.query, .body = request.body};
  if (is_form) asked.form = parts;
  asked.has_preflight_header = request.header("x-api-key").has_value() || request.header("authorization").has_value();
  return asked;
}

}  // namespace

struct GraphqlApi::Engine {
  explicit Engine(const GraphqlApiParts& parts)
      : schema(built_schema(), bind_all()), service(schema, {.sha256_hex = parts.sha256_hex}), transport(service) {}
  graphql::ExecutableSchema schema;
  graphql::Service service;
  graphql::Transport transport;
};

GraphqlApi::GraphqlApi(GraphqlApiParts parts) : parts_(std::move(parts)), engine_(std::make_unique<Engine>(parts_)) {}
GraphqlApi::~GraphqlApi() = default;

http::Response GraphqlApi::answer(const access::Caller& caller, const http::Request& request) const {
  const std::string_view content_type = request.header("content-type").value_or("");
  const bool is_form = http::is_multipart_form(content_type);
  if (!is_form && request.body.size() > kJsonBodySizeMax) {
    return http::problem({ErrorKind::too_large, "body_too_large", fmt::format("A GraphQL request has at most {} bytes but for its files.", kJsonBodySizeMax)}, request);
  }
  std::vector<graphql::FormPart> parts;
  std::optional<Result<std::vector<http::FormPart>>> form;
  if (is_form) {
    form = http::parse_multipart_form(content_type, request.body);
    if (!*form) return http::problem(form->error(), request);
    for (const http::FormPart& part : form->value()) parts.push_back({.name = part.name, .file_name = part.file_name, .content_type = part.content_type, .content = part.body});
  }
  ApiDesk desk = parts_.desk_of(caller.environment);
  ApiRequest asked{.caller = caller, .desk = desk};
  const Instant deadline = parts_.clock.now() + Duration::milliseconds(kAnswerDeadlineMs);
  graphql::ExecutionHooks hooks;
  hooks.is_deadline_over = [this, deadline] { return parts_.clock.now() > deadline; };
  hooks.guard = guarded;
  // A query sees one state of things on all of its levels; each mutation has its own transaction.
  hooks.around = [&asked](graphql::ast::OperationType operation, const std::function<void()>& run) {
    if (operation != graphql::ast::OperationType::query) return run();
    asked.desk.database.read([&](SqlReader& reader) {
      asked.reader = &reader;
      run();
    });
  };
  hooks.on_fault = [this, &request](const graphql::ResolverFault& fault) {
    parts_.log.error(fmt::format("GraphQL: {} failed: {}", fault.coordinate, fault.what), {{"request.id", request.request_id}});
  };
  graphql::TransportAnswer answered = engine_->transport.answer(transport_request(request, parts, is_form), graphql::AppContext(asked), hooks);
  http::Response response{.status = answered.status, .content_type = std::move(answered.content_type), .body = std::move(answered.body)};
  for (auto& [name, value] : answered.headers) response.set_header(std::move(name), std::move(value));
  for (const graphql::ServiceAnswer& executed : answered.executed) {
    response.note("graphql.operation", executed.operation_name);
    if (!executed.first_code.empty()) response.note("graphql.code", executed.first_code);
  }
  return response;
}

void add_graphql_routes(http::Router& router, const access::Authenticator& authenticator, const GraphqlApi& api) {
  const std::vector<std::string> answers = {"application/graphql-response+json", "application/json"};
  const auto handler = authenticator.require({}, [&api](const access::Caller& caller, const http::Request& request) { return api.answer(caller, request); });
  router.add({.method = http::Method::get, .pattern = "/graphql", .handler = handler, .content_types = {}, .answers = answers});
  router.add({.method = http::Method::post, .pattern = "/graphql", .handler = handler, .body_size_max = kFormBodySizeMax, .content_types = {}, .answers = answers});
}

std::vector<std::string> api_misfits() { return bind_all().misfits(*built_schema()); }

std::string api_schema_text() { return std::string(embedded_api_schema().front().bytes); }

}  // namespace switchyard::contracting
