// The type system of one API (specification, section 3), built from SDL by build_schema and unchanging after: to be read from
// many threads, shared as shared_ptr<const Schema>. Everything that points to a type, field or directive lives as long as the
// Schema.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graphql/language/ast.hpp"
#include "graphql/schema/scalar.hpp"
#include "graphql/schema/type_ref.hpp"
#include "graphql/value.hpp"

namespace switchyard::graphql {

enum class TypeKind : std::uint8_t { scalar, object, interface, union_, enum_, input_object };

// "SCALAR" … "INPUT_OBJECT", as introspection has it.
[[nodiscard]] std::string_view print_type_kind(TypeKind kind);

// Elements with a name, in the order of the SDL, found by name in constant time. Addresses stay once the schema is built.
template <class T>
class Named {
 public:
  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] const T& operator[](std::size_t index) const { return items_[index]; }
  [[nodiscard]] const T* find(std::string_view name) const {
    if (items_.size() <= kScanMax) {
      for (const T& item : items_) {
        if (item.name == name) return &item;
      }
      return nullptr;
    }
    const auto found = places_.find(name);
    return found == places_.end() ? nullptr : &items_[found->second];
  }

 private:
  friend class SchemaBuilder;
  static constexpr std::size_t kScanMax = 4;
  std::vector<T> items_;
  std::unordered_map<std::string_view, std::size_t> places_;  // Filled when items_ is whole; views into items_.
};

// A directive as written at an element of the SDL, its arguments coerced, absent ones with their default.
// `@cost(weight: 5)` is {"cost", {{"weight", 5}}}.
struct AppliedDirective {
  std::string name;
  Value::Object arguments;

  // Null where it is not given and has no default.
  [[nodiscard]] const Value* argument(std::string_view argument_name) const;
};

// What every element of a schema may carry.
struct SchemaElement {
  std::string name;
  std::optional<std::string> description = {};
  std::optional<std::string> deprecation_reason = {};  // Set: deprecated.
  std::vector<AppliedDirective> directives = {};       // As written, in order, also @deprecated and the like.

  [[nodiscard]] bool is_deprecated() const { return deprecation_reason.has_value(); }
  // The first of that name, or null; of repeatable ones see `directives`.
  [[nodiscard]] const AppliedDirective* directive(std::string_view directive_name) const;
};

// An argument of a field or directive, or a field of an input object.
struct InputValueDefinition : SchemaElement {
  TypeRef type;
  std::optional<Value> default_value = {};      // Coerced.
  const ast::Value* default_literal = nullptr;  // The same as written.
  const ast::InputValueDefinition* node = nullptr;

  // Non-null without default: must be given.
  [[nodiscard]] bool is_required() const { return type.is_non_null() && !default_value; }
};

struct FieldDefinition : SchemaElement {
  Named<InputValueDefinition> arguments;
  TypeRef type;
  // Unique in the schema, from 0, dense up to Schema::field_count(): for tables of resolvers.
  std::uint32_t id = 0;
  // The type that it stands in; null for __schema, __type and __typename.
  const NamedType* parent = nullptr;
  const ast::FieldDefinition* node = nullptr;
};

struct EnumValueDefinition : SchemaElement {
  const ast::EnumValueDefinition* node = nullptr;
};

// Any of the six kinds; `kind` says which, and which of the lists may be filled.
struct NamedType : SchemaElement {
  TypeKind kind = TypeKind::scalar;
  // Unique in the schema, from 0, dense up to Schema::types().size(); in the order of Schema::types().
  std::uint32_t id = 0;
  bool is_built_in = false;  // Standard scalars and the types of introspection.

  std::optional<std::string> specified_by_url = {};    // Scalar.
  const ScalarFunctions* scalar = nullptr;             // Scalar: never null.
  Named<FieldDefinition> fields = {};                  // Object, interface.
  std::vector<const NamedType*> interfaces = {};       // Object, interface.
  std::vector<const NamedType*> members = {};          // Union, in the order of the SDL.
  Named<EnumValueDefinition> values = {};              // Enum.
  Named<InputValueDefinition> input_fields = {};       // Input object.
  bool is_one_of = false;                              // Input object.
  std::vector<const ast::TypeDefinition*> nodes = {};  // The definition, then its extensions.

  [[nodiscard]] bool is_leaf() const { return kind == TypeKind::scalar || kind == TypeKind::enum_; }
  [[nodiscard]] bool is_input() const { return is_leaf() || kind == TypeKind::input_object; }
  [[nodiscard]] bool is_output() const { return kind != TypeKind::input_object; }
  [[nodiscard]] bool is_abstract() const { return kind == TypeKind::interface || kind == TypeKind::union_; }
  [[nodiscard]] bool is_composite() const { return kind == TypeKind::object || is_abstract(); }
  [[nodiscard]] bool implements(const NamedType& interface) const;
};

