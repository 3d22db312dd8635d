// Variable Uniqueness (specification, September 2025, section 5.8.1).
#include <fmt/core.h>

#include "graphql/validation/repeated_names.hpp"
#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

// The node of a variable's name, without its $ and what may stand between them, as errors point to it.
ast::Name name_of(const ast::Value& variable) {
  const auto size = static_cast<std::uint32_t>(variable.text.size());
  return ast::Name{{ast::Kind::name, variable.end - size, variable.end}, variable.text};
}

class UniqueVariableNames final : public Rule {
 public:
  explicit UniqueVariableNames(Context& context) : context_(context) {}

  Below enter_operation(const ast::OperationDefinition& operation) override {
    if (operation.variables.size() < 2) return Below::skip;
    std::vector<ast::Name> names;
    names.reserve(operation.variables.size());
    RepeatedNames repeated;
    for (const auto& definition : operation.variables) {
      names.push_back(name_of(definition.variable));
      repeated.add(definition.variable.text, names.back());
    }
    for (const auto& [name, nodes] : repeated.repeated()) {
      context_.report(fmt::format("There can be only one variable named \"${}\".", name), nodes);
    }
    return Below::skip;
  }

 private:
  Context& context_;
};

}  // namespace

RulePtr unique_variable_names(Context& context) { return std::make_unique<UniqueVariableNames>(context); }

}  // namespace switchyard::graphql::validation
