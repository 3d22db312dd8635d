#include <fmt/format.h>

#include <algorithm>

#include "graphql/schema/sdl_validation.hpp"
#include "graphql/validation/suggestions.hpp"

namespace switchyard::graphql {

using ast::Kind;

namespace {

std::string_view print_extended_kind(Kind extension) {
  switch (extension) {
    case Kind::scalar_type_extension:
      return "scalar";
    case Kind::object_type_extension:
      return "object";
    case Kind::interface_type_extension:
      return "interface";
    case Kind::union_type_extension:
      return "union";
    case Kind::enum_type_extension:
      return "enum";
    default:
      return "input object";
  }
}

// scalar_type_definition … and scalar_type_extension … stand in the same order.
bool extends(Kind extension, Kind definition) {
  return static_cast<int>(extension) - static_cast<int>(Kind::scalar_type_extension) ==
         static_cast<int>(definition) - static_cast<int>(Kind::scalar_type_definition);
}

}  // namespace

SdlNames::SdlNames(const ast::Document& standard, const ast::Document& sdl, SdlErrors& errors) : errors_(errors) {
  for (const ast::Definition* definition : standard.definitions()) {
    if (!ast::is_type_definition(definition->kind)) continue;
    standard_names_.push_back(definition->name.value);
    standard_.emplace(definition->name.value, true);
  }
  for (const ast::Definition* definition : sdl.definitions()) {
    if (!ast::is_type_definition(definition->kind)) continue;
    if (!types_.contains(definition->name.value)) own_names_.push_back(definition->name.value);
    types_[definition->name.value] = ast::as_type(*definition);
  }
}

void SdlNames::check(const ast::Definition& definition) {
  if (const auto* schema = ast::as_schema(definition)) return check_schema(*schema);
  if (const auto* directive = ast::as_directive_definition(definition)) return check_directive(*directive);
  if (const auto* type = ast::as_type(definition)) return check_type(*type);
  errors_.report("A schema is made of type system definitions alone; this one can be executed.", definition);
}

void SdlNames::check_schema(const ast::SchemaDefinition& schema) {
  if (schema.kind == Kind::schema_definition) {
    if (has_schema_) errors_.report("Must provide only one schema definition.", schema);
    has_schema_ = true;
  }
  for (const ast::OperationTypeDefinition& root : schema.operation_types) {
    const auto*& first = roots_[static_cast<std::size_t>(root.operation)];
    if (first != nullptr) {
      errors_.report(fmt::format("There can be only one {} type in schema.", ast::print_operation_type(root.operation)),
                     {first, &root});
    } else {
      first = &root;
    }
  }
  for (const ast::OperationTypeDefinition& root : schema.operation_types) check_known(root.type, root.type.name);
}

void SdlNames::check_type(const ast::TypeDefinition& type) {
  if (ast::is_type_definition(type.kind)) {
    const auto [first, is_new] = type_names_.emplace(type.name.value, &type.name);
    if (!is_new)
      errors_.report(fmt::format("There can be only one type named \"{}\".", type.name.value), {first->second, &type.name});
  }
  check_elements(type);
  if (ast::is_type_extension(type.kind)) check_extension(type);
  for (const ast::FieldDefinition& field : type.fields) {
    check_arguments(fmt::format("{}.{}", type.name.value, field.name.value), field.arguments);
  }
  for (const ast::NamedType& each : type.interfaces) check_known(each, each.name);
  for (const ast::NamedType& each : type.members) check_known(each, each.name);
  for (const ast::FieldDefinition& field : type.fields) {
    check_types_of(field.arguments);
    check_known(*field.type);
  }
  check_types_of(type.input_fields);
}

void SdlNames::check_elements(const ast::TypeDefinition& type) {
  Seen& seen = element_names_[type.name.value];
  const auto once = [&](const ast::Name& name, std::string_view kind) {
    const auto [first, is_new] = seen.emplace(name.value, &name);
    if (is_new) return;
    errors_.report(fmt::format("{} \"{}.{}\" can only be defined once.", kind, type.name.value, name.value),
                   {first->second, &name});
  };
  for (const ast::EnumValueDefinition& value : type.values) once(value.name, "Enum value");
  for (const ast::FieldDefinition& field : type.fields) once(field.name, "Field");
  for (const ast::InputValueDefinition& field : type.input_fields) once(field.name, "Field");
}

void SdlNames::check_extension(const ast::TypeDefinition& extension) {
  const auto found = types_.find(extension.name.value);
  if (found == types_.end()) {
    errors_.report(fmt::format("Cannot extend type \"{}\" because it is not defined.{}", extension.name.value,
                               validation::did_you_mean(validation::suggest(extension.name.value, own_names_))),
                   extension.name);
    return;
  }
  if (extends(extension.kind, found->second->kind)) return;
  errors_.report(fmt::format("Cannot extend non-{} type \"{}\".", print_extended_kind(extension.kind), extension.name.value),
                 {found->second, &extension});
}

void SdlNames::check_directive(const ast::DirectiveDefinition& directive) {
  check_arguments(fmt::format("@{}", directive.name.value), directive.arguments);
  const auto [first, is_new] = directive_names_.emplace(directive.name.value, &directive.name);
  if (!is_new) {
    errors_.report(fmt::format("There can be only one directive named \"@{}\".", directive.name.value),
                   {first->second, &directive.name});
  }
  check_types_of(directive.arguments);
}

void SdlNames::check_arguments(const std::string& parent, ast::List<ast::InputValueDefinition> arguments) {
  std::vector<std::string_view> told;
  for (const ast::InputValueDefinition& argument : arguments) {
    const std::string_view name = argument.name.value;
    if (std::find(told.begin(), told.end(), name) != told.end()) continue;
    std::vector<const ast::Node*> same;
    for (const ast::InputValueDefinition& other : arguments) {
      if (other.name.value == name) same.push_back(&other.name);
    }
    if (same.size() < 2) continue;
    told.push_back(name);
    errors_.report(fmt::format("Argument \"{}({}:)\" can only be defined once.", parent, name), same);
  }
}

void SdlNames::check_types_of(ast::List<ast::InputValueDefinition> inputs) {
  for (const ast::InputValueDefinition& input : inputs) check_known(*input.type);
}

void SdlNames::check_known(const ast::Type& type) {
  const ast::Type* named = &type;
  while (named->inner != nullptr) named = named->inner;
  check_known(*named, named->name.value);
}

void SdlNames::check_known(const ast::Node& node, std::string_view name) {
  if (types_.contains(name) || standard_.contains(name)) return;
  std::vector<std::string_view> known = standard_names_;
  known.insert(known.end(), own_names_.begin(), own_names_.end());
  errors_.report(fmt::format("Unknown type \"{}\".{}", name, validation::did_you_mean(validation::suggest(name, known))), node);
}

}  // namespace switchyard::graphql
