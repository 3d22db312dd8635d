// What a rule of validation sees of a document: the traversal calls it at each node, in the order of the text, with the types of
// Context::types() as they are there. A rule reports through its Context and keeps only what it needs between nodes.
#pragma once

#include <string_view>

#include "graphql/language/ast.hpp"
#include "graphql/schema/schema.hpp"

namespace switchyard::graphql::validation {

// Whether the rule wants to see what is below the node. A rule that does not is also not called when the node is left.
enum class Below { visit, skip };

class Rule {
 public:
  Rule() = default;
  Rule(const Rule&) = delete;
  Rule& operator=(const Rule&) = delete;
  virtual ~Rule() = default;

  virtual Below enter_document(const ast::Document&) { return Below::visit; }
  virtual void leave_document(const ast::Document&) {}

  virtual Below enter_operation(const ast::OperationDefinition&) { return Below::visit; }
  virtual void leave_operation(const ast::OperationDefinition&) {}
  virtual Below enter_fragment(const ast::FragmentDefinition&) { return Below::visit; }
  virtual Below enter_variable_definition(const ast::VariableDefinition&) { return Below::visit; }

  // `holder` is inline_fragment for the selection set of an inline fragment.
  virtual void enter_selection_set(const ast::SelectionSet&, ast::Kind /*holder*/) {}
  virtual Below enter_field(const ast::Field&) { return Below::visit; }
  virtual void leave_field(const ast::Field&) {}
  virtual void enter_fragment_spread(const ast::FragmentSpread&) {}
  virtual void enter_inline_fragment(const ast::InlineFragment&) {}

  virtual Below enter_directive(const ast::Directive&, DirectiveLocation) { return Below::visit; }
  virtual void leave_directive(const ast::Directive&) {}
  virtual void enter_argument(const ast::Argument&) {}

  // Any value but a variable; list and object values before what they hold.
  virtual Below enter_value(const ast::Value&) { return Below::visit; }
  virtual void leave_value(const ast::Value&) {}
  virtual void enter_object_field(const ast::ObjectField&) {}
  virtual void enter_variable(const ast::Value&) {}

  // Wherever a type is named, but at its own definition. `in_type_system`: in a definition or extension of schema, type or
  // directive.
  virtual void enter_named_type(const ast::Node&, std::string_view /*name*/, bool /*in_type_system*/) {}

  // A node of a type system document that may carry directives: `name` is that of definitions and extensions, "" of a schema.
  virtual void enter_type_system_node(const ast::Node&, std::string_view /*name*/, ast::List<ast::Directive>) {}
};

}  // namespace switchyard::graphql::validation
