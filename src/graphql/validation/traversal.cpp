#include "graphql/validation/traversal.hpp"

#include <utility>

#include "graphql/validation/traversal_dispatch.hpp"

namespace switchyard::graphql::validation {

namespace {

DirectiveLocation location_of(ast::OperationType operation) {
  switch (operation) {
    case ast::OperationType::query:
      return DirectiveLocation::query;
    case ast::OperationType::mutation:
      return DirectiveLocation::mutation;
    case ast::OperationType::subscription:
      break;
  }
  return DirectiveLocation::subscription;
}

}  // namespace

Traversal::Traversal(TypeTracker& types, std::vector<Rule*> rules, const bool& stopped)
    : types_(types), rules_(std::move(rules)), skipping_(rules_.size(), nullptr), stopped_(stopped) {}

void Traversal::leave(const void* node) {
  leave(node, [](Rule&) {});
}

void Traversal::document(const ast::Document& document) {
  enter(&document, [&](Rule& rule) { return rule.enter_document(document); });
  for (const ast::Definition* part : document.definitions()) definition(*part);
  leave(&document, [&](Rule& rule) { rule.leave_document(document); });
}

void Traversal::definition(const ast::Definition& definition) {
  if (stopped_) return;
  in_type_system_ = false;
  if (const auto* known = ast::as_operation(definition)) return operation(*known);
  if (const auto* known = ast::as_fragment(definition)) return fragment(*known);
  in_type_system_ = true;
  type_system(definition);
}

void Traversal::operation(const ast::OperationDefinition& operation) {
  types_.enter_operation(operation);
  enter(&operation, [&](Rule& rule) { return rule.enter_operation(operation); });
  for (const auto& variable : operation.variables) variable_definition(variable);
  directives(operation.directives, location_of(operation.operation));
  selection_set(*operation.selection_set, operation.kind);
  leave(&operation, [&](Rule& rule) { rule.leave_operation(operation); });
  types_.leave_typed();
}

void Traversal::fragment(const ast::FragmentDefinition& fragment) {
  types_.enter_fragment(fragment.type_condition);
  enter(&fragment, [&](Rule& rule) { return rule.enter_fragment(fragment); });
  named_type(fragment.type_condition);
  directives(fragment.directives, DirectiveLocation::fragment_definition);
  selection_set(*fragment.selection_set, fragment.kind);
  leave(&fragment);
  types_.leave_typed();
}

void Traversal::variable_definition(const ast::VariableDefinition& definition) {
  types_.enter_variable_definition(definition);
  enter(&definition, [&](Rule& rule) { return rule.enter_variable_definition(definition); });
  type(*definition.type);
  if (definition.default_value != nullptr) value(*definition.default_value);
  directives(definition.directives, DirectiveLocation::variable_definition);
  leave(&definition);
  types_.leave_variable_definition();
}

void Traversal::selection_set(const ast::SelectionSet& set, ast::Kind holder) {
  types_.enter_selection_set();
  each([&](Rule& rule) { rule.enter_selection_set(set, holder); });
  for (const ast::Selection* part : set.selections) selection(*part);
  types_.leave_selection_set();
}

void Traversal::selection(const ast::Selection& selection) {
  if (stopped_) return;
  if (const auto* known = ast::as_field(selection)) return field(*known);
  if (const auto* known = ast::as_inline_fragment(selection)) return inline_fragment(*known);
  const auto& spread = static_cast<const ast::FragmentSpread&>(selection);
  each([&](Rule& rule) { rule.enter_fragment_spread(spread); });
  directives(spread.directives, DirectiveLocation::fragment_spread);
}

void Traversal::field(const ast::Field& field) {
  types_.enter_field(field);
  enter(&field, [&](Rule& rule) { return rule.enter_field(field); });
  arguments(field.arguments);
  directives(field.directives, DirectiveLocation::field);
  if (field.selection_set != nullptr) selection_set(*field.selection_set, field.kind);
  leave(&field, [&](Rule& rule) { rule.leave_field(field); });
  types_.leave_field();
}

void Traversal::inline_fragment(const ast::InlineFragment& fragment) {
  types_.enter_inline_fragment(fragment);
  each([&](Rule& rule) { rule.enter_inline_fragment(fragment); });
  if (fragment.type_condition) named_type(fragment.type_condition);
  directives(fragment.directives, DirectiveLocation::inline_fragment);
  selection_set(*fragment.selection_set, fragment.kind);
  types_.leave_typed();
}

void Traversal::directives(ast::List<ast::Directive> directives, DirectiveLocation location) {
  for (const ast::Directive& directive : directives) {
    types_.enter_directive(directive);
    enter(&directive, [&](Rule& rule) { return rule.enter_directive(directive, location); });
    arguments(directive.arguments);
    leave(&directive, [&](Rule& rule) { rule.leave_directive(directive); });
    types_.leave_directive();
  }
}

void Traversal::arguments(ast::List<ast::Argument> arguments) {
  for (const ast::Argument& argument : arguments) {
    types_.enter_argument(argument);
    each([&](Rule& rule) { rule.enter_argument(argument); });
    value(argument.value);
    types_.leave_argument();
  }
}

void Traversal::value(const ast::Value& value) {
  if (stopped_) return;
  if (value.kind == ast::Kind::variable) return each([&](Rule& rule) { rule.enter_variable(value); });
  const bool is_list = value.kind == ast::Kind::list_value;
  if (is_list) types_.enter_list();
  enter(&value, [&](Rule& rule) { return rule.enter_value(value); });
  values_within(value);
  leave(&value, [&](Rule& rule) { rule.leave_value(value); });
  if (is_list) types_.leave_input();
}

void Traversal::values_within(const ast::Value& around) {
  for (const ast::Value& item : around.items) value(item);
  for (const ast::ObjectField& field : around.fields) {
    types_.enter_object_field(field);
    each([&](Rule& rule) { rule.enter_object_field(field); });
    value(field.value);
    types_.leave_input();
  }
}

void Traversal::type(const ast::Type& wrapped) {
  const ast::Type* type = &wrapped;
  while (type->inner != nullptr) type = type->inner;
  each([&](Rule& rule) { rule.enter_named_type(*type, type->name.value, in_type_system_); });
}

void Traversal::named_type(const ast::NamedType& type) {
  each([&](Rule& rule) { rule.enter_named_type(type, type.name, in_type_system_); });
}

}  // namespace switchyard::graphql::validation
