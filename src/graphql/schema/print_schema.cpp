#include "graphql/schema/print_schema.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "graphql/language/block_string.hpp"
#include "graphql/language/document_printer.hpp"
#include "graphql/language/printer.hpp"
#include "graphql/schema/input_coercion.hpp"
#include "graphql/schema/schema_printer.hpp"

namespace switchyard::graphql {

namespace {

constexpr std::string_view kDefaultReason = "No longer supported";

// Then a schema without `schema { … }` has the same roots. A type of such a name that is no root makes the definition needed.
bool has_common_names(const Schema& schema) {
  return schema.query() == schema.type("Query") && schema.mutation() == schema.type("Mutation") &&
         schema.subscription() == schema.type("Subscription");
}

std::string_view keyword_of(TypeKind kind) {
  constexpr std::string_view kWords[] = {"scalar", "type", "interface", "union", "enum", "input"};
  return kWords[static_cast<std::size_t>(kind)];
}

void add_part(std::string& text, const std::string& part) {
  if (!text.empty()) text += "\n\n";
  text += part;
}

}  // namespace

std::string SchemaPrinter::print() const {
  std::string text;
  const bool is_plain = !schema_.description() && has_common_names(schema_);
  if (!is_plain || (with_applied_ && !schema_.directives_applied().empty())) add_part(text, definition());
  for (const DirectiveDefinition* each : schema_.directives()) {
    if (!each->is_built_in) add_part(text, directive(*each));
  }
  for (const NamedType* each : schema_.types()) {
    if (!each->is_built_in) add_part(text, type(*each));
  }
  return text;
}

std::string SchemaPrinter::definition() const {
  std::string text = description(schema_.description(), "", true) + "schema" + applied(schema_.directives_applied()) + " {\n";
  for (const auto operation : {ast::OperationType::query, ast::OperationType::mutation, ast::OperationType::subscription}) {
    const NamedType* root = schema_.root(operation);
    if (root != nullptr) text += fmt::format("  {}: {}\n", ast::print_operation_type(operation), root->name);
  }
  return text + "}";
}

std::string SchemaPrinter::directive(const DirectiveDefinition& directive) const {
  std::string text = fmt::format("{}directive @{}{}{} on ", description(directive.description, "", true), directive.name,
                                 arguments(directive.arguments, ""), directive.is_repeatable ? " repeatable" : "");
  for (const DirectiveLocation& each : directive.locations) {
    if (&each != directive.locations.data()) text += " | ";
    text += print_directive_location(each);
  }
  return text;
}

std::string SchemaPrinter::type(const NamedType& type) const {
  std::string text = fmt::format("{}{} {}", description(type.description, "", true), keyword_of(type.kind), type.name);
  text += names(" implements ", type.interfaces, " & ");
  if (type.specified_by_url) text += fmt::format(" @specifiedBy(url: {})", print_string(*type.specified_by_url));
  if (type.is_one_of) text += " @oneOf";
  text += applied(type.directives) + names(" = ", type.members, " | ");
  text += block(type.fields, [this](const FieldDefinition& field) {
    return fmt::format("{}{}: {}{}", field.name, arguments(field.arguments, "  "), field.type.text(), marks(field));
  });
  text += block(type.values, [this](const EnumValueDefinition& value) { return value.name + marks(value); });
  return text + block(type.input_fields, [this](const InputValueDefinition& field) { return input_value(field); });
}

std::string SchemaPrinter::names(std::string_view before, const std::vector<const NamedType*>& types,
                                 std::string_view separator) {
  std::string text;
  for (const NamedType* each : types) text += fmt::format("{}{}", text.empty() ? before : separator, each->name);
  return text;
}

std::string SchemaPrinter::arguments(const Named<InputValueDefinition>& arguments, std::string_view indentation) const {
  if (arguments.empty()) return "";
  const bool are_described = std::any_of(arguments.begin(), arguments.end(), [](const InputValueDefinition& each) {
    return each.description && !each.description->empty();
  });
  std::string text;
  for (const InputValueDefinition& each : arguments) {
    if (are_described) {
      text += '\n' + description(each.description, fmt::format("{}  ", indentation), text.empty());
      text += fmt::format("{}  {}", indentation, input_value(each));
    } else {
      text += (text.empty() ? "" : ", ") + input_value(each);
    }
  }
  return are_described ? fmt::format("({}\n{})", text, indentation) : fmt::format("({})", text);
}

std::string SchemaPrinter::input_value(const InputValueDefinition& input) const {
  std::string text = fmt::format("{}: {}", input.name, input.type.text());
  if (input.default_value) {
    if (const auto printed = print_coerced(*input.default_value, input.type)) text += " = " + *printed;
  }
  return text + marks(input);
}

std::string SchemaPrinter::marks(const SchemaElement& element) const {
  std::string text;
  if (element.is_deprecated()) {
    text = *element.deprecation_reason == kDefaultReason
               ? " @deprecated"
               : fmt::format(" @deprecated(reason: {})", print_string(*element.deprecation_reason));
  }
  return text + applied(element.directives);
}

// Those of the application; standard ones are printed by what they mean.
std::string SchemaPrinter::applied(const std::vector<AppliedDirective>& directives) const {
  std::string text;
  if (!with_applied_) return text;
  for (const AppliedDirective& each : directives) {
    const DirectiveDefinition& definition = *schema_.directive(each.name);
    if (definition.is_built_in) continue;
    std::string arguments;
    for (const InputValueDefinition& argument : definition.arguments) {
      const Value* value = each.argument(argument.name);
      if (value == nullptr || (argument.default_value && *argument.default_value == *value)) continue;
      const auto printed = print_coerced(*value, argument.type);
      if (printed) arguments += fmt::format("{}{}: {}", arguments.empty() ? "" : ", ", argument.name, *printed);
    }
    text += fmt::format(" @{}{}", each.name, arguments.empty() ? "" : fmt::format("({})", arguments));
  }
  return text;
}

// Ends its line where there is one; a blank line goes before all but the first of a block.
std::string SchemaPrinter::description(const std::optional<std::string>& description, std::string_view indentation,
                                       bool is_first) {
  if (!description) return "";
  const std::string literal =
      is_printable_as_block_string(*description) ? print_block_string(*description) : print_string(*description);
  std::string text = !indentation.empty() && !is_first ? fmt::format("\n{}", indentation) : std::string(indentation);
  for (const char c : literal) {
    text += c;
    if (c == '\n') text += indentation;
  }
  return text + '\n';
}

std::string print_schema(const Schema& schema, const PrintSchemaOptions& options) {
  return SchemaPrinter(schema, options.with_applied_directives).print();
}

}  // namespace switchyard::graphql
