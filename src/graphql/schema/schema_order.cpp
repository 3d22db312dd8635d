// What is done once all elements are there: the order of types as graphql-js lists them, numbers, indexes, meta fields.
#include <algorithm>

#include "graphql/schema/schema_builder.hpp"

namespace switchyard::graphql {

// The application's types in the order of the SDL, after each the standard ones that it is the first to name; then those that
// only directives and introspection need. Standard scalars that nothing names are not of the schema.
void SchemaBuilder::order_types() {
  for (const NamedType* type : own_types_) placed_.insert(type);
  for (NamedType* type : own_types_) place(*type);
  for (const DirectiveDefinition* directive : schema_->directives_) {
    for (const InputValueDefinition& argument : directive->arguments) place_unless_known(argument.type.named());
  }
  place_unless_known(*named("__Schema"));

  schema_->types_by_name_.clear();
  for (const auto& type : schema_->owned_types_) {
    if (placed_.contains(type.get())) schema_->types_by_name_.emplace(type->name, type.get());
  }
  number_fields();
  link_possible_types();
  make_meta_fields();
}

void SchemaBuilder::place(NamedType& type) {
  type.id = static_cast<std::uint32_t>(schema_->types_.size());
  schema_->types_.push_back(&type);
  place_types_of(type);
}

void SchemaBuilder::place_unless_known(const NamedType& type) {
  if (placed_.insert(&type).second) place(*schema_->types_by_name_.at(type.name));
}

void SchemaBuilder::place_types_of(const NamedType& type) {
  for (const NamedType* each : type.members) place_unless_known(*each);
  for (const NamedType* each : type.interfaces) place_unless_known(*each);
  for (const FieldDefinition& field : type.fields) {
    place_unless_known(field.type.named());
    for (const InputValueDefinition& argument : field.arguments) place_unless_known(argument.type.named());
  }
  for (const InputValueDefinition& field : type.input_fields) place_unless_known(field.type.named());
}

void SchemaBuilder::number_fields() {
  std::uint32_t next = 0;
  for (const NamedType* type : schema_->types_) {
    for (FieldDefinition& field : schema_->types_by_name_.at(type->name)->fields.items_) field.id = next++;
  }
  schema_->field_count_ = next;
}

void SchemaBuilder::link_possible_types() {
  schema_->possible_types_.resize(schema_->types_.size());
  schema_->implementing_interfaces_.resize(schema_->types_.size());
  for (const NamedType* type : schema_->types_) {
    if (type->kind == TypeKind::union_) schema_->possible_types_[type->id] = type->members;
    if (type->kind == TypeKind::object) schema_->possible_types_[type->id] = {type};
    auto& lists = type->kind == TypeKind::object ? schema_->possible_types_ : schema_->implementing_interfaces_;
    for (const NamedType* each : type->interfaces) {
      if (each->kind == TypeKind::interface) lists[each->id].push_back(type);
    }
  }
}

void SchemaBuilder::make_meta_fields() {
  const auto make = [this](std::size_t place, const char* name, TypeRef type, const char* description) {
    auto field = std::make_unique<FieldDefinition>();
    field->name = name;
    field->description = description;
    field->type = type;
    field->id = static_cast<std::uint32_t>(schema_->field_count_++);
    schema_->meta_fields_[place] = std::move(field);
  };
  const TypeRef text = TypeRef(*named("String")).non_null();
  make(0, "__typename", text, "The name of the current Object type at runtime.");
  make(1, "__schema", TypeRef(*named("__Schema")).non_null(), "Access the current type schema of this server.");
  make(2, "__type", TypeRef(*named("__Type")), "Request the type information of a single type.");
  InputValueDefinition& name = schema_->meta_fields_[2]->arguments.items_.emplace_back();
  name.name = "name";
  name.type = text;
}

template <class T>
void SchemaBuilder::index(Named<T>& elements) {
  if (elements.items_.size() <= Named<T>::kScanMax) return;
  for (std::size_t i = 0; i < elements.items_.size(); ++i) elements.places_.emplace(elements.items_[i].name, i);
}

void SchemaBuilder::make_indexes() {
  for (const auto& type : schema_->owned_types_) {
    index(type->fields);
    index(type->values);
    index(type->input_fields);
    for (FieldDefinition& field : type->fields.items_) index(field.arguments);
  }
  for (const auto& directive : schema_->owned_directives_) index(directive->arguments);
}

}  // namespace switchyard::graphql
