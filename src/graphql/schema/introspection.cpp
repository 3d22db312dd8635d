#include "graphql/schema/introspection.hpp"

#include <algorithm>
#include <array>

#include "embedded/graphql_standard.hpp"
#include "graphql/schema/input_coercion.hpp"

namespace switchyard::graphql {

std::string_view introspection_sdl() { return embedded_graphql_standard().front().bytes; }

bool is_introspection_type(const NamedType& type) { return type.is_built_in && type.name.starts_with("__"); }

std::optional<MetaNode> find_meta_type(const Schema& schema, std::string_view name) {
  const NamedType* type = schema.type(name);
  return type == nullptr ? std::nullopt : std::optional<MetaNode>(TypeRef(*type));
}

namespace {

Value text_or_null(const std::optional<std::string>& text) { return text ? Value(*text) : Value(); }

MetaResult type_or_null(const NamedType* type) {
  if (type == nullptr) return Value();
  return MetaNode(TypeRef(*type));
}

// What may be deprecated and is wanted.
template <class T>
MetaResult nodes_of(const Named<T>& elements, bool include_deprecated) {
  std::vector<MetaNode> nodes;
  for (const T& element : elements) {
    if (include_deprecated || !element.is_deprecated()) nodes.emplace_back(&element);
  }
  return nodes;
}

MetaResult nodes_of(const std::vector<const NamedType*>& types) {
  std::vector<MetaNode> nodes;
  nodes.reserve(types.size());
  for (const NamedType* type : types) nodes.emplace_back(TypeRef(*type));
  return nodes;
}

// The fields that each element has.
MetaResult element_field(const SchemaElement& element, std::string_view field) {
  if (field == "name") return Value(element.name);
  if (field == "description") return text_or_null(element.description);
  if (field == "isDeprecated") return Value(element.is_deprecated());
  if (field == "deprecationReason") return text_or_null(element.deprecation_reason);
  return Value();
}

MetaResult schema_field(const Schema& schema, std::string_view field, bool include_deprecated) {
  if (field == "description") return text_or_null(schema.description());
  if (field == "types") return nodes_of(schema.types());
  if (field == "queryType") return type_or_null(schema.query());
  if (field == "mutationType") return type_or_null(schema.mutation());
  if (field == "subscriptionType") return type_or_null(schema.subscription());
  if (field != "directives") return Value();
  std::vector<MetaNode> nodes;
  for (const DirectiveDefinition* directive : schema.directives()) {
    if (include_deprecated || !directive->is_deprecated()) nodes.emplace_back(directive);
  }
  return nodes;
}

MetaResult named_type_field(const Schema& schema, const NamedType& type, std::string_view field, bool include_deprecated) {
  const bool has_fields = type.kind == TypeKind::object || type.kind == TypeKind::interface;
  if (field == "kind") return Value(Value::Enum{std::string(print_type_kind(type.kind))});
  if (field == "name" || field == "description") return element_field(type, field);
  if (field == "specifiedByURL") return text_or_null(type.specified_by_url);
  if (field == "fields" && has_fields) return nodes_of(type.fields, include_deprecated);
  if (field == "interfaces" && has_fields) return nodes_of(type.interfaces);
  if (field == "possibleTypes" && type.is_abstract()) return nodes_of(schema.possible_types(type));
  if (field == "enumValues" && type.kind == TypeKind::enum_) return nodes_of(type.values, include_deprecated);
  if (field == "inputFields" && type.kind == TypeKind::input_object) return nodes_of(type.input_fields, include_deprecated);
  if (field == "isOneOf" && type.kind == TypeKind::input_object) return Value(type.is_one_of);
  return Value();
}

MetaResult wrapped_type_field(TypeRef type, std::string_view field) {
  if (field == "kind") return Value(Value::Enum{type.is_non_null() ? "NON_NULL" : "LIST"});
  if (field == "ofType") return MetaNode(type.is_non_null() ? type.nullable() : type.item());
  return Value();
}

MetaResult directive_field(const DirectiveDefinition& directive, std::string_view field, bool include_deprecated) {
  if (field == "isRepeatable") return Value(directive.is_repeatable);
  if (field == "args") return nodes_of(directive.arguments, include_deprecated);
  if (field != "locations") return element_field(directive, field);
  Value::List locations;
  for (const DirectiveLocation each : directive.locations) {
    locations.emplace_back(Value::Enum{std::string(print_directive_location(each))});
  }
  return Value(std::move(locations));
}

struct FieldOfNode {
  const Schema& schema;
  std::string_view field;
  bool include_deprecated;

  MetaResult operator()(const Schema* node) const { return schema_field(*node, field, include_deprecated); }
  MetaResult operator()(TypeRef type) const {
    return type.is_named() ? named_type_field(schema, type.named(), field, include_deprecated) : wrapped_type_field(type, field);
  }
  MetaResult operator()(const FieldDefinition* node) const {
    if (field == "args") return nodes_of(node->arguments, include_deprecated);
    if (field == "type") return MetaNode(node->type);
    return element_field(*node, field);
  }
  MetaResult operator()(const InputValueDefinition* node) const {
    if (field == "type") return MetaNode(node->type);
    if (field != "defaultValue") return element_field(*node, field);
    return node->default_value ? text_or_null(print_coerced(*node->default_value, node->type)) : Value();
  }
  MetaResult operator()(const EnumValueDefinition* node) const { return element_field(*node, field); }
  MetaResult operator()(const DirectiveDefinition* node) const { return directive_field(*node, field, include_deprecated); }
};

}  // namespace

MetaResult introspect(const Schema& schema, const MetaNode& node, std::string_view field, bool include_deprecated) {
  return std::visit(FieldOfNode{schema, field, include_deprecated}, node);
}

}  // namespace switchyard::graphql
