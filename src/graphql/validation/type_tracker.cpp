#include "graphql/validation/type_tracker.hpp"

namespace switchyard::graphql::validation {

std::optional<TypeRef> TypeTracker::parent_input_type() const {
  return inputs_.size() < 2 ? Known() : inputs_[inputs_.size() - 2];
}

void TypeTracker::push_output(const NamedType* type) {
  types_.push_back(type != nullptr && type->is_output() ? Known(TypeRef(*type)) : Known());
}

void TypeTracker::enter_operation(const ast::OperationDefinition& operation) { push_output(schema_.root(operation.operation)); }

void TypeTracker::enter_fragment(const ast::NamedType& type_condition) { push_output(schema_.type(type_condition.name)); }

void TypeTracker::enter_inline_fragment(const ast::InlineFragment& fragment) {
  if (fragment.type_condition) return enter_fragment(fragment.type_condition);
  const Known around = type();
  push_output(around ? &around->named() : nullptr);
}

void TypeTracker::enter_selection_set() {
  const Known around = type();
  parent_types_.push_back(around && around->named().is_composite() ? &around->named() : nullptr);
}

void TypeTracker::enter_field(const ast::Field& field) {
  const NamedType* parent = parent_type();
  const FieldDefinition* definition = parent == nullptr ? nullptr : schema_.selected_field(*parent, field.name.value);
  fields_.push_back(definition);
  types_.push_back(definition == nullptr ? Known() : Known(definition->type));
}

void TypeTracker::leave_field() {
  fields_.pop_back();
  types_.pop_back();
}

void TypeTracker::enter_variable_definition(const ast::VariableDefinition& definition) {
  const Known type = schema_.type_of(*definition.type);
  inputs_.push_back(type && type->named().is_input() ? type : Known());
}

// The arguments of a directive that the schema does not have are looked up at the field that carries it, as graphql-js does.
void TypeTracker::enter_argument(const ast::Argument& argument) {
  argument_ = nullptr;
  if (directive_ != nullptr) {
    argument_ = directive_->arguments.find(argument.name.value);
  } else if (field() != nullptr) {
    argument_ = field()->arguments.find(argument.name.value);
  }
  defaults_.push_back(argument_ != nullptr && argument_->default_value);
  inputs_.push_back(argument_ == nullptr ? Known() : Known(argument_->type));
}

void TypeTracker::leave_argument() {
  argument_ = nullptr;
  leave_input();
}

void TypeTracker::enter_list() {
  const Known type = input_type();
  defaults_.push_back(false);
  if (!type) return inputs_.push_back(Known());
  inputs_.push_back(type->is_list() ? type->item() : type->nullable());
}

void TypeTracker::enter_object_field(const ast::ObjectField& field) {
  const Known type = input_type();
  const InputValueDefinition* definition = type ? type->named().input_fields.find(field.name.value) : nullptr;
  defaults_.push_back(definition != nullptr && definition->default_value);
  inputs_.push_back(definition == nullptr ? Known() : Known(definition->type));
}

void TypeTracker::leave_input() {
  defaults_.pop_back();
  inputs_.pop_back();
}

}  // namespace switchyard::graphql::validation