// Words of `on …` of a directive definition: "FIELD_DEFINITION" and the like, in one bit each.
enum class DirectiveLocation : std::uint32_t {
  query = 1u << 0,
  mutation = 1u << 1,
  subscription = 1u << 2,
  field = 1u << 3,
  fragment_definition = 1u << 4,
  fragment_spread = 1u << 5,
  inline_fragment = 1u << 6,
  variable_definition = 1u << 7,
  schema = 1u << 8,
  scalar = 1u << 9,
  object = 1u << 10,
  field_definition = 1u << 11,
  argument_definition = 1u << 12,
  interface = 1u << 13,
  union_ = 1u << 14,
  enum_ = 1u << 15,
  enum_value = 1u << 16,
  input_object = 1u << 17,
  input_field_definition = 1u << 18,
  directive_definition = 1u << 19,  // Of graphql-js 16.15; nothing of this edition may carry directives there.
};
[[nodiscard]] std::string_view print_directive_location(DirectiveLocation location);
[[nodiscard]] std::optional<DirectiveLocation> directive_location(std::string_view word);

struct DirectiveDefinition : SchemaElement {
  Named<InputValueDefinition> arguments = {};
  bool is_repeatable = false;
  std::vector<DirectiveLocation> locations = {};  // In the order of the SDL.
  bool is_built_in = false;                       // skip, include, deprecated, specifiedBy, oneOf.
  const ast::DirectiveDefinition* node = nullptr;

  [[nodiscard]] bool may_stand_at(DirectiveLocation location) const;
};

class Schema {
 public:
  // Made by build_schema alone.
  Schema() = default;
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  [[nodiscard]] const std::optional<std::string>& description() const { return description_; }
  [[nodiscard]] const std::vector<AppliedDirective>& directives_applied() const { return directives_applied_; }

  // All types, also the built-in ones that are used, in the order in which introspection lists them (graphql-js').
  [[nodiscard]] const std::vector<const NamedType*>& types() const { return types_; }
  [[nodiscard]] const NamedType* type(std::string_view name) const;
  // Null where there is none; query is never null in a schema that build_schema let pass.
  [[nodiscard]] const NamedType* query() const { return roots_[0]; }
  [[nodiscard]] const NamedType* mutation() const { return roots_[1]; }
  [[nodiscard]] const NamedType* subscription() const { return roots_[2]; }
  [[nodiscard]] const NamedType* root(ast::OperationType operation) const { return roots_[static_cast<std::size_t>(operation)]; }

  [[nodiscard]] const std::vector<const DirectiveDefinition*>& directives() const { return directives_; }
  [[nodiscard]] const DirectiveDefinition* directive(std::string_view name) const;

  // Object types that a value of the type may be: members of a union, implementers of an interface, an object type itself.
  [[nodiscard]] const std::vector<const NamedType*>& possible_types(const NamedType& type) const;
  // Interfaces that implement the interface.
  [[nodiscard]] const std::vector<const NamedType*>& implementing_interfaces(const NamedType& interface) const;
  // `sub` is possible for (a member of, an implementer of, also an interface that implements) the abstract type.
  [[nodiscard]] bool is_sub_type(const NamedType& abstract, const NamedType& sub) const;
  // Whether one value may be of both: what spreads of fragments need.
  [[nodiscard]] bool do_overlap(const NamedType& a, const NamedType& b) const;
  // Whether a place of type `super` takes each value of type `sub`, wrappers included.
  [[nodiscard]] bool is_sub_type(TypeRef super, TypeRef sub) const;

  // A field of a composite type as a selection names it, with the meta fields: __typename on each, __schema and __type on the
  // query root.
  [[nodiscard]] const FieldDefinition* selected_field(const NamedType& parent, std::string_view name) const;
  [[nodiscard]] const FieldDefinition& typename_field() const { return *meta_fields_[0]; }
  [[nodiscard]] const FieldDefinition& schema_field() const { return *meta_fields_[1]; }
  [[nodiscard]] const FieldDefinition& type_field() const { return *meta_fields_[2]; }
  [[nodiscard]] std::size_t field_count() const { return field_count_; }

  // The type that a document names; nothing where it is unknown or wrapped more often than TypeRef::kWrappersMax.
  [[nodiscard]] std::optional<TypeRef> type_of(const ast::Type& type) const;

 private:
  friend class SchemaBuilder;

  std::optional<std::string> description_;
  std::vector<AppliedDirective> directives_applied_;
  std::vector<const NamedType*> types_;
  std::vector<const DirectiveDefinition*> directives_;
  const NamedType* roots_[3] = {nullptr, nullptr, nullptr};
  std::vector<std::vector<const NamedType*>> possible_types_;           // By id of the type; objects first seen first.
  std::vector<std::vector<const NamedType*>> implementing_interfaces_;  // By id of the type.
  std::unique_ptr<FieldDefinition> meta_fields_[3];
  std::size_t field_count_ = 0;

  std::unordered_map<std::string_view, NamedType*> types_by_name_;
  std::unordered_map<std::string_view, DirectiveDefinition*> directives_by_name_;
  std::vector<std::unique_ptr<NamedType>> owned_types_;
  std::vector<std::unique_ptr<DirectiveDefinition>> owned_directives_;
  std::vector<std::unique_ptr<ScalarFunctions>> owned_scalars_;
  std::vector<ast::DocumentPtr> documents_;  // What `node` and default_literal point into.
};

using SchemaPtr = std::shared_ptr<const Schema>;

}  // namespace switchyard::graphql
