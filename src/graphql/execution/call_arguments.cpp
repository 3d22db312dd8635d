#include "graphql/execution/call_arguments.hpp"

namespace switchyard::graphql {

CoercedVariables request_variables(const Schema& schema, const ast::Document& document, const ast::OperationDefinition& operation,
                                   const Value::Object& given) {
  auto variables = coerce_variables(schema, document, operation, given);
  for (GraphqlError& error : variables.errors) error.code = kBadUserInput;
  return variables;
}

CallArguments::CallArguments(const OperationPlan& plan, const VariableValues& variables) {
  if (!plan.has_variables) return;
  coerced_.resize(plan.calls);
  for (const FieldPlan* field : plan.by_call) {
    if (!field->has_variables) continue;
    const ast::Field& node = *field->nodes.front();
    coerced_[field->call] = coerce_arguments(*plan.document, field->definition->arguments, node, node.arguments, &variables);
  }
}

const Value::Object& CallArguments::of(const FieldPlan& field) const {
  return field.has_variables ? coerced_[field.call].values : field.constant_arguments;
}

const GraphqlError* CallArguments::error_of(const FieldPlan& field) const {
  if (!field.has_variables || !coerced_[field.call].error) return nullptr;
  return &*coerced_[field.call].error;
}

}  // namespace switchyard::graphql
