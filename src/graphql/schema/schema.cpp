#include "graphql/schema/schema.hpp"

#include <algorithm>
#include <array>

namespace switchyard::graphql {

std::string_view print_type_kind(TypeKind kind) {
  static constexpr std::array<std::string_view, 6> kWords = {"SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT"};
  return kWords[static_cast<std::size_t>(kind)];
}

const Value* AppliedDirective::argument(std::string_view argument_name) const {
  const auto found =
      std::find_if(arguments.begin(), arguments.end(), [&](const ValueEntry& each) { return each.name == argument_name; });
  return found == arguments.end() ? nullptr : &found->value;
}

const AppliedDirective* SchemaElement::directive(std::string_view directive_name) const {
  const auto found = std::find_if(directives.begin(), directives.end(),
                                  [&](const AppliedDirective& each) { return each.name == directive_name; });
  return found == directives.end() ? nullptr : &*found;
}

bool NamedType::implements(const NamedType& interface) const {
  return std::find(interfaces.begin(), interfaces.end(), &interface) != interfaces.end();
}

namespace {

constexpr std::array<std::string_view, 20> kLocationWords = {
    "QUERY",
    "MUTATION",
    "SUBSCRIPTION",
    "FIELD",
    "FRAGMENT_DEFINITION",
    "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT",
    "VARIABLE_DEFINITION",
    "SCHEMA",
    "SCALAR",
    "OBJECT",
    "FIELD_DEFINITION",
    "ARGUMENT_DEFINITION",
    "INTERFACE",
    "UNION",
    "ENUM",
    "ENUM_VALUE",
    "INPUT_OBJECT",
    "INPUT_FIELD_DEFINITION",
    "DIRECTIVE_DEFINITION",
};

}  // namespace

std::string_view print_directive_location(DirectiveLocation location) {
  for (std::size_t i = 0; i < kLocationWords.size(); ++i) {
    if (static_cast<std::uint32_t>(location) == 1u << i) return kLocationWords[i];
  }
  return "";
}

std::optional<DirectiveLocation> directive_location(std::string_view word) {
  const auto found = std::find(kLocationWords.begin(), kLocationWords.end(), word);
  if (found == kLocationWords.end()) return std::nullopt;
  return static_cast<DirectiveLocation>(1u << static_cast<std::uint32_t>(found - kLocationWords.begin()));
}

bool DirectiveDefinition::may_stand_at(DirectiveLocation location) const {
  return std::find(locations.begin(), locations.end(), location) != locations.end();
}

const NamedType* Schema::type(std::string_view name) const {
  const auto found = types_by_name_.find(name);
  return found == types_by_name_.end() ? nullptr : found->second;
}

const DirectiveDefinition* Schema::directive(std::string_view name) const {
  const auto found = directives_by_name_.find(name);
  return found == directives_by_name_.end() ? nullptr : found->second;
}

const std::vector<const NamedType*>& Schema::possible_types(const NamedType& type) const { return possible_types_[type.id]; }

const std::vector<const NamedType*>& Schema::implementing_interfaces(const NamedType& interface) const {
  return implementing_interfaces_[interface.id];
}

bool Schema::is_sub_type(const NamedType& abstract, const NamedType& sub) const {
  if (abstract.kind == TypeKind::interface) return sub.implements(abstract);
  const auto& members = abstract.members;
  return abstract.kind == TypeKind::union_ && std::find(members.begin(), members.end(), &sub) != members.end();
}

bool Schema::do_overlap(const NamedType& a, const NamedType& b) const {
  if (&a == &b) return true;
  if (!a.is_abstract()) return b.is_abstract() && is_sub_type(b, a);
  if (!b.is_abstract()) return is_sub_type(a, b);
  const auto& possible = possible_types(a);
  return std::any_of(possible.begin(), possible.end(), [&](const NamedType* type) { return is_sub_type(b, *type); });
}

bool Schema::is_sub_type(TypeRef super, TypeRef sub) const {
  if (super == sub) return true;
  if (super.is_non_null()) return sub.is_non_null() && is_sub_type(super.nullable(), sub.nullable());
  if (sub.is_non_null()) return is_sub_type(super, sub.nullable());
  if (super.is_list()) return sub.is_list() && is_sub_type(super.item(), sub.item());
  if (sub.is_list()) return false;
  return super.named().is_abstract() && (sub.named().kind == TypeKind::interface || sub.named().kind == TypeKind::object) &&
         is_sub_type(super.named(), sub.named());
}

const FieldDefinition* Schema::selected_field(const NamedType& parent, std::string_view name) const {
  if (!name.starts_with("__")) return parent.fields.find(name);
  if (name == "__typename" && parent.is_composite()) return &typename_field();
  if (&parent == query() && name == "__schema") return &schema_field();
  if (&parent == query() && name == "__type") return &type_field();
  return parent.fields.find(name);
}

std::optional<TypeRef> Schema::type_of(const ast::Type& node) const {
  if (node.kind == ast::Kind::named_type) {
    const NamedType* named = type(node.name.value);
    return named == nullptr ? std::nullopt : std::optional(TypeRef(*named));
  }
  const auto inner = type_of(*node.inner);
  if (!inner || inner->is_full()) return std::nullopt;
  return node.kind == ast::Kind::list_type ? inner->list_of() : inner->non_null();
}

}  // namespace switchyard::graphql
