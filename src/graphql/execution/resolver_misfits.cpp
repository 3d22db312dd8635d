#include <algorithm>

#include "graphql/execution/resolvers.hpp"
#include "graphql/schema/introspection.hpp"
#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {
namespace {

int list_depth(TypeRef type) {
  int depth = 0;
  for (; type.is_list(); type = type.item()) ++depth;
  return depth;
}

std::string_view words_for(LeafKind kind) {
  switch (kind) {
    case LeafKind::text: return "a text";
    case LeafKind::integer: return "an integer";
    case LeafKind::boolean: return "a boolean";
    case LeafKind::enumeration: return "an enum value's name";
    case LeafKind::any: return "JSON";
  }
  return "";
}

bool fits(LeafKind kind, const NamedType& type) {
  if (kind == LeafKind::any) return true;
  if (type.kind == TypeKind::enum_) return kind == LeafKind::enumeration;
  if (type.name == "Int") return kind == LeafKind::integer;
  if (type.name == "Boolean") return kind == LeafKind::boolean;
  if (type.name == "String" || type.name == "ID") return kind == LeafKind::text;
  if (type.name == "Float") return kind == LeafKind::integer;
  return true;
}

// What is wrong with the resolver of a leaf; empty where nothing is.
std::string leaf_misfit(const FieldBinding& binding, const FieldDefinition& field) {
  const bool is_leaf = binding.kind == FieldBinding::Kind::leaf || binding.kind == FieldBinding::Kind::leaf_batch;
  if (!is_leaf) return "has a resolver of objects and is of type " + field.type.text();
  if (binding.leaf_kind != LeafKind::any && binding.is_leaf_list != field.type.is_list()) {
    return std::string("has a resolver that gives ") + (binding.is_leaf_list ? "a list" : "no list") + " and is of type " + field.type.text();
  }
  if (!fits(binding.leaf_kind, field.type.named())) {
    return "has a resolver that gives " + std::string(words_for(binding.leaf_kind)) + " and is of type " + field.type.text();
  }
  if (list_depth(field.type) >= LeafWriter::kListDepthMax) return "has more lists inside each other than are written";
  return {};
}

std::string object_misfit(const Resolvers& resolvers, const FieldBinding& binding, const FieldDefinition& field) {
  if (binding.kind != FieldBinding::Kind::one && binding.kind != FieldBinding::Kind::list) {
    return "has a resolver of a leaf and is of type " + field.type.text();
  }
  if ((binding.kind == FieldBinding::Kind::list) != field.type.is_list()) {
    return std::string("has a resolver that gives ") + (binding.kind == FieldBinding::Kind::list ? "a list" : "one object") +
           " and is of type " + field.type.text();
  }
  if (list_depth(field.type) > 1) return "is a list of lists of objects, which resolvers do not give";
  const NamedType& named = field.type.named();
  if (named.is_abstract()) {
    const AbstractBinding* abstract = resolvers.abstract_type(named.name);
    if (abstract == nullptr) return "is of type " + named.name + ", of which Resolvers::abstract was not told";
    return abstract->type == binding.child_type ? std::string() : "gives another struct than Resolvers::abstract was told for " + named.name;
  }
  const TypeBinding* type = resolvers.type(named.name);
  return type == nullptr || type->type == binding.child_type ? std::string() : "gives another struct than is bound to " + named.name;
}

void check_type(const Resolvers& resolvers, const NamedType& type, std::vector<std::string>& misfits) {
  const TypeBinding* bound = resolvers.type(type.name);
  if (bound == nullptr) return misfits.push_back(type.name + " has no resolvers");
  for (const FieldDefinition& field : type.fields) {
    const FieldBinding* binding = resolvers.field(type.name, field.name);
    std::string misfit = binding == nullptr                ? "has no resolver"
                         : field.type.named().is_leaf() ? leaf_misfit(*binding, field)
                                                        : object_misfit(resolvers, *binding, field);
    if (!misfit.empty()) misfits.push_back(type.name + "." + field.name + " " + misfit);
  }
  for (const auto& [name, binding] : bound->fields) {
    if (type.fields.find(name) == nullptr) misfits.push_back(type.name + "." + name + " has a resolver and stands not in the schema");
  }
}

}  // namespace

std::vector<std::string> Resolvers::misfits(const Schema& schema) const {
  std::vector<std::string> misfits;
  for (const NamedType* type : schema.types()) {
    if (type->kind == TypeKind::object && !is_introspection_type(*type)) check_type(*this, *type, misfits);
  }
  for (const auto& [name, binding] : types_) {
    const NamedType* type = schema.type(name);
    if (!name.starts_with("__") && (type == nullptr || type->kind != TypeKind::object)) misfits.push_back(name + " has resolvers and is no object type of the schema");
  }
  return misfits;
}

}  // namespace switchyard::graphql
