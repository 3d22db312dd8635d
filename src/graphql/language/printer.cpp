#include "graphql/language/printer.hpp"

#include <fmt/format.h>

#include "graphql/language/block_string.hpp"
#include "graphql/language/document_printer.hpp"
#include "graphql/language/utf8.hpp"

namespace switchyard::graphql {

using ast::Kind;

namespace {
// A field whose arguments would go beyond has them on lines of their own; in UTF-16 code units, as graphql-js counts.
constexpr std::size_t kLineUnitsMax = 80;
}  // namespace

void DocumentPrinter::line() {
  out_ += '\n';
  out_.append(depth_ * 2, ' ');
}

void DocumentPrinter::text(std::string_view text) {
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    out_ += text.substr(0, end);
    line();
    text.remove_prefix(end + 1);
  }
  out_ += text;
}

void DocumentPrinter::document(const ast::Document& document) {
  bool is_first = true;
  for (const ast::Definition* each : document.definitions()) {
    if (!is_first) text("\n\n");
    is_first = false;
    definition(*each);
  }
}

void DocumentPrinter::definition(const ast::Definition& definition) {
  if (const auto* operation_definition = ast::as_operation(definition)) return operation(*operation_definition);
  if (const auto* fragment_definition = ast::as_fragment(definition)) return fragment(*fragment_definition);
  if (const auto* schema_definition = ast::as_schema(definition)) return schema(*schema_definition);
  if (const auto* type = ast::as_type(definition)) return type_definition(*type);
  if (const auto* directive = ast::as_directive_definition(definition)) return directive_definition(*directive);
}

void DocumentPrinter::operation(const ast::OperationDefinition& operation) {
  const bool is_shorthand = operation.operation == ast::OperationType::query && operation.description == nullptr &&
                            !operation.name && operation.variables.empty() && operation.directives.empty();
  if (!is_shorthand) {
    description(operation.description);
    text(ast::print_operation_type(operation.operation));
    if (operation.name || !operation.variables.empty()) text(" ");
    text(operation.name.value);
    variable_definitions(operation.variables);
    directives(operation.directives);
    text(" ");
  }
  selection_set(*operation.selection_set);
}

void DocumentPrinter::variable_definitions(ast::List<ast::VariableDefinition> variables) {
  if (variables.empty()) return;
  const std::vector<std::string> printed = apart(variables);
  bool has_lines = false;
  for (const std::string& each : printed) has_lines = has_lines || each.find('\n') != std::string::npos;
  text(has_lines ? "(\n" : "(");
  for (std::size_t i = 0; i < printed.size(); ++i) {
    if (i != 0) text(has_lines ? "\n" : ", ");
    text(printed[i]);
  }
  text(has_lines ? "\n)" : ")");
}

void DocumentPrinter::element(const ast::VariableDefinition& variable) {
  description(variable.description);
  value(variable.variable);
  text(": ");
  type(*variable.type);
  if (variable.default_value != nullptr) {
    text(" = ");
    value(*variable.default_value);
  }
  directives(variable.directives);
}

void DocumentPrinter::fragment(const ast::FragmentDefinition& fragment) {
  description(fragment.description);
  text("fragment ");
  text(fragment.name.value);
  text(" on ");
  text(fragment.type_condition.name);
  directives(fragment.directives);
  text(" ");
  selection_set(*fragment.selection_set);
}

void DocumentPrinter::selection_set(const ast::SelectionSet& set) {
  text("{");
  ++depth_;
  for (const ast::Selection* each : set.selections) {
    line();
    selection(*each);
  }
  --depth_;
  line();
  text("}");
}

void DocumentPrinter::selection(const ast::Selection& selection) {
  if (const auto* selected = ast::as_field(selection)) return field(*selected);
  text("...");
  if (const auto* spread = ast::as_fragment_spread(selection)) {
    text(spread->name.value);
    return directives(spread->directives);
  }
  const auto& inline_fragment = *ast::as_inline_fragment(selection);
  if (inline_fragment.type_condition) {
    text(" on ");
    text(inline_fragment.type_condition.name);
  }
  directives(inline_fragment.directives);
  text(" ");
  selection_set(*inline_fragment.selection_set);
}

