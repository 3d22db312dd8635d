// Writes nodes with indentation; behind print() alone.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graphql/language/ast.hpp"

namespace switchyard::graphql {

// A function a kind of node. Parts that are not there leave no blank behind.
class DocumentPrinter {
 public:
  void document(const ast::Document& document);
  void definition(const ast::Definition& definition);
  void value(const ast::Value& value);
  void type(const ast::Type& type);
  void directive(const ast::Directive& directive);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  // printer.cpp
  void operation(const ast::OperationDefinition& operation);
  void variable_definitions(ast::List<ast::VariableDefinition> variables);
  void fragment(const ast::FragmentDefinition& fragment);
  void selection_set(const ast::SelectionSet& set);
  void selection(const ast::Selection& selection);
  void field(const ast::Field& field);
  void arguments(ast::List<ast::Argument> arguments, std::size_t prefix_units);

  // printer_type_system.cpp
  void schema(const ast::SchemaDefinition& schema);
  void type_definition(const ast::TypeDefinition& type);
  void directive_definition(const ast::DirectiveDefinition& directive);
  void argument_definitions(ast::List<ast::InputValueDefinition> arguments);
  void element(const ast::FieldDefinition& field);
  void element(const ast::InputValueDefinition& input);
  void element(const ast::EnumValueDefinition& value);
  void element(const ast::OperationTypeDefinition& root);
  void element(const ast::VariableDefinition& variable);

  void description(const ast::Value* description);
  // Each after a blank.
  void directives(ast::List<ast::Directive> directives);
  void named_types(std::string_view before, ast::List<ast::NamedType> types, std::string_view separator);
  // Line ends within are followed by the indentation of here.
  void text(std::string_view text);
  void line();

  template <class T>
  void block(ast::List<T> elements) {
    if (elements.empty()) return;
    text(" {");
    ++depth_;
    for (const T& each : elements) {
      line();
      element(each);
    }
    --depth_;
    line();
    text("}");
  }
  // Each element as it is without indentation.
  template <class T>
  static std::vector<std::string> apart(ast::List<T> elements) {
    std::vector<std::string> printed;
    printed.reserve(elements.size());
    for (const T& each : elements) {
      DocumentPrinter printer;
      printer.element(each);
      printed.push_back(printer.take());
    }
    return printed;
  }

  std::string out_;
  std::size_t depth_ = 0;
};

// A string literal: escapes for quotes, backslashes and control characters.
[[nodiscard]] std::string print_string(std::string_view value);

}  // namespace switchyard::graphql
