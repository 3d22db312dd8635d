#include "graphql/execution/call_arguments.hpp"

namespace switchyard::graphql {

CoercedVariables request_variables(const Schema& schema, const ast::Document& document, const ast::OperationDefinition& operation,
                                   const Value::Object& given) {
  auto variables = coerce_variables(schema, document, operation, given);
  for (GraphqlError& error : variables.errors) error.code = kBadUserInput;
  return variables;
}

CallArguments::CallArguments(const OperationPlan& plan, const VariableValues& variables) {
  if (plan.dynamic_calls == 0) return;
  coerced_.resize(plan.dynamic_calls);
  for (const FieldPlan* field : plan.by_call) {
    if (field->dynamic == FieldPlan::kConstant) continue;
    const ast::Field& node = *field->nodes.front();
    coerced_[field->dynamic] = coerce_arguments(*plan.document, field->definition->arguments, node, node.arguments, &variables);
  }
}

const Value::Object& CallArguments::of(const FieldPlan& field) const {
  return field.dynamic == FieldPlan::kConstant ? field.constant_arguments : coerced_[field.dynamic].values;
}

const GraphqlError* CallArguments::error_of(const FieldPlan& field) const {
  if (field.dynamic == FieldPlan::kConstant || !coerced_[field.dynamic].error) return nullptr;
  return &*coerced_[field.dynamic].error;
}

}  // namespace switchyard::graphql
