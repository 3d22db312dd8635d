#include <utility>

#include "graphql/execution/execute.hpp"
#include "graphql/schema/introspection.hpp"

namespace switchyard::graphql {
namespace {

// The parent under which __schema and __type are bound: they stand on the query root, whatever its name.
constexpr std::string_view kMetaRoot = "__Root";

void bind_leaf(ObjectResolvers<MetaNode>& type, const Schema& schema, const std::string& name) {
  type.field(name, [&schema, name](const MetaNode& node, const FieldCall& call) -> std::optional<OwnedRawJson> {
    const MetaResult result = introspect(schema, node, name, call.arguments().optional_boolean("includeDeprecated").value_or(false));
    const Value& value = std::get<Value>(result);
    if (value.is_null()) return std::nullopt;
    return OwnedRawJson{to_json_text(value)};
  });
}

void bind_child(ObjectResolvers<MetaNode>& type, const Schema& schema, const std::string& name) {
  type.child(name, [&schema, name](const MetaNode& node) -> std::optional<MetaNode> {
    const MetaResult result = introspect(schema, node, name, false);
    const auto* child = std::get_if<MetaNode>(&result);
    return child == nullptr ? std::nullopt : std::optional(*child);
  });
}

void bind_children(ObjectResolvers<MetaNode>& type, const Schema& schema, const std::string& name) {
  type.children(name, [&schema, name](const MetaNode& node, const FieldCall& call) -> std::optional<std::vector<MetaNode>> {
    MetaResult result = introspect(schema, node, name, call.arguments().optional_boolean("includeDeprecated").value_or(false));
    auto* children = std::get_if<std::vector<MetaNode>>(&result);
    return children == nullptr ? std::nullopt : std::optional(std::move(*children));
  });
}

void bind_introspection(const Schema& schema, Resolvers& resolvers) {
  for (const NamedType* type : schema.types()) {
    if (!is_introspection_type(*type) || type->kind != TypeKind::object) continue;
    auto object = resolvers.object<MetaNode>(type->name);
    for (const FieldDefinition& field : type->fields) {
      if (field.type.named().is_leaf()) {
        bind_leaf(object, schema, field.name);
      } else if (field.type.is_list()) {
        bind_children(object, schema, field.name);
      } else {
        bind_child(object, schema, field.name);
      }
    }
  }
  resolvers.object<Root>(kMetaRoot)
      .child("__schema", [&schema](const Root&) { return MetaNode(&schema); })
      .child("__type", [&schema](const Root&, const FieldCall& call) { return find_meta_type(schema, call.arguments().text("name")); });
}

}  // namespace

ExecutableSchema::ExecutableSchema(SchemaPtr schema, Resolvers resolvers, std::string guard_directive)
    : schema_(std::move(schema)), resolvers_(std::move(resolvers)), guard_directive_(std::move(guard_directive)) {
  bind_introspection(*schema_, resolvers_);
}

const FieldBinding* ExecutableSchema::binding(const NamedType& parent, const FieldDefinition& field) const {
  return resolvers_.field(field.parent == nullptr ? kMetaRoot : std::string_view(parent.name), field.name);
}

}  // namespace switchyard::graphql
