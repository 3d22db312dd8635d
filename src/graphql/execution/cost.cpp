#include "graphql/execution/cost.hpp"

#include <algorithm>
#include <string>

#include "graphql/schema/introspection.hpp"

namespace switchyard::graphql {
namespace {

// Far over every limit, and far from what a 64-bit product of two such would overflow.
constexpr std::uint64_t kEnough = std::uint64_t{1} << 31U;

std::uint64_t capped(std::uint64_t number) { return std::min(number, kEnough); }

struct Cost {
  std::uint64_t cost = 0;
  std::uint64_t nodes = 0;
};

class Estimator {
 public:
  Estimator(const OperationPlan& plan, const CallArguments& arguments, const CostLimits& limits)
      : plan_(plan), arguments_(arguments), limits_(limits) {}

  CostEstimate run() {
    const Cost cost = cost_of(plan_.root, std::nullopt);
    CostEstimate estimate{cost.cost, cost.nodes, std::move(error_)};
    if (estimate.error) return estimate;
    if (cost.nodes > limits_.nodes_max) {
      estimate.error = over(kTooManyNodes, "The operation may give " + number(cost.nodes) + " objects; the limit is " +
                                               std::to_string(limits_.nodes_max) + ". Ask for smaller pages (`first`, `last`).", cost.nodes, limits_.nodes_max);
    } else if (cost.cost > limits_.cost_max) {
      estimate.error = over(kCostTooHigh, "The operation may cost " + number(cost.cost) + "; the limit is " + std::to_string(limits_.cost_max) +
                                              ". Ask for smaller pages (`first`, `last`) or fewer fields.", cost.cost, limits_.cost_max);
    }
    return estimate;
  }

 private:
  static std::string number(std::uint64_t value) { return value >= kEnough ? "more than " + std::to_string(kEnough) : std::to_string(value); }

  GraphqlError over(const char* code, std::string message, std::uint64_t requested, std::uint64_t limit) const {
    GraphqlError error{.message = std::move(message), .locations = {plan_.document->location(*plan_.operation)}, .code = code};
    error.extensions = {{"requested", std::to_string(requested)}, {"limit", std::to_string(limit)}};
    return error;
  }

  // `page` is the size of the connection that the selection belongs to.
  Cost cost_of(const SelectionPlan& selection, std::optional<std::uint64_t> page) {
    Cost sum{selection.leaf_weight, 0};
    for (const FieldPlan& field : selection.fields) {
      if (field.targets.empty()) {
        if (field.definition != nullptr && !field.definition->arguments.empty()) (void)page_of(field);
        continue;
      }
      const Cost cost = is_introspection_type(*field.targets.front().type) ? cost_of_introspection(field) : cost_of(field, page);
      sum.cost = capped(sum.cost + cost.cost);
      sum.nodes = capped(sum.nodes + cost.nodes);
    }
    return sum;
  }

  Cost cost_of(const FieldPlan& field, std::optional<std::uint64_t> outer_page) {
    const std::optional<std::uint64_t> page = page_of(field);
    std::uint64_t count = 1;
    if (field.kind == FieldPlan::Kind::list) count = page ? *page : outer_page.value_or(field.size_assumed);
    Cost dearest;
    for (const Target& target : field.targets) {
      const Cost cost = cost_of(*target.selection, field.kind == FieldPlan::Kind::list ? std::nullopt : page);
      dearest = {std::max(dearest.cost, cost.cost), std::max(dearest.nodes, cost.nodes)};
    }
    return {capped(field.weight + count * dearest.cost), capped(count * (1 + dearest.nodes))};
  }

  Cost cost_of_introspection(const FieldPlan& field) {
    Cost sum{field.weight, 1};
    for (const Target& target : field.targets) {
      for (const FieldPlan& below : target.selection->fields) {
        if (below.targets.empty()) continue;
        const Cost cost = cost_of_introspection(below);
        sum = {capped(sum.cost + cost.cost), capped(sum.nodes + cost.nodes)};
      }
    }
    return sum;
  }

  // Nothing where the field takes neither `first` nor `last`.
  std::optional<std::uint64_t> page_of(const FieldPlan& field) {
    bool is_paged = false;
    std::optional<std::uint64_t> page;
    for (const std::string_view name : {std::string_view("first"), std::string_view("last")}) {
      const InputValueDefinition* argument = field.definition->arguments.find(name);
      if (argument == nullptr || argument->type.is_list() || argument->type.named().name != "Int") continue;
      is_paged = true;
      const auto size = Arguments(arguments_.of(field)).optional_integer(name);
      if (!size) continue;
      check_page(field, name, *size);
      page = capped(static_cast<std::uint64_t>(std::max<std::int64_t>(*size, 0)));
    }
    if (!is_paged) return std::nullopt;
    return page.value_or(static_cast<std::uint64_t>(kPageSizeDefault));
  }

  void check_page(const FieldPlan& field, std::string_view name, std::int64_t size) {
    const std::string what = "`" + std::string(name) + "` of " + field.parent->name + "." + field.definition->name + " is " + std::to_string(size);
    if (size < 0) refuse(field, kPageSizeNegative, what + "; it is 0 to " + std::to_string(kPageSizeMax) + ".");
    if (size > kPageSizeMax) refuse(field, kPageSizeTooLarge, what + "; it is at most " + std::to_string(kPageSizeMax) + ".");
  }

  void refuse(const FieldPlan& field, const char* code, std::string message) {
    if (error_) return;
    error_ = GraphqlError{.message = std::move(message), .locations = {plan_.document->location(*field.nodes.front())}, .code = code};
  }

  const OperationPlan& plan_;
  const CallArguments& arguments_;
  const CostLimits& limits_;
  std::optional<GraphqlError> error_;
};

}  // namespace

CostEstimate estimate_cost(const OperationPlan& plan, const CallArguments& arguments, const CostLimits& limits) {
  return Estimator(plan, arguments, limits).run();
}

}  // namespace switchyard::graphql