void DocumentPrinter::field(const ast::Field& field) {
  std::size_t prefix_units = field.name.value.size();
  if (field.alias) {
    text(field.alias.value);
    text(": ");
    prefix_units += field.alias.value.size() + 2;
  }
  text(field.name.value);
  arguments(field.arguments, prefix_units);
  directives(field.directives);
  if (field.selection_set == nullptr) return;
  text(" ");
  selection_set(*field.selection_set);
}

void DocumentPrinter::arguments(ast::List<ast::Argument> arguments, std::size_t prefix_units) {
  if (arguments.empty()) return;
  std::vector<std::string> printed;
  std::size_t units = prefix_units + 2;
  for (const ast::Argument& each : arguments) {
    printed.push_back(fmt::format("{}: {}", each.name.value, print(each.value)));
    units += utf16_size(printed.back()) + (printed.size() == 1 ? 0 : 2);
  }
  const bool on_own_lines = units > kLineUnitsMax;
  text("(");
  if (on_own_lines) ++depth_;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    if (on_own_lines) {
      line();
    } else if (i != 0) {
      text(", ");
    }
    text(printed[i]);
  }
  if (on_own_lines) --depth_, line();
  text(")");
}

void DocumentPrinter::value(const ast::Value& value) {
  switch (value.kind) {
    case Kind::variable:
      text("$");
      return text(value.text);
    case Kind::string_value:
      return text(value.block ? print_block_string(value.text) : print_string(value.text));
    case Kind::list_value:
      text("[");
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i != 0) text(", ");
        this->value(value.items[i]);
      }
      return text("]");
    case Kind::object_value:
      text("{");
      for (std::size_t i = 0; i < value.fields.size(); ++i) {
        if (i != 0) text(", ");
        text(value.fields[i].name.value);
        text(": ");
        this->value(value.fields[i].value);
      }
      return text("}");
    default:
      return text(value.text);
  }
}

void DocumentPrinter::type(const ast::Type& type) {
  if (type.kind == Kind::named_type) return text(type.name.value);
  if (type.kind == Kind::list_type) text("[");
  this->type(*type.inner);
  text(type.kind == Kind::list_type ? "]" : "!");
}

void DocumentPrinter::directive(const ast::Directive& directive) {
  text("@");
  text(directive.name.value);
  if (directive.arguments.empty()) return;
  text("(");
  for (std::size_t i = 0; i < directive.arguments.size(); ++i) {
    if (i != 0) text(", ");
    text(directive.arguments[i].name.value);
    text(": ");
    value(directive.arguments[i].value);
  }
  text(")");
}

void DocumentPrinter::directives(ast::List<ast::Directive> directives) {
  for (const ast::Directive& each : directives) {
    text(" ");
    directive(each);
  }
}

void DocumentPrinter::description(const ast::Value* description) {
  if (description == nullptr) return;
  value(*description);
  line();
}

std::string print_string(std::string_view value) {
  std::string printed = "\"";
  for (std::size_t at = 0; at < value.size(); ++at) {
    const auto c = static_cast<unsigned char>(value[at]);
    const bool is_c1 = c == 0xC2 && at + 1 < value.size() && static_cast<unsigned char>(value[at + 1]) < 0xA0;
    constexpr std::string_view kNamed = "\b\t\n\f\r\"\\";
    constexpr std::string_view kLetters = "btnfr\"\\";
    if (const std::size_t named = kNamed.find(value[at]); named != std::string_view::npos) {
      printed += '\\';
      printed += kLetters[named];
    } else if (c < 0x20 || c == 0x7F) {
      printed += fmt::format("\\u{:04X}", c);
    } else if (is_c1) {
      printed += fmt::format("\\u{:04X}", static_cast<unsigned char>(value[++at]));
    } else {
      printed += value[at];
    }
  }
  return printed + '"';
}

std::string print(const ast::Document& document) {
  DocumentPrinter printer;
  printer.document(document);
  return printer.take();
}

std::string print(const ast::Definition& definition) {
  DocumentPrinter printer;
  printer.definition(definition);
  return printer.take();
}

std::string print(const ast::Value& value) {
  DocumentPrinter printer;
  printer.value(value);
  return printer.take();
}

std::string print(const ast::Type& type) {
  DocumentPrinter printer;
  printer.type(type);
  return printer.take();
}

std::string print(const ast::Directive& directive) {
  DocumentPrinter printer;
  printer.directive(directive);
  return printer.take();
}

}  // namespace switchyard::graphql
