// All Variable Uses Defined (specification, September 2025, section 5.8.3): by each operation that reaches the use.
#include <fmt/core.h>

#include <unordered_set>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class NoUndefinedVariables final : public Rule {
 public:
  NoUndefinedVariables(Context& context, VariableUsages& usages) : context_(context), usages_(usages) {}

  void leave_operation(const ast::OperationDefinition& operation) override {
    std::unordered_set<std::string_view> defined;
    for (const auto& definition : operation.variables) defined.insert(definition.variable.text);
    const std::string where = operation.name ? fmt::format(" by operation \"{}\"", operation.name.value) : "";
    for (const VariableUsage& usage : usages_.of(operation)) {
      if (context_.stopped()) return;
      if (defined.contains(usage.variable->text)) continue;
      context_.report(fmt::format("Variable \"${}\" is not defined{}.", usage.variable->text, where),
                      {usage.variable, &operation});
    }
  }

 private:
  Context& context_;
  VariableUsages& usages_;
};

}  // namespace

RulePtr no_undefined_variables(Context& context, VariableUsages& usages) {
  return std::make_unique<NoUndefinedVariables>(context, usages);
}

}  // namespace switchyard::graphql::validation
