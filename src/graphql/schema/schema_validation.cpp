#include "graphql/schema/schema_validation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "graphql/schema/introspection.hpp"

namespace switchyard::graphql {

using ast::OperationType;

namespace {

// Where the SDL names the root type; null where that is left to the names of types.
const ast::Node* root_node(const ast::Document& sdl, OperationType operation) {
  for (const bool in_extension : {false, true}) {
    for (const ast::Definition* definition : sdl.definitions()) {
      const auto* schema = ast::as_schema(*definition);
      if (schema == nullptr || (schema->kind == ast::Kind::schema_extension) != in_extension) continue;
      for (const ast::OperationTypeDefinition& root : schema->operation_types) {
        if (root.operation == operation) return &root.type;
      }
    }
  }
  return nullptr;
}

void validate_different_roots(const Schema& schema, const ast::Document& sdl, SdlErrors& errors) {
  constexpr OperationType kOperations[] = {OperationType::query, OperationType::mutation, OperationType::subscription};
  for (std::size_t i = 0; i < 3; ++i) {
    const NamedType* type = schema.root(kOperations[i]);
    std::string words(ast::print_operation_type(kOperations[i]));
    std::vector<const ast::Node*> nodes = {root_node(sdl, kOperations[i])};
    bool is_first = type != nullptr;
    for (std::size_t j = 0; j < 3; ++j) {
      if (i == j || schema.root(kOperations[j]) != type) continue;
      is_first = is_first && j > i;
      words += fmt::format(" and {}", ast::print_operation_type(kOperations[j]));
      nodes.push_back(root_node(sdl, kOperations[j]));
    }
    if (!is_first || nodes.size() < 2) continue;
    errors.report(fmt::format("All root types must be different, \"{}\" type is used as {} root types.", type->name, words),
                  nodes);
  }
}

void validate_roots(const Schema& schema, const ast::Document& sdl, SdlErrors& errors) {
  if (schema.query() == nullptr) {
    const auto definitions = sdl.definitions();
    const auto* found = std::find_if(definitions.begin(), definitions.end(),
                                     [](const ast::Definition* each) { return each->kind == ast::Kind::schema_definition; });
    errors.report("Query root type must be provided.", {found == definitions.end() ? nullptr : *found});
  }
  for (const OperationType operation : {OperationType::query, OperationType::mutation, OperationType::subscription}) {
    const NamedType* type = schema.root(operation);
    if (type == nullptr || type->kind == TypeKind::object) continue;
    std::string word(ast::print_operation_type(operation));
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
    const ast::Node* node = root_node(sdl, operation);
    errors.report(fmt::format("{} root type must be Object type{}, it cannot be {}.", word,
                              operation == OperationType::query ? "" : " if provided", type->name),
                  {node != nullptr ? node : type->nodes.front()});
  }
  validate_different_roots(schema, sdl, errors);
}

const ast::Node* deprecated_node(ast::List<ast::Directive> directives) {
  const auto* found = std::find_if(directives.begin(), directives.end(),
                                   [](const ast::Directive& each) { return each.name.value == "deprecated"; });
  return found == directives.end() ? nullptr : found;
}

std::vector<const ast::Node*> nodes_of(const NamedType& type) { return {type.nodes.begin(), type.nodes.end()}; }

void validate_fields(const NamedType& type, SdlErrors& errors) {
  if (type.fields.empty()) errors.report(fmt::format("Type {} must define one or more fields.", type.name), nodes_of(type));
  for (const FieldDefinition& field : type.fields) {
    validate_name(field.name, *field.node, errors);
    if (!field.type.named().is_output()) {
      errors.report(fmt::format("The type of {}.{} must be Output Type but got: {}.", type.name, field.name, field.type.text()),
                    *field.node->type);
    }
    for (const InputValueDefinition& argument : field.arguments) {
      validate_argument(fmt::format("{}.{}({}:)", type.name, field.name, argument.name), argument, *argument.node->type, errors);
    }
  }
}

void validate_members(const NamedType& type, SdlErrors& errors) {
  if (type.members.empty())
    errors.report(fmt::format("Union type {} must define one or more member types.", type.name), nodes_of(type));
  const auto nodes_named = [&](const NamedType& member) {
    std::vector<const ast::Node*> nodes;
    for (const ast::TypeDefinition* node : type.nodes) {
      for (const ast::NamedType& each : node->members) {
        if (each.name == member.name) nodes.push_back(&each);
      }
    }
    return nodes;
  };
  std::unordered_set<const NamedType*> seen;
  for (const NamedType* member : type.members) {
    if (!seen.insert(member).second) {
      errors.report(fmt::format("Union type {} can only include type {} once.", type.name, member->name), nodes_named(*member));
    } else if (member->kind != TypeKind::object) {
      errors.report(fmt::format("Union type {} can only include Object types, it cannot include {}.", type.name, member->name),
                    nodes_named(*member));
    }
  }
}

void validate_values(const NamedType& type, SdlErrors& errors) {
  if (type.values.empty()) errors.report(fmt::format("Enum type {} must define one or more values.", type.name), nodes_of(type));
  for (const EnumValueDefinition& value : type.values) validate_name(value.name, *value.node, errors);
}

void validate_input_fields(const NamedType& type, SdlErrors& errors) {
  if (type.input_fields.empty()) {
    errors.report(fmt::format("Input Object type {} must define one or more fields.", type.name), nodes_of(type));
  }
  for (const InputValueDefinition& field : type.input_fields) {
    validate_name(field.name, *field.node, errors);
    const std::string coordinate = fmt::format("{}.{}", type.name, field.name);
    if (!field.type.named().is_input()) {
      errors.report(fmt::format("The type of {} must be Input Type but got: {}.", coordinate, field.type.text()),
                    *field.node->type);
    }
    if (field.is_required() && field.is_deprecated()) {
      errors.report(fmt::format("Required input field {} cannot be deprecated.", coordinate),
                    {deprecated_node(field.node->directives), field.node->type});
    }
    if (!type.is_one_of) continue;
    if (field.type.is_non_null())
      errors.report(fmt::format("OneOf input field {} must be nullable.", coordinate), *field.node->type);
    if (field.default_literal != nullptr) {
      errors.report(fmt::format("OneOf input field {} cannot have a default value.", coordinate), *field.node);
    }
  }
}

}  // namespace

void validate_name(std::string_view name, const ast::Node& node, SdlErrors& errors) {
  if (!name.starts_with("__")) return;
  errors.report(fmt::format("Name \"{}\" must not begin with \"__\", which is reserved by GraphQL introspection.", name), node);
}

void validate_argument(const std::string& coordinate, const InputValueDefinition& argument, const ast::Node& type_node,
                       SdlErrors& errors) {
  validate_name(argument.name, *argument.node, errors);
  if (!argument.type.named().is_input()) {
    errors.report(fmt::format("The type of {} must be Input Type but got: {}.", coordinate, argument.type.text()), type_node);
  }
  if (argument.is_required() && argument.is_deprecated()) {
    errors.report(fmt::format("Required argument {} cannot be deprecated.", coordinate),
                  {deprecated_node(argument.node->directives), argument.node->type});
  }
}

void validate_schema(const Schema& schema, const ast::Document& sdl, SdlErrors& errors) {
  validate_roots(schema, sdl, errors);
  for (const DirectiveDefinition* directive : schema.directives()) {
    if (directive->is_built_in) continue;
    validate_name(directive->name, *directive->node, errors);
    for (const InputValueDefinition& argument : directive->arguments) {
      validate_argument(fmt::format("@{}({}:)", directive->name, argument.name), argument, *argument.node, errors);
    }
  }
  InputCycles cycles(errors);
  for (const NamedType* type : schema.types()) {
    if (type->is_built_in) continue;
    validate_name(type->name, *type->nodes.front(), errors);
    if (type->kind == TypeKind::object || type->kind == TypeKind::interface) {
      validate_fields(*type, errors);
      validate_interfaces(schema, *type, errors);
    } else if (type->kind == TypeKind::union_) {
      validate_members(*type, errors);
    } else if (type->kind == TypeKind::enum_) {
      validate_values(*type, errors);
    } else if (type->kind == TypeKind::input_object) {
      validate_input_fields(*type, errors);
      cycles.check(*type);
    }
  }
}

}  // namespace switchyard::graphql
