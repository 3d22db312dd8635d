// One walk over a document for all rules, in the order of its text, with the types kept beside it.
#pragma once

#include <vector>

#include "graphql/language/ast.hpp"
#include "graphql/validation/rule.hpp"
#include "graphql/validation/type_tracker.hpp"

namespace switchyard::graphql::validation {

// Rules are called in their order at each node. Ends early once `stopped` is true. What it is given must outlive it.
class Traversal {
 public:
  Traversal(TypeTracker& types, std::vector<Rule*> rules, const bool& stopped);

  void document(const ast::Document& document);
  // One operation, fragment or definition of a type system alone.
  void definition(const ast::Definition& definition);

 private:
  template <class Call>
  void enter(const void* node, Call call);  // Of a rule: Below.
  template <class Call>
  void each(Call call);
  template <class Call>
  void leave(const void* node, Call call);
  void leave(const void* node);

  void operation(const ast::OperationDefinition& operation);
  void fragment(const ast::FragmentDefinition& fragment);
  void variable_definition(const ast::VariableDefinition& definition);
  void selection_set(const ast::SelectionSet& set, ast::Kind holder);
  void selection(const ast::Selection& selection);
  void field(const ast::Field& field);
  void inline_fragment(const ast::InlineFragment& fragment);
  void directives(ast::List<ast::Directive> directives, DirectiveLocation location);
  void arguments(ast::List<ast::Argument> arguments);
  void value(const ast::Value& value);
  void values_within(const ast::Value& value);
  void type(const ast::Type& type);
  void named_type(const ast::NamedType& type);

  void type_system(const ast::Definition& definition);
  void schema_definition(const ast::SchemaDefinition& definition);
  void type_definition(const ast::TypeDefinition& definition);
  void type_parts(const ast::TypeDefinition& definition);
  void input_values(ast::List<ast::InputValueDefinition> values, DirectiveLocation location);

  TypeTracker& types_;
  std::vector<Rule*> rules_;
  std::vector<const void*> skipping_;  // By rule: the node below which it sees nothing, or null.
  const bool& stopped_;
  bool in_type_system_ = false;
};

}  // namespace switchyard::graphql::validation
