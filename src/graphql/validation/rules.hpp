// The rules of the specification, section 5 (September 2025), each in a file of its own below rules/. What a rule is given must
// outlive it.
#pragma once

#include <memory>

#include "graphql/validation/context.hpp"
#include "graphql/validation/fragment_references.hpp"
#include "graphql/validation/rule.hpp"
#include "graphql/validation/variable_usages.hpp"

namespace switchyard::graphql::validation {

using RulePtr = std::unique_ptr<Rule>;

[[nodiscard]] RulePtr executable_definitions(Context& context);                                 // 5.1.1
[[nodiscard]] RulePtr operation_type_existence(Context& context);                               // 5.2.1.1
[[nodiscard]] RulePtr unique_operation_names(Context& context);                                 // 5.2.2.1
[[nodiscard]] RulePtr lone_anonymous_operation(Context& context);                               // 5.2.3.1
[[nodiscard]] RulePtr single_field_subscriptions(Context& context);                             // 5.2.4.1
[[nodiscard]] RulePtr fields_on_correct_type(Context& context);                                 // 5.3.1
[[nodiscard]] RulePtr overlapping_fields_can_be_merged(Context& context);                       // 5.3.2
[[nodiscard]] RulePtr scalar_leafs(Context& context);                                           // 5.3.3
[[nodiscard]] RulePtr known_argument_names(Context& context);                                   // 5.4.1
[[nodiscard]] RulePtr unique_argument_names(Context& context);                                  // 5.4.2
[[nodiscard]] RulePtr provided_required_arguments(Context& context);                            // 5.4.3
[[nodiscard]] RulePtr unique_fragment_names(Context& context);                                  // 5.5.1.1
[[nodiscard]] RulePtr known_type_names(Context& context);                                       // 5.5.1.2
[[nodiscard]] RulePtr fragments_on_composite_types(Context& context);                           // 5.5.1.3
[[nodiscard]] RulePtr no_unused_fragments(Context& context, FragmentReferences& references);    // 5.5.1.4
[[nodiscard]] RulePtr known_fragment_names(Context& context);                                   // 5.5.2.1
[[nodiscard]] RulePtr no_fragment_cycles(Context& context, FragmentReferences& references);     // 5.5.2.2
[[nodiscard]] RulePtr possible_fragment_spreads(Context& context);                              // 5.5.2.3
[[nodiscard]] RulePtr values_of_correct_type(Context& context);                                 // 5.6.1, 5.6.2, 5.6.4, 5.6.5
[[nodiscard]] RulePtr unique_input_field_names(Context& context);                               // 5.6.3
[[nodiscard]] RulePtr known_directives(Context& context);                                       // 5.7.1, 5.7.2
[[nodiscard]] RulePtr unique_directives_per_location(Context& context);                         // 5.7.3
[[nodiscard]] RulePtr unique_variable_names(Context& context);                                  // 5.8.1
[[nodiscard]] RulePtr variables_are_input_types(Context& context);                              // 5.8.2
[[nodiscard]] RulePtr no_undefined_variables(Context& context, VariableUsages& usages);         // 5.8.3
[[nodiscard]] RulePtr no_unused_variables(Context& context, VariableUsages& usages);            // 5.8.4
[[nodiscard]] RulePtr variables_in_allowed_position(Context& context, VariableUsages& usages);  // 5.8.5

// Not of the specification, but of graphql-js: introspection that asks for lists of lists of lists.
[[nodiscard]] RulePtr max_introspection_depth(Context& context);

}  // namespace switchyard::graphql::validation
