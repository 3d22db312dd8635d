// The types that a traversal stands in: what a selection set selects from, what a field gives, what an argument's value must be.
// Kept by the traversal, read by rules. What is not known (an undefined field, a type that is none) is nothing, not an error.
#pragma once

#include <optional>
#include <vector>

#include "graphql/language/ast.hpp"
#include "graphql/schema/schema.hpp"

namespace switchyard::graphql::validation {

class TypeTracker {
 public:
  explicit TypeTracker(const Schema& schema) : schema_(schema) {}

  // The type of the field, fragment or operation that is open.
  [[nodiscard]] std::optional<TypeRef> type() const { return top(types_); }
  // The composite type that the open selection set selects from, or null.
  [[nodiscard]] const NamedType* parent_type() const { return parent_types_.empty() ? nullptr : parent_types_.back(); }
  [[nodiscard]] const FieldDefinition* field() const { return fields_.empty() ? nullptr : fields_.back(); }
  [[nodiscard]] const InputValueDefinition* argument() const { return argument_; }
  // What a value must be here, and what the list or object around it must be.
  [[nodiscard]] std::optional<TypeRef> input_type() const { return top(inputs_); }
  [[nodiscard]] std::optional<TypeRef> parent_input_type() const;
  // Whether the argument or input field that a value is for has a default.
  [[nodiscard]] bool has_default() const { return !defaults_.empty() && defaults_.back(); }

  void enter_operation(const ast::OperationDefinition& operation);
  void enter_fragment(const ast::NamedType& type_condition);
  void enter_inline_fragment(const ast::InlineFragment& fragment);
  void leave_typed() { types_.pop_back(); }  // Of the three above.
  void enter_selection_set();
  void leave_selection_set() { parent_types_.pop_back(); }
  void enter_field(const ast::Field& field);
  void leave_field();
  void enter_directive(const ast::Directive& directive) { directive_ = schema_.directive(directive.name.value); }
  void leave_directive() { directive_ = nullptr; }
  void enter_variable_definition(const ast::VariableDefinition& definition);
  void leave_variable_definition() { inputs_.pop_back(); }
  void enter_argument(const ast::Argument& argument);
  void leave_argument();
  void enter_list();
  void enter_object_field(const ast::ObjectField& field);
  void leave_input();  // Of the two above.

 private:
  using Known = std::optional<TypeRef>;
  [[nodiscard]] static Known top(const std::vector<Known>& stack) { return stack.empty() ? Known() : stack.back(); }
  void push_output(const NamedType* type);

  const Schema& schema_;
  std::vector<Known> types_;
  std::vector<const NamedType*> parent_types_;
  std::vector<const FieldDefinition*> fields_;
  std::vector<Known> inputs_;
  std::vector<bool> defaults_;
  const DirectiveDefinition* directive_ = nullptr;
  const InputValueDefinition* argument_ = nullptr;
};

}  // namespace switchyard::graphql::validation
