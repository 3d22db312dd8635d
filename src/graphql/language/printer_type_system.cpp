// Printing of type system definitions and extensions.
#include <algorithm>

#include "graphql/language/document_printer.hpp"

namespace switchyard::graphql {

using ast::Kind;

namespace {

std::string_view keyword_of(Kind kind) {
  switch (kind) {
    case Kind::scalar_type_definition:
    case Kind::scalar_type_extension:
      return "scalar ";
    case Kind::object_type_definition:
    case Kind::object_type_extension:
      return "type ";
    case Kind::interface_type_definition:
    case Kind::interface_type_extension:
      return "interface ";
    case Kind::union_type_definition:
    case Kind::union_type_extension:
      return "union ";
    case Kind::enum_type_definition:
    case Kind::enum_type_extension:
      return "enum ";
    default:
      return "input ";
  }
}

}  // namespace

void DocumentPrinter::schema(const ast::SchemaDefinition& schema) {
  description(schema.description);
  text(schema.kind == Kind::schema_extension ? "extend schema" : "schema");
  directives(schema.directives);
  block(schema.operation_types);
}

void DocumentPrinter::element(const ast::OperationTypeDefinition& root) {
  text(ast::print_operation_type(root.operation));
  text(": ");
  text(root.type.name);
}

void DocumentPrinter::type_definition(const ast::TypeDefinition& type) {
  description(type.description);
  if (ast::is_type_extension(type.kind)) text("extend ");
  text(keyword_of(type.kind));
  text(type.name.value);
  named_types(" implements ", type.interfaces, " & ");
  directives(type.directives);
  named_types(" = ", type.members, " | ");
  block(type.fields);
  block(type.values);
  block(type.input_fields);
}

void DocumentPrinter::named_types(std::string_view before, ast::List<ast::NamedType> types, std::string_view separator) {
  for (const ast::NamedType& each : types) {
    text(&each == types.begin() ? before : separator);
    text(each.name);
  }
}

void DocumentPrinter::element(const ast::FieldDefinition& field) {
  description(field.description);
  text(field.name.value);
  argument_definitions(field.arguments);
  text(": ");
  type(*field.type);
  directives(field.directives);
}

void DocumentPrinter::element(const ast::InputValueDefinition& input) {
  description(input.description);
  text(input.name.value);
  text(": ");
  type(*input.type);
  if (input.default_value != nullptr) {
    text(" = ");
    value(*input.default_value);
  }
  directives(input.directives);
}

void DocumentPrinter::element(const ast::EnumValueDefinition& value) {
  description(value.description);
  text(value.name.value);
  directives(value.directives);
}

// On lines of their own where one of them takes more than one.
void DocumentPrinter::argument_definitions(ast::List<ast::InputValueDefinition> arguments) {
  if (arguments.empty()) return;
  const std::vector<std::string> printed = apart(arguments);
  const bool has_lines =
      std::any_of(printed.begin(), printed.end(), [](const std::string& each) { return each.find('\n') != std::string::npos; });
  text("(");
  if (has_lines) ++depth_;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    if (has_lines) {
      line();
    } else if (i != 0) {
      text(", ");
    }
    text(printed[i]);
  }
  if (has_lines) --depth_, line();
  text(")");
}

void DocumentPrinter::directive_definition(const ast::DirectiveDefinition& directive) {
  description(directive.description);
  text("directive @");
  text(directive.name.value);
  argument_definitions(directive.arguments);
  if (directive.repeatable) text(" repeatable");
  text(" on ");
  for (const ast::Name& each : directive.locations) {
    if (&each != directive.locations.begin()) text(" | ");
    text(each.value);
  }
}

}  // namespace switchyard::graphql
