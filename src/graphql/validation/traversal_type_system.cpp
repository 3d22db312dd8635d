// The part of the walk over definitions and extensions of a type system: a document that holds some is not executable, and each
// rule still says what it finds in them.
#include "graphql/validation/traversal_dispatch.hpp"

namespace switchyard::graphql::validation {

namespace {

DirectiveLocation location_of(ast::Kind kind) {
  using ast::Kind;
  switch (kind) {
    case Kind::scalar_type_definition:
    case Kind::scalar_type_extension:
      return DirectiveLocation::scalar;
    case Kind::object_type_definition:
    case Kind::object_type_extension:
      return DirectiveLocation::object;
    case Kind::interface_type_definition:
    case Kind::interface_type_extension:
      return DirectiveLocation::interface;
    case Kind::union_type_definition:
    case Kind::union_type_extension:
      return DirectiveLocation::union_;
    case Kind::enum_type_definition:
    case Kind::enum_type_extension:
      return DirectiveLocation::enum_;
    case Kind::input_object_type_definition:
    case Kind::input_object_type_extension:
      return DirectiveLocation::input_object;
    default:
      return DirectiveLocation::schema;
  }
}

}  // namespace

void Traversal::type_system(const ast::Definition& definition) {
  each([&](Rule& rule) { rule.enter_type_system_node(definition, definition.name.value, definition.directives); });
  if (const auto* directive = ast::as_directive_definition(definition)) {
    return input_values(directive->arguments, DirectiveLocation::argument_definition);
  }
  if (const auto* schema = ast::as_schema(definition)) return schema_definition(*schema);
  if (const auto* type = ast::as_type(definition)) type_definition(*type);
}

void Traversal::schema_definition(const ast::SchemaDefinition& definition) {
  directives(definition.directives, DirectiveLocation::schema);
  for (const auto& root : definition.operation_types) named_type(root.type);
}

void Traversal::type_definition(const ast::TypeDefinition& definition) {
  for (const ast::NamedType& interface : definition.interfaces) named_type(interface);
  directives(definition.directives, location_of(definition.kind));
  type_parts(definition);
}

void Traversal::type_parts(const ast::TypeDefinition& definition) {
  for (const ast::FieldDefinition& field : definition.fields) {
    each([&](Rule& rule) { rule.enter_type_system_node(field, field.name.value, field.directives); });
    input_values(field.arguments, DirectiveLocation::argument_definition);
    type(*field.type);
    directives(field.directives, DirectiveLocation::field_definition);
  }
  for (const ast::NamedType& member : definition.members) named_type(member);
  for (const ast::EnumValueDefinition& enum_value : definition.values) {
    each([&](Rule& rule) { rule.enter_type_system_node(enum_value, enum_value.name.value, enum_value.directives); });
    directives(enum_value.directives, DirectiveLocation::enum_value);
  }
  // In an extension graphql-js takes an input field for an argument.
  const bool is_definition = definition.kind == ast::Kind::input_object_type_definition;
  input_values(definition.input_fields,
               is_definition ? DirectiveLocation::input_field_definition : DirectiveLocation::argument_definition);
}

void Traversal::input_values(ast::List<ast::InputValueDefinition> values, DirectiveLocation location) {
  for (const ast::InputValueDefinition& input : values) {
    each([&](Rule& rule) { rule.enter_type_system_node(input, input.name.value, input.directives); });
    type(*input.type);
    if (input.default_value != nullptr) value(*input.default_value);
    directives(input.directives, location);
  }
}

}  // namespace switchyard::graphql::validation
