#include "graphql/execution/execute.hpp"

#include <utility>

#include "graphql/execution/call_arguments.hpp"
#include "graphql/execution/plan.hpp"
#include "graphql/execution/run_plan.hpp"

namespace switchyard::graphql {

ExecutionAnswer execute(const ExecutableSchema& schema, const ExecutionRequest& request, const ExecutionLimits& limits, const ExecutionHooks& hooks) {
  ExecutionAnswer answer;
  const auto refused = [&](std::vector<GraphqlError> errors) {
    answer.errors = std::move(errors);
    return std::move(answer);
  };
  const auto found = find_operation(schema, *request.document, request.operation_name);
  if (found.error) return refused({*found.error});
  auto variables = request_variables(schema.schema(), *request.document, *found.operation, request.variables);
  if (!variables) return refused(std::move(variables.errors));
  const auto planned = plan_operation(schema, request.document, *found.operation, variables.values);
  if (planned.error) return refused({*planned.error});
  const CallArguments arguments(*planned.plan, variables.values);
  const ExecutionRequestContext context{.app = request.app, .uploads = request.uploads, .limits = limits, .hooks = hooks};
  JsonText json;
  auto outcome = run_plan(*planned.plan, arguments, context, json);
  answer.data_json = json.take();
  answer.errors = std::move(outcome.errors);
  answer.errors_not_listed = outcome.errors_not_listed;
  answer.cost = outcome.cost;
  return answer;
}

}  // namespace switchyard::graphql
