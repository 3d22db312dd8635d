#include "graphql/schema/schema_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace switchyard::graphql {

using ast::Kind;

namespace {

TypeKind kind_of(Kind kind) {
  switch (kind) {
    case Kind::object_type_definition:
      return TypeKind::object;
    case Kind::interface_type_definition:
      return TypeKind::interface;
    case Kind::union_type_definition:
      return TypeKind::union_;
    case Kind::enum_type_definition:
      return TypeKind::enum_;
    case Kind::input_object_type_definition:
      return TypeKind::input_object;
    default:
      return TypeKind::scalar;
  }
}

std::optional<std::string> text_of(const ast::Value* description) {
  return description == nullptr ? std::nullopt : std::optional(std::string(description->text));
}

bool has_directive(const ast::TypeDefinition& node, std::string_view name) {
  return std::any_of(node.directives.begin(), node.directives.end(),
                     [&](const ast::Directive& each) { return each.name.value == name; });
}

}  // namespace

SchemaBuilder::SchemaBuilder(const SchemaOptions& options, ast::DocumentPtr standard, ast::DocumentPtr sdl, SdlErrors& errors)
    : options_(options), standard_(std::move(standard)), sdl_(std::move(sdl)), errors_(errors) {
  schema_->documents_ = {standard_, sdl_};
}

std::shared_ptr<Schema> SchemaBuilder::build() {
  add_types(*standard_, true);
  add_types(*sdl_, false);
  add_extensions();
  for (const auto& type : schema_->owned_types_) fill(*type);
  add_directives(*sdl_, false);
  add_directives(*standard_, true);
  make_indexes();
  set_roots();
  set_defaults();
  apply_directives();
  order_types();
  return schema_;
}

// Standard names are not defined anew: such a definition only gives the type its place, as in graphql-js.
void SchemaBuilder::add_types(const ast::Document& document, bool is_standard) {
  for (const ast::Definition* definition : document.definitions()) {
    if (!ast::is_type_definition(definition->kind)) continue;
    if (NamedType* known = named(definition->name.value)) {
      if (!is_standard && known->is_built_in) own_types_.push_back(known);
      continue;
    }
    auto type = std::make_unique<NamedType>();
    type->name = definition->name.value;
    type->description = text_of(definition->description);
    type->kind = kind_of(definition->kind);
    type->is_built_in = is_standard;
    type->nodes.push_back(ast::as_type(*definition));
    if (!is_standard) own_types_.push_back(type.get());
    schema_->types_by_name_.emplace(type->name, type.get());
    schema_->owned_types_.push_back(std::move(type));
  }
}

void SchemaBuilder::add_extensions() {
  for (const ast::Definition* definition : sdl_->definitions()) {
    if (!ast::is_type_extension(definition->kind)) continue;
    NamedType* type = named(definition->name.value);
    if (type != nullptr && !type->is_built_in) type->nodes.push_back(ast::as_type(*definition));
  }
}

void SchemaBuilder::add_directives(const ast::Document& document, bool is_standard) {
  for (const ast::Definition* definition : document.definitions()) {
    const auto* node = ast::as_directive_definition(*definition);
    if (node == nullptr || schema_->directives_by_name_.contains(node->name.value)) continue;
    auto directive = std::make_unique<DirectiveDefinition>();
    directive->name = node->name.value;
    directive->description = text_of(node->description);
    directive->is_repeatable = node->repeatable;
    directive->node = node;
    for (const ast::Name& each : node->locations) {
      if (const auto location = directive_location(each.value)) directive->locations.push_back(*location);
    }
    fill_input_values(directive->arguments, node->arguments);
    schema_->directives_by_name_.emplace(directive->name, directive.get());
    schema_->directives_.push_back(directive.get());
    schema_->owned_directives_.push_back(std::move(directive));
  }
  if (!is_standard) return;
  for (const ast::Definition* definition : document.definitions()) {
    if (definition->kind == Kind::directive_definition) schema_->directives_by_name_[definition->name.value]->is_built_in = true;
  }
}

