// The tree of a document (specification, section 2 and 3, September 2025): plain nodes in one arena, which the Document owns
// together with the source. Nodes never change after parsing and may be read from many threads. They live and die with their
// Document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "graphql/language/arena.hpp"
#include "graphql/language/source_location.hpp"

namespace switchyard::graphql::ast {

// Named as in graphql-js (`print_kind` gives its word).
enum class Kind : std::uint8_t {
  document,
  name,
  operation_definition,
  fragment_definition,
  variable_definition,
  selection_set,
  field,
  argument,
  fragment_spread,
  inline_fragment,
  directive,
  // Values.
  variable,
  int_value,
  float_value,
  string_value,
  boolean_value,
  null_value,
  enum_value,
  list_value,
  object_value,
  object_field,
  // Types.
  named_type,
  list_type,
  non_null_type,
  // Type system definitions.
  schema_definition,
  operation_type_definition,
  scalar_type_definition,
  object_type_definition,
  interface_type_definition,
  union_type_definition,
  enum_type_definition,
  input_object_type_definition,
  directive_definition,
  field_definition,
  input_value_definition,
  enum_value_definition,
  // Extensions.
  schema_extension,
  scalar_type_extension,
  object_type_extension,
  interface_type_extension,
  union_type_extension,
  enum_type_extension,
  input_object_type_extension,
};

[[nodiscard]] std::string_view print_kind(Kind kind);

// What every node has: its kind and the bytes [start, end) of the source that it spans.
struct Node {
  Kind kind;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

// Nodes that stand next to each other in the arena.
template <class T>
class List {
 public:
  List() = default;
  List(const T* first, std::size_t size) : first_(first), size_(size) {}

  [[nodiscard]] const T* begin() const { return first_; }
  [[nodiscard]] const T* end() const { return first_ + size_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return first_[index]; }
  [[nodiscard]] const T& front() const { return first_[0]; }
  [[nodiscard]] const T& back() const { return first_[size_ - 1]; }

 private:
  const T* first_ = nullptr;
  std::size_t size_ = 0;
};

// False where the document has none (an anonymous operation, a field without alias).
struct Name : Node {
  std::string_view value = {};
  explicit operator bool() const { return !value.empty(); }
};

struct ObjectField;

// Any value literal or variable; `kind` says which.
struct Value : Node {
  bool boolean = false;  // boolean_value.
  bool block = false;    // string_value: written as """…""".
  // int_value, float_value: as written. string_value: the string meant, escapes and indentation resolved. enum_value: its name.
  // variable: its name without $. boolean_value: "true" or "false".
  std::string_view text = {};
  List<Value> items = {};         // list_value.
  List<ObjectField> fields = {};  // object_value.
};

struct ObjectField : Node {
  Name name;
  Value value;
};

struct Argument : Node {
  Name name;
  Value value;
};

struct Directive : Node {
  Name name;
  List<Argument> arguments = {};
};

// A reference to a type: named_type has a name, list_type and non_null_type have what they wrap.
struct Type : Node {
  Name name;
  const Type* inner = nullptr;
};

// A name of a type where no wrapper may stand: type conditions, interfaces, members of unions, root types.
struct NamedType : Node {
  std::string_view name = {};
  explicit operator bool() const { return !name.empty(); }
};

// --- Executable documents ---

struct Selection;  // A Field, FragmentSpread or InlineFragment: see `kind`, and as_field() and its like.

struct SelectionSet : Node {
  List<const Selection*> selections = {};
};

struct Selection : Node {
  List<Directive> directives = {};
};

struct Field : Selection {
  Name alias;
  Name name;
  List<Argument> arguments = {};
  const SelectionSet* selection_set = nullptr;  // Null for a leaf.

