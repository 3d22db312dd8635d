// What can be told of a type system document before a schema is made of it: graphql-js' specifiedSDLRules.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "graphql/language/ast.hpp"
#include "graphql/schema/sdl_errors.hpp"

namespace switchyard::graphql {

// `standard` defines the scalars, directives and meta types that are known without being defined.
void validate_sdl(const ast::Document& standard, const ast::Document& sdl, SdlErrors& errors);

// Its two halves. Names: each defined once, each that is used defined, extensions of what is there.
class SdlNames {
 public:
  SdlNames(const ast::Document& standard, const ast::Document& sdl, SdlErrors& errors);
  void check(const ast::Definition& definition);

 private:
  using Seen = std::unordered_map<std::string_view, const ast::Name*>;

  void check_schema(const ast::SchemaDefinition& schema);
  void check_type(const ast::TypeDefinition& type);
  void check_extension(const ast::TypeDefinition& extension);
  void check_directive(const ast::DirectiveDefinition& directive);
  void check_elements(const ast::TypeDefinition& type);
  void check_arguments(const std::string& parent, ast::List<ast::InputValueDefinition> arguments);
  void check_types_of(ast::List<ast::InputValueDefinition> inputs);
  void check_known(const ast::Type& type);
  void check_known(const ast::Node& node, std::string_view name);

  SdlErrors& errors_;
  std::vector<std::string_view> standard_names_;
  std::vector<std::string_view> own_names_;
  std::unordered_map<std::string_view, const ast::TypeDefinition*> types_;  // Of the SDL; the last one where names repeat.
  std::unordered_map<std::string_view, bool> standard_;
  bool has_schema_ = false;
  const ast::OperationTypeDefinition* roots_[3] = {};
  Seen type_names_;
  Seen directive_names_;
  std::unordered_map<std::string_view, Seen> element_names_;  // By type: fields, values.
};

// Directives: known, where they may stand, once unless repeatable, with the arguments that they have.
class SdlDirectives {
 public:
  SdlDirectives(const ast::Document& standard, const ast::Document& sdl, SdlErrors& errors);
  void check(const ast::Definition& definition);

 private:
  using Seen = std::unordered_map<std::string_view, const ast::Directive*>;

  void check_list(ast::List<ast::Directive> directives, std::string_view location, Seen& seen);
  void check_apart(ast::List<ast::Directive> directives, std::string_view location);
  void check_inputs(ast::List<ast::InputValueDefinition> inputs, std::string_view location);
  void check_arguments(const ast::Directive& directive, const ast::DirectiveDefinition& definition);
  void check_repeated_arguments(const ast::Directive& directive);
  void check_value(const ast::Value& value);

  SdlErrors& errors_;
  std::unordered_map<std::string_view, const ast::DirectiveDefinition*> directives_;
  Seen on_schema_;
  std::unordered_map<std::string_view, Seen> on_type_;
};

}  // namespace switchyard::graphql