NamedType* SchemaBuilder::named(std::string_view name) const {
  const auto found = schema_->types_by_name_.find(name);
  return found == schema_->types_by_name_.end() ? nullptr : found->second;
}

TypeRef SchemaBuilder::type_ref(const ast::Type& type) {
  if (const auto found = schema_->type_of(type)) return *found;
  errors_.report(fmt::format("A type may have {} lists and non-nulls within each other.", TypeRef::kWrappersMax), type);
  return TypeRef(*named("String"));
}

void SchemaBuilder::fill(NamedType& type) {
  if (type.kind == TypeKind::scalar) set_scalar(type);
  for (const ast::TypeDefinition* node : type.nodes) {
    for (const ast::NamedType& each : node->interfaces) type.interfaces.push_back(named(each.name));
    for (const ast::NamedType& each : node->members) type.members.push_back(named(each.name));
    fill_fields(type, node->fields);
    for (const ast::EnumValueDefinition& each : node->values) append(type.values, each);
    fill_input_values(type.input_fields, node->input_fields);
    type.is_one_of = type.is_one_of || (type.kind == TypeKind::input_object && has_directive(*node, "oneOf"));
  }
}

void SchemaBuilder::set_scalar(NamedType& type) {
  static const ScalarFunctions kAsItIs = {.parse = [](const Value& input) -> ScalarResult { return input; },
                                          .serialize = [](const Value& result) -> ScalarResult { return result; },
                                          .parse_literal = nullptr};
  if (type.is_built_in) {
    type.scalar = &standard_scalars().find(type.name)->second;
    return;
  }
  const auto given = options_.scalars.find(type.name);
  if (given == options_.scalars.end()) {
    type.scalar = &kAsItIs;
    return;
  }
  schema_->owned_scalars_.push_back(std::make_unique<ScalarFunctions>(given->second));
  type.scalar = schema_->owned_scalars_.back().get();
  ScalarFunctions& functions = *schema_->owned_scalars_.back();
  if (!functions.parse) functions.parse = kAsItIs.parse;
  if (!functions.serialize) functions.serialize = kAsItIs.serialize;
}

template <class T, class Node>
T& SchemaBuilder::append(Named<T>& elements, const Node& node) {
  T& element = elements.items_.emplace_back();
  element.name = node.name.value;
  element.description = text_of(node.description);
  element.node = &node;
  return element;
}

void SchemaBuilder::fill_input_values(Named<InputValueDefinition>& inputs, ast::List<ast::InputValueDefinition> nodes) {
  for (const ast::InputValueDefinition& node : nodes) {
    InputValueDefinition& input = append(inputs, node);
    input.type = type_ref(*node.type);
    input.default_literal = node.default_value;
  }
}

void SchemaBuilder::fill_fields(NamedType& type, ast::List<ast::FieldDefinition> nodes) {
  for (const ast::FieldDefinition& node : nodes) {
    FieldDefinition& field = append(type.fields, node);
    field.type = type_ref(*node.type);
    field.parent = &type;
    fill_input_values(field.arguments, node.arguments);
  }
}

// As `schema { … }` and its extensions say; without a definition the types Query, Mutation and Subscription.
void SchemaBuilder::set_roots() {
  bool has_definition = false;
  for (const ast::Definition* definition : sdl_->definitions()) {
    const auto* node = ast::as_schema(*definition);
    if (node == nullptr) continue;
    if (node->kind == Kind::schema_definition) {
      has_definition = true;
      schema_->description_ = text_of(node->description);
    }
    for (const ast::OperationTypeDefinition& root : node->operation_types) {
      schema_->roots_[static_cast<std::size_t>(root.operation)] = named(root.type.name);
    }
  }
  if (has_definition) return;
  constexpr std::string_view kNames[] = {"Query", "Mutation", "Subscription"};
  for (std::size_t i = 0; i < 3; ++i) {
    if (NamedType* type = named(kNames[i])) schema_->roots_[i] = type;
  }
}

}  // namespace switchyard::graphql
