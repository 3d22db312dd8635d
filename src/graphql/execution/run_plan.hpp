// Executes a plan into the buffer of an answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graphql/error.hpp"
#include "graphql/execution/call_arguments.hpp"
#include "graphql/execution/execute.hpp"
#include "graphql/execution/json_text.hpp"
#include "graphql/execution/plan.hpp"

namespace switchyard::graphql {

struct RunOutcome {
  std::vector<GraphqlError> errors;
  std::size_t errors_not_listed = 0;
  std::uint64_t cost = 0;
};

// Writes the value of `data`: an object, or null.
[[nodiscard]] RunOutcome run_plan(const OperationPlan& plan, const CallArguments& arguments, const ExecutionRequestContext& request, JsonText& out);

}  // namespace switchyard::graphql
