// The schema's answers about itself (specification, section 4.2). The types __Schema, __Type, … are types of each Schema like
// others; execution walks them by `introspect` in place of the application's resolvers.
#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

// The object behind a selection on a meta type: __Schema, __Type, __Field, __InputValue, __EnumValue, __Directive in this order.
using MetaNode = std::variant<const Schema*, TypeRef, const FieldDefinition*, const InputValueDefinition*,
                              const EnumValueDefinition*, const DirectiveDefinition*>;

// A leaf (also a list of enum values: locations), one object, or a list of them. Null is a leaf.
using MetaResult = std::variant<Value, MetaNode, std::vector<MetaNode>>;

// `field` is a field of the node's meta type (__typename is execution's matter); `include_deprecated` its argument of that name,
// false where it has none. Also null where the field has no meaning for the kind of the type.
[[nodiscard]] MetaResult introspect(const Schema& schema, const MetaNode& node, std::string_view field, bool include_deprecated);

// Of `__type(name:)`; nothing where there is no such type.
[[nodiscard]] std::optional<MetaNode> find_meta_type(const Schema& schema, std::string_view name);

// Whether the type is one of introspection's own.
[[nodiscard]] bool is_introspection_type(const NamedType& type);

// The SDL of the meta types and of the standard directives, that each schema begins with.
[[nodiscard]] std::string_view introspection_sdl();

}  // namespace switchyard::graphql
