// Variables Are Input Types (specification, September 2025, section 5.8.2).
#include <fmt/core.h>

#include "graphql/language/printer.hpp"
#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class VariablesAreInputTypes final : public Rule {
 public:
  explicit VariablesAreInputTypes(Context& context) : context_(context) {}

  Below enter_variable_definition(const ast::VariableDefinition& definition) override {
    const auto type = context_.schema().type_of(*definition.type);
    if (!type || type->named().is_input()) return Below::visit;
    context_.report(
        fmt::format("Variable \"${}\" cannot be non-input type \"{}\".", definition.variable.text, print(*definition.type)),
        *definition.type);
    return Below::visit;
  }

 private:
  Context& context_;
};

}  // namespace

RulePtr variables_are_input_types(Context& context) { return std::make_unique<VariablesAreInputTypes>(context); }

}  // namespace switchyard::graphql::validation
