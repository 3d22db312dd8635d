#include "graphql/language/ast.hpp"

#include <array>

namespace switchyard::graphql::ast {

std::string_view print_kind(Kind kind) {
  static constexpr std::array kWords = {
      std::string_view("Document"),
      std::string_view("Name"),
      std::string_view("OperationDefinition"),
      std::string_view("FragmentDefinition"),
      std::string_view("VariableDefinition"),
      std::string_view("SelectionSet"),
      std::string_view("Field"),
      std::string_view("Argument"),
      std::string_view("FragmentSpread"),
      std::string_view("InlineFragment"),
      std::string_view("Directive"),
      std::string_view("Variable"),
      std::string_view("IntValue"),
      std::string_view("FloatValue"),
      std::string_view("StringValue"),
      std::string_view("BooleanValue"),
      std::string_view("NullValue"),
      std::string_view("EnumValue"),
      std::string_view("ListValue"),
      std::string_view("ObjectValue"),
      std::string_view("ObjectField"),
      std::string_view("NamedType"),
      std::string_view("ListType"),
      std::string_view("NonNullType"),
      std::string_view("SchemaDefinition"),
      std::string_view("OperationTypeDefinition"),
      std::string_view("ScalarTypeDefinition"),
      std::string_view("ObjectTypeDefinition"),
      std::string_view("InterfaceTypeDefinition"),
      std::string_view("UnionTypeDefinition"),
      std::string_view("EnumTypeDefinition"),
      std::string_view("InputObjectTypeDefinition"),
      std::string_view("DirectiveDefinition"),
      std::string_view("FieldDefinition"),
      std::string_view("InputValueDefinition"),
      std::string_view("EnumValueDefinition"),
      std::string_view("SchemaExtension"),
      std::string_view("ScalarTypeExtension"),
      std::string_view("ObjectTypeExtension"),
      std::string_view("InterfaceTypeExtension"),
      std::string_view("UnionTypeExtension"),
      std::string_view("EnumTypeExtension"),
      std::string_view("InputObjectTypeExtension"),
  };
  static_assert(kWords.size() == static_cast<std::size_t>(Kind::input_object_type_extension) + 1);
  return kWords[static_cast<std::size_t>(kind)];
}

std::string_view print_operation_type(OperationType type) {
  switch (type) {
    case OperationType::query:
      return "query";
    case OperationType::mutation:
      return "mutation";
    case OperationType::subscription:
      return "subscription";
  }
  return "";
}

bool is_executable_definition(Kind kind) { return kind == Kind::operation_definition || kind == Kind::fragment_definition; }

bool is_type_definition(Kind kind) { return kind >= Kind::scalar_type_definition && kind <= Kind::input_object_type_definition; }

bool is_type_extension(Kind kind) { return kind >= Kind::scalar_type_extension && kind <= Kind::input_object_type_extension; }

}  // namespace switchyard::graphql::ast
