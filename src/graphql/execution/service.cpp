#include "graphql/execution/service.hpp"

#include <utility>

#include "graphql/execution/call_arguments.hpp"
#include "graphql/execution/error_codes.hpp"
#include "graphql/execution/error_json.hpp"
#include "graphql/execution/json_text.hpp"
#include "graphql/execution/run_plan.hpp"

namespace switchyard::graphql {
namespace {

constexpr std::size_t kAnswerSizeExpected = 64 * 1024;

void write_cost(JsonText& out, const ServiceAnswer& answer, std::uint64_t limit) {
  out.raw(R"(,"extensions":{"cost":{"requested":)");
  out.integer(static_cast<std::int64_t>(answer.cost_requested));
  out.raw(R"(,"actual":)");
  out.integer(static_cast<std::int64_t>(answer.cost_actual));
  out.raw(R"(,"limit":)");
  out.integer(static_cast<std::int64_t>(limit));
  out.raw("}}}");
}

ServiceAnswer refused(ServiceAnswer answer, const std::vector<GraphqlError>& errors) {
  answer.kind = ServiceAnswer::Kind::refused;
  answer.body = errors_body(errors);
  answer.first_code = errors.front().code;
  answer.errors = errors.size();
  return answer;
}

}  // namespace

std::string errors_body(const std::vector<GraphqlError>& errors) {
  JsonText json(1024);
  json.raw(R"({"errors":)");
  write_errors(json, errors);
  json.raw('}');
  return json.take();
}

Service::Service(const ExecutableSchema& schema, DocumentCacheOptions cache, ServiceLimits limits)
    : schema_(schema), limits_(std::move(limits)), cache_(schema, std::move(cache)) {}

ServiceAnswer Service::answer(const ServiceRequest& request) {
  ServiceAnswer answer;
  answer.operation_name = request.operation_name;
  const auto found = cache_.find(request.query, request.sha256);
  if (!found.document) return refused(std::move(answer), found.errors);
  if (!found.document->errors().empty()) return refused(std::move(answer), found.document->errors());

  const ast::Document& document = *found.document->document();
  const auto chosen = find_operation(schema_, document, request.operation_name);
  if (chosen.error) return refused(std::move(answer), {*chosen.error});
  answer.operation = chosen.operation->operation;
  if (request.only_queries && answer.operation != ast::OperationType::query) {
    answer = refused(std::move(answer), {GraphqlError{.message = "A mutation is taken by POST alone.", .code = kMutationByGet}});
    answer.kind = ServiceAnswer::Kind::only_by_post;
    return answer;
  }
  auto variables = request_variables(schema_.schema(), document, *chosen.operation, request.variables);
  if (!variables) return refused(std::move(answer), variables.errors);
  const auto planned = found.document->plan(*chosen.operation, variables.values, limits_.plan);
  if (planned.error) return refused(std::move(answer), {*planned.error});
  const CallArguments arguments(*planned.plan, variables.values);
  const auto estimate = estimate_cost(*planned.plan, arguments, limits_.cost);
  answer.cost_requested = estimate.cost;
  if (estimate.error) return refused(std::move(answer), {*estimate.error});

  const ExecutionRequestContext context{.app = request.app, .uploads = request.uploads, .limits = limits_.execution, .hooks = request.hooks};
  JsonText json(kAnswerSizeExpected);
  json.raw(R"({"data":)");
  RunOutcome outcome;
  const auto run = [&] { outcome = run_plan(*planned.plan, arguments, context, json); };
  request.hooks.around ? request.hooks.around(answer.operation, run) : run();
  if (!outcome.errors.empty()) {
    json.raw(R"(,"errors":)");
    write_errors(json, outcome.errors, outcome.errors_not_listed);
    answer.first_code = outcome.errors.front().code;
    answer.errors = outcome.errors.size() + outcome.errors_not_listed;
  }
  answer.cost_actual = outcome.cost;
  write_cost(json, answer, limits_.cost.cost_max);
  answer.body = json.take();
  return answer;
}

}  // namespace switchyard::graphql
