// The arguments of every field of a plan for one request: constants from the plan, the rest coerced from the request's variables.
#pragma once

#include <vector>

#include "graphql/execution/plan.hpp"

namespace switchyard::graphql {

// The variables of a request; what is wrong with them has the code BAD_USER_INPUT.
[[nodiscard]] CoercedVariables request_variables(const Schema& schema, const ast::Document& document, const ast::OperationDefinition& operation,
                                                 const Value::Object& given);

class CallArguments {
 public:
  // Both outlive it.
  CallArguments(const OperationPlan& plan, const VariableValues& variables);

  [[nodiscard]] const Value::Object& of(const FieldPlan& field) const;
  // Why the field's arguments could not be coerced; null where they were. Location set.
  [[nodiscard]] const GraphqlError* error_of(const FieldPlan& field) const;

 private:
  std::vector<CoercedArguments> coerced_;  // By FieldPlan::dynamic.
};

}  // namespace switchyard::graphql
