#include "graphql/validation/validation.hpp"

#include "graphql/validation/rules.hpp"
#include "graphql/validation/traversal.hpp"

namespace switchyard::graphql {

namespace {

using namespace validation;

// In graphql-js' order, on which the order of errors at one place depends.
std::vector<RulePtr> make_rules(Context& context, FragmentReferences& references, VariableUsages& usages) {
  std::vector<RulePtr> rules;
  rules.reserve(28);
  rules.push_back(executable_definitions(context));
  if (context.limits().operation_types_must_exist) rules.push_back(operation_type_existence(context));
  rules.push_back(unique_operation_names(context));
  rules.push_back(lone_anonymous_operation(context));
  rules.push_back(single_field_subscriptions(context));
  rules.push_back(known_type_names(context));
  rules.push_back(fragments_on_composite_types(context));
  rules.push_back(variables_are_input_types(context));
  rules.push_back(scalar_leafs(context));
  rules.push_back(fields_on_correct_type(context));
  rules.push_back(unique_fragment_names(context));
  rules.push_back(known_fragment_names(context));
  rules.push_back(no_unused_fragments(context, references));
  rules.push_back(possible_fragment_spreads(context));
  rules.push_back(no_fragment_cycles(context, references));
  rules.push_back(unique_variable_names(context));
  rules.push_back(no_undefined_variables(context, usages));
  rules.push_back(no_unused_variables(context, usages));
  rules.push_back(known_directives(context));
  rules.push_back(unique_directives_per_location(context));
  rules.push_back(known_argument_names(context));
  rules.push_back(unique_argument_names(context));
  rules.push_back(values_of_correct_type(context));
  rules.push_back(provided_required_arguments(context));
  rules.push_back(variables_in_allowed_position(context, usages));
  rules.push_back(overlapping_fields_can_be_merged(context));
  rules.push_back(unique_input_field_names(context));
  rules.push_back(max_introspection_depth(context));
  return rules;
}

}  // namespace

std::vector<GraphqlError> validate(const Schema& schema, const ast::Document& document, const ValidationLimits& limits) {
  Context context(schema, document, limits);
  FragmentReferences references(context);
  VariableUsages usages(context, references);
  const std::vector<RulePtr> rules = make_rules(context, references, usages);
  std::vector<Rule*> called;
  for (const RulePtr& rule : rules) called.push_back(rule.get());
  Traversal(context.types(), std::move(called), context.stopped()).document(document);
  return context.errors();
}

}  // namespace switchyard::graphql
