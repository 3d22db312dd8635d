// What an operation may cost, before anything is executed. Each field costs its weight (field_weight.hpp) times the objects that it may
// stand on: a field with `first` or `last` stands for so many items, below its lists (`edges`, `nodes`) or, where it is a list itself,
// below itself. Aliases count each for itself; of the object types of an interface or union the dearest counts. Introspection costs its
// weights without multiplying: how deep its lists may lie in each other is validation's matter.
#pragma once

#include <cstdint>
#include <optional>

#include "graphql/error.hpp"
#include "graphql/execution/call_arguments.hpp"
#include "graphql/execution/plan.hpp"

namespace switchyard::graphql {

// What connections give where neither `first` nor `last` is there, and at most.
inline constexpr std::int64_t kPageSizeDefault = 25;
inline constexpr std::int64_t kPageSizeMax = 100;

struct CostLimits {
  std::uint64_t cost_max = 50'000;
  std::uint64_t nodes_max = 50'000;  // Objects that an answer may have.
};

struct CostEstimate {
  std::uint64_t cost = 0;
  std::uint64_t nodes = 0;
  // COST_TOO_HIGH, TOO_MANY_NODES, PAGE_SIZE_TOO_LARGE, PAGE_SIZE_NEGATIVE; with the place in the document.
  std::optional<GraphqlError> error = {};
};

[[nodiscard]] CostEstimate estimate_cost(const OperationPlan& plan, const CallArguments& arguments, const CostLimits& limits = {});

}  // namespace switchyard::graphql
