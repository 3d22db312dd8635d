// Makes a Schema of definitions that validate_sdl has let pass; what can only be told of the whole goes to the list of errors.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graphql/schema/build_schema.hpp"
#include "graphql/schema/schema.hpp"
#include "graphql/schema/sdl_errors.hpp"

namespace switchyard::graphql {

// For one schema.
class SchemaBuilder {
 public:
  // `standard` holds what every schema has, `sdl` the application's part, which may define standard directives anew.
  SchemaBuilder(const SchemaOptions& options, ast::DocumentPtr standard, ast::DocumentPtr sdl, SdlErrors& errors);

  std::shared_ptr<Schema> build();

 private:
  // schema_builder.cpp
  void add_types(const ast::Document& document, bool is_standard);
  void add_extensions();
  void add_directives(const ast::Document& document, bool is_standard);
  void set_roots();
  [[nodiscard]] NamedType* named(std::string_view name) const;
  TypeRef type_ref(const ast::Type& type);
  void fill(NamedType& type);
  void set_scalar(NamedType& type);
  void fill_input_values(Named<InputValueDefinition>& inputs, ast::List<ast::InputValueDefinition> nodes);
  void fill_fields(NamedType& type, ast::List<ast::FieldDefinition> nodes);
  template <class T, class Node>
  static T& append(Named<T>& elements, const Node& node);

  // schema_defaults.cpp
  template <class Each>
  void for_each_input_value(const Each& each);
  void set_defaults();
  void set_default(const std::string& coordinate, InputValueDefinition& input);
  void set_defaults_within(const ast::Value& literal, TypeRef type);
  void report_default_cycle(const std::string& coordinate);

  // schema_directives.cpp
  void apply_directives();
  void apply(SchemaElement& element, ast::List<ast::Directive> nodes);
  std::vector<AppliedDirective> applied(ast::List<ast::Directive> nodes);

  // schema_order.cpp
  void order_types();
  void place(NamedType& type);
  void place_types_of(const NamedType& type);
  void place_unless_known(const NamedType& type);
  void number_fields();
  void link_possible_types();
  void make_meta_fields();
  void make_indexes();
  template <class T>
  static void index(Named<T>& elements);

  const SchemaOptions& options_;
  ast::DocumentPtr standard_;
  ast::DocumentPtr sdl_;
  SdlErrors& errors_;
  std::shared_ptr<Schema> schema_ = std::make_shared<Schema>();
  std::vector<NamedType*> own_types_;
  std::unordered_set<const NamedType*> placed_;

  struct DefaultStep {
    std::string coordinate;
    const ast::Node* node;
  };
  std::unordered_map<const InputValueDefinition*, bool> defaults_done_;  // False: begun.
  std::vector<DefaultStep> default_path_;
};

}  // namespace switchyard::graphql
