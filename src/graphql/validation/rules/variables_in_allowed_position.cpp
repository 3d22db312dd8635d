// All Variable Usages Are Allowed (specification, September 2025, section 5.8.5): a variable's type fits each place that uses it,
// defaults considered; where it is the field of a OneOf input object it can't be null.
#include <fmt/core.h>

#include <unordered_map>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class VariablesInAllowedPosition final : public Rule {
 public:
  VariablesInAllowedPosition(Context& context, VariableUsages& usages) : context_(context), usages_(usages) {}

  void leave_operation(const ast::OperationDefinition& operation) override {
    std::unordered_map<std::string_view, const ast::VariableDefinition*> definitions;
    for (const auto& definition : operation.variables) definitions[definition.variable.text] = &definition;
    for (const VariableUsage& usage : usages_.of(operation)) {
      if (context_.stopped()) return;
      const auto definition = definitions.find(usage.variable->text);
      if (definition != definitions.end() && usage.type) check(usage, *definition->second);
    }
  }

 private:
  void check(const VariableUsage& usage, const ast::VariableDefinition& definition) {
    const auto type = context_.schema().type_of(*definition.type);
    if (!type) return;
    const std::string_view name = usage.variable->text;
    if (!is_allowed(*type, definition, usage)) {
      context_.report(fmt::format("Variable \"${}\" of type \"{}\" used in position expecting type \"{}\".", name, type->text(),
                                  usage.type->text()),
                      {&definition, usage.variable});
    }
    const bool in_one_of = usage.parent_type && usage.parent_type->is_named() && usage.parent_type->named().is_one_of;
    if (in_one_of && !type->is_non_null()) {
      context_.report(
          fmt::format("Variable \"${}\" is of type \"{}\" but must be non-nullable to be used for OneOf Input Object \"{}\".",
                      name, type->text(), usage.parent_type->text()),
          {&definition, usage.variable});
    }
  }

  [[nodiscard]] bool is_allowed(TypeRef type, const ast::VariableDefinition& definition, const VariableUsage& usage) const {
    if (!usage.type->is_non_null() || type.is_non_null()) return context_.schema().is_sub_type(*usage.type, type);
    const bool variable_has_default =
        definition.default_value != nullptr && definition.default_value->kind != ast::Kind::null_value;
    if (!variable_has_default && !usage.has_default) return false;
    return context_.schema().is_sub_type(usage.type->nullable(), type);
  }

  Context& context_;
  VariableUsages& usages_;
};

}  // namespace

RulePtr variables_in_allowed_position(Context& context, VariableUsages& usages) {
  return std::make_unique<VariablesInAllowedPosition>(context, usages);
}

}  // namespace switchyard::graphql::validation
