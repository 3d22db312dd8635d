#include <fmt/format.h>

#include "graphql/schema/schema_validation.hpp"

namespace switchyard::graphql {

namespace {

// Where `type` says that it implements `interface`.
std::vector<const ast::Node*> implements_nodes(const NamedType& type, const NamedType& interface) {
  std::vector<const ast::Node*> nodes;
  for (const ast::TypeDefinition* node : type.nodes) {
    for (const ast::NamedType& each : node->interfaces) {
      if (each.name == interface.name) nodes.push_back(&each);
    }
  }
  return nodes;
}

void validate_ancestors(const NamedType& type, const NamedType& interface, SdlErrors& errors) {
  for (const NamedType* ancestor : interface.interfaces) {
    if (type.implements(*ancestor)) continue;
    std::vector<const ast::Node*> nodes = implements_nodes(interface, *ancestor);
    for (const ast::Node* each : implements_nodes(type, interface)) nodes.push_back(each);
    errors.report(ancestor == &type ? fmt::format("Type {} cannot implement {} because it would create a circular reference.",
                                                  type.name, interface.name)
                                    : fmt::format("Type {} must implement {} because it is implemented by {}.", type.name,
                                                  ancestor->name, interface.name),
                  nodes);
  }
}

// One field of an interface and the one that implements it.
struct FieldPair {
  const NamedType& type;
  const FieldDefinition& field;
  const NamedType& interface;
  const FieldDefinition& promised;

  [[nodiscard]] std::string own() const { return fmt::format("{}.{}", type.name, field.name); }
  [[nodiscard]] std::string theirs() const { return fmt::format("{}.{}", interface.name, promised.name); }
};

void validate_arguments(const FieldPair& pair, SdlErrors& errors) {
  for (const InputValueDefinition& promised : pair.promised.arguments) {
    const InputValueDefinition* argument = pair.field.arguments.find(promised.name);
    if (argument == nullptr) {
      errors.report(fmt::format("Interface field argument {}({}:) expected but {} does not provide it.", pair.theirs(),
                                promised.name, pair.own()),
                    {promised.node, pair.field.node});
    } else if (argument->type != promised.type) {
      errors.report(fmt::format("Interface field argument {}({}:) expects type {} but {}({}:) is type {}.", pair.theirs(),
                                promised.name, promised.type.text(), pair.own(), promised.name, argument->type.text()),
                    {promised.node->type, argument->node->type});
    }
  }
  for (const InputValueDefinition& argument : pair.field.arguments) {
    if (!argument.is_required() || pair.promised.arguments.find(argument.name) != nullptr) continue;
    errors.report(fmt::format("Object field {} includes required argument {} that is missing from the Interface field {}.",
                              pair.own(), argument.name, pair.theirs()),
                  {argument.node, pair.promised.node});
  }
}

void validate_fields_of(const Schema& schema, const NamedType& type, const NamedType& interface, SdlErrors& errors) {
  for (const FieldDefinition& promised : interface.fields) {
    const FieldDefinition* field = type.fields.find(promised.name);
    if (field == nullptr) {
      std::vector<const ast::Node*> nodes = {promised.node};
      nodes.insert(nodes.end(), type.nodes.begin(), type.nodes.end());
      errors.report(
          fmt::format("Interface field {}.{} expected but {} does not provide it.", interface.name, promised.name, type.name),
          nodes);
      continue;
    }
    const FieldPair pair = {type, *field, interface, promised};
    if (!schema.is_sub_type(promised.type, field->type)) {
      errors.report(fmt::format("Interface field {} expects type {} but {} is type {}.", pair.theirs(), promised.type.text(),
                                pair.own(), field->type.text()),
                    {promised.node->type, field->node->type});
    }
    validate_arguments(pair, errors);
    if (field->is_deprecated() && !promised.is_deprecated()) {
      errors.report(fmt::format("Interface field {} is not deprecated, so implementation field {} must not be deprecated.",
                                pair.theirs(), pair.own()),
                    *field->node);
    }
  }
}

}  // namespace

void validate_interfaces(const Schema& schema, const NamedType& type, SdlErrors& errors) {
  std::unordered_set<const NamedType*> seen;
  for (const NamedType* interface : type.interfaces) {
    if (interface->kind != TypeKind::interface) {
      errors.report(
          fmt::format("Type {} must only implement Interface types, it cannot implement {}.", type.name, interface->name),
          implements_nodes(type, *interface));
    } else if (interface == &type) {
      errors.report(fmt::format("Type {} cannot implement itself because it would create a circular reference.", type.name),
                    implements_nodes(type, *interface));
    } else if (!seen.insert(interface).second) {
      errors.report(fmt::format("Type {} can only implement {} once.", type.name, interface->name),
                    implements_nodes(type, *interface));
    } else {
      validate_ancestors(type, *interface, errors);
      validate_fields_of(schema, type, *interface, errors);
    }
  }
}

void InputCycles::check(const NamedType& input_object) {
  if (!visited_.insert(&input_object).second) return;
  place_in_path_[&input_object] = path_.size();
  for (const InputValueDefinition& field : input_object.input_fields) {
    if (!field.type.is_non_null() || !field.type.nullable().is_named()) continue;
    const NamedType& type = field.type.named();
    if (type.kind != TypeKind::input_object) continue;
    path_.push_back(&field);
    if (const auto place = place_in_path_.find(&type); place == place_in_path_.end()) {
      check(type);
    } else {
      std::string names;
      std::vector<const ast::Node*> nodes;
      for (std::size_t i = place->second; i < path_.size(); ++i) {
        names += (names.empty() ? "" : ".") + path_[i]->name;
        nodes.push_back(path_[i]->node);
      }
      errors_.report(
          fmt::format("Cannot reference Input Object \"{}\" within itself through a series of non-null fields: \"{}\".",
                      type.name, names),
          nodes);
    }
    path_.pop_back();
  }
  place_in_path_.erase(&input_object);
}

}  // namespace switchyard::graphql
