// All Variables Used (specification, September 2025, section 5.8.4): by the operation or a fragment that it reaches.
#include <fmt/core.h>

#include <unordered_set>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class NoUnusedVariables final : public Rule {
 public:
  NoUnusedVariables(Context& context, VariableUsages& usages) : context_(context), usages_(usages) {}

  void leave_operation(const ast::OperationDefinition& operation) override {
    std::unordered_set<std::string_view> used;
    for (const VariableUsage& usage : usages_.of(operation)) used.insert(usage.variable->text);
    const std::string where = operation.name ? fmt::format(" in operation \"{}\"", operation.name.value) : "";
    for (const auto& definition : operation.variables) {
      if (context_.stopped()) return;
      if (used.contains(definition.variable.text)) continue;
      context_.report(fmt::format("Variable \"${}\" is never used{}.", definition.variable.text, where), definition);
    }
  }

 private:
  Context& context_;
  VariableUsages& usages_;
};

}  // namespace

RulePtr no_unused_variables(Context& context, VariableUsages& usages) {
  return std::make_unique<NoUnusedVariables>(context, usages);
}

}  // namespace switchyard::graphql::validation