  [[nodiscard]] std::string_view response_key() const { return alias ? alias.value : name.value; }
};

struct FragmentSpread : Selection {
  Name name;
};

struct InlineFragment : Selection {
  NamedType type_condition;  // False where there is none.
  const SelectionSet* selection_set = nullptr;
};

// The selection as what it is, or null.
[[nodiscard]] inline const Field* as_field(const Selection& selection) {
  return selection.kind == Kind::field ? static_cast<const Field*>(&selection) : nullptr;
}
[[nodiscard]] inline const FragmentSpread* as_fragment_spread(const Selection& selection) {
  return selection.kind == Kind::fragment_spread ? static_cast<const FragmentSpread*>(&selection) : nullptr;
}
[[nodiscard]] inline const InlineFragment* as_inline_fragment(const Selection& selection) {
  return selection.kind == Kind::inline_fragment ? static_cast<const InlineFragment*>(&selection) : nullptr;
}

struct VariableDefinition : Node {
  const Value* description = nullptr;
  Value variable;  // kind variable; text is the name.
  const Type* type = nullptr;
  const Value* default_value = nullptr;
  List<Directive> directives = {};
};

enum class OperationType : std::uint8_t { query, mutation, subscription };
[[nodiscard]] std::string_view print_operation_type(OperationType type);

struct Definition : Node {
  const Value* description = nullptr;  // A string_value, or null.
  Name name;                           // False for schema definitions and anonymous operations.
  List<Directive> directives = {};
};

struct OperationDefinition : Definition {
  OperationType operation = OperationType::query;
  List<VariableDefinition> variables = {};
  const SelectionSet* selection_set = nullptr;  // Never null.
};

struct FragmentDefinition : Definition {
  NamedType type_condition;
  const SelectionSet* selection_set = nullptr;  // Never null.
};

// --- Type system documents ---

struct OperationTypeDefinition : Node {
  OperationType operation = OperationType::query;
  NamedType type;
};

// schema_definition or schema_extension.
struct SchemaDefinition : Definition {
  List<OperationTypeDefinition> operation_types = {};
};

struct InputValueDefinition : Node {
  const Value* description = nullptr;
  Name name;
  const Type* type = nullptr;
  const Value* default_value = nullptr;
  List<Directive> directives = {};
};

struct FieldDefinition : Node {
  const Value* description = nullptr;
  Name name;
  List<InputValueDefinition> arguments = {};
  const Type* type = nullptr;
  List<Directive> directives = {};
};

struct EnumValueDefinition : Node {
  const Value* description = nullptr;
  Name name;
  List<Directive> directives = {};
};

// Any of the six kinds of type, defined or extended; `kind` says which, and which of the lists may be filled.
struct TypeDefinition : Definition {
  List<NamedType> interfaces = {};               // Object, interface.
  List<FieldDefinition> fields = {};             // Object, interface.
  List<NamedType> members = {};                  // Union.
  List<EnumValueDefinition> values = {};         // Enum.
  List<InputValueDefinition> input_fields = {};  // Input object.
};

struct DirectiveDefinition : Definition {
  List<InputValueDefinition> arguments = {};
  bool repeatable = false;
  List<Name> locations = {};
};

[[nodiscard]] bool is_executable_definition(Kind kind);
[[nodiscard]] bool is_type_definition(Kind kind);  // Not extensions.
[[nodiscard]] bool is_type_extension(Kind kind);   // Not schema_extension.

// The definition as what it is, or null.
[[nodiscard]] inline const OperationDefinition* as_operation(const Definition& definition) {
  return definition.kind == Kind::operation_definition ? static_cast<const OperationDefinition*>(&definition) : nullptr;
}
[[nodiscard]] inline const FragmentDefinition* as_fragment(const Definition& definition) {
  return definition.kind == Kind::fragment_definition ? static_cast<const FragmentDefinition*>(&definition) : nullptr;
}
[[nodiscard]] inline const SchemaDefinition* as_schema(const Definition& definition) {
  return definition.kind == Kind::schema_definition || definition.kind == Kind::schema_extension
             ? static_cast<const SchemaDefinition*>(&definition)
             : nullptr;
}
[[nodiscard]] inline const TypeDefinition* as_type(const Definition& definition) {
  return is_type_definition(definition.kind) || is_type_extension(definition.kind)
             ? static_cast<const TypeDefinition*>(&definition)
             : nullptr;
}
[[nodiscard]] inline const DirectiveDefinition* as_directive_definition(const Definition& definition) {
  return definition.kind == Kind::directive_definition ? static_cast<const DirectiveDefinition*>(&definition) : nullptr;
}

// A parsed document with its source. Built by the parser alone; neither copied nor moved, shared as shared_ptr<const Document>.
class Document {
 public:
  Document(std::string source, Arena arena) : source_(std::move(source)), arena_(std::move(arena)) {}
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  [[nodiscard]] std::string_view source() const { return source_; }
  [[nodiscard]] List<const Definition*> definitions() const { return definitions_; }
  [[nodiscard]] std::size_t token_count() const { return token_count_; }
  [[nodiscard]] SourceLocation location(const Node& node) const { return locate(source_, node.start); }
  // What the document takes in memory, about; for caches.
  [[nodiscard]] std::size_t size_bytes() const { return source_.capacity() + arena_.size_bytes(); }

 private:
  friend class DocumentBuilder;
  std::string source_;
  Arena arena_;
  List<const Definition*> definitions_ = {};
  std::size_t token_count_ = 0;
};

using DocumentPtr = std::shared_ptr<const Document>;

}  // namespace switchyard::graphql::ast
