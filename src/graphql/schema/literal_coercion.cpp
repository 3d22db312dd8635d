// Literals held to input types, and coerced values back as literals.
#include <fmt/format.h>

#include <algorithm>

#include "graphql/language/document_printer.hpp"
#include "graphql/number_text.hpp"
#include "graphql/schema/input_coercion.hpp"

namespace switchyard::graphql {

using ast::Kind;

namespace {

// Nothing where the variable has no value.
const Value* variable_value(const ast::Value& literal, const VariableValues* variables) {
  return variables == nullptr ? nullptr : variables->find(literal.text);
}

bool is_missing_variable(const ast::Value& literal, const VariableValues* variables) {
  return literal.kind == Kind::variable && variable_value(literal, variables) == nullptr;
}

// The last one where names repeat; validation refuses that.
const ast::Value* field_literal(const ast::Value& object, std::string_view name) {
  const ast::Value* found = nullptr;
  for (const ast::ObjectField& each : object.fields) {
    if (each.name.value == name) found = &each.value;
  }
  return found;
}

std::optional<Value> coerce_list_literal(const ast::Value& literal, TypeRef item, const VariableValues* variables) {
  Value::List coerced;
  if (literal.kind != Kind::list_value) {
    auto only = coerce_literal(literal, item, variables);
    if (!only) return std::nullopt;
    coerced.push_back(std::move(*only));
    return Value(std::move(coerced));
  }
  coerced.reserve(literal.items.size());
  for (const ast::Value& each : literal.items) {
    if (is_missing_variable(each, variables) && !item.is_non_null()) {
      coerced.emplace_back();
      continue;
    }
    auto value = coerce_literal(each, item, variables);
    if (!value) return std::nullopt;
    coerced.push_back(std::move(*value));
  }
  return Value(std::move(coerced));
}

std::optional<Value> coerce_object_literal(const ast::Value& literal, const NamedType& type, const VariableValues* variables) {
  if (literal.kind != Kind::object_value) return std::nullopt;
  Value::Object coerced;
  for (const InputValueDefinition& field : type.input_fields) {
    const ast::Value* given = field_literal(literal, field.name);
    if (given == nullptr || is_missing_variable(*given, variables)) {
      if (field.default_value) {
        coerced.push_back({field.name, *field.default_value});
      } else if (field.type.is_non_null()) {
        return std::nullopt;
      }
      continue;
    }
    auto value = coerce_literal(*given, field.type, variables);
    if (!value) return std::nullopt;
    coerced.push_back({field.name, std::move(*value)});
  }
  if (type.is_one_of && (coerced.size() != 1 || coerced.front().value.is_null())) return std::nullopt;
  return Value(std::move(coerced));
}

}  // namespace

std::optional<Value> coerce_literal(const ast::Value& literal, TypeRef type, const VariableValues* variables) {
  if (literal.kind == Kind::variable) {
    const Value* value = variable_value(literal, variables);
    if (value == nullptr || (value->is_null() && type.is_non_null())) return std::nullopt;
    return *value;
  }
  if (literal.kind == Kind::null_value) {
    if (type.is_non_null()) return std::nullopt;
    return Value();
  }
  if (type.is_list()) return coerce_list_literal(literal, type.item(), variables);
  const NamedType& named = type.named();
  if (named.kind == TypeKind::input_object) return coerce_object_literal(literal, named, variables);
  if (!named.is_leaf()) return std::nullopt;
  ScalarResult coerced = coerce_leaf_literal(literal, named, variables);
  if (Value* value = std::get_if<Value>(&coerced)) return std::move(*value);
  return std::nullopt;
}

Value untyped_value(const ast::Value& literal, const VariableValues* variables) {
  switch (literal.kind) {
    case Kind::int_value:
      if (const auto whole = whole_number(literal.text)) return *whole;
      return Value::Number{std::string(literal.text)};
    case Kind::float_value:
      return Value::Number{std::string(literal.text)};
    case Kind::string_value:
      return literal.text;
    case Kind::boolean_value:
      return literal.boolean;
    case Kind::enum_value:
      return Value::Enum{std::string(literal.text)};
    case Kind::variable: {
      const Value* value = variable_value(literal, variables);
      return value == nullptr ? Value() : *value;
    }
    case Kind::list_value: {
      Value::List list;
      for (const ast::Value& each : literal.items) list.push_back(untyped_value(each, variables));
      return list;
    }
    case Kind::object_value: {
      Value::Object object;
      for (const ast::ObjectField& each : literal.fields) {
        if (is_missing_variable(each.value, variables)) continue;
        object.push_back({std::string(each.name.value), untyped_value(each.value, variables)});
      }
      return object;
    }
    default:
      return {};
  }
}

namespace {

// A value of a scalar without a shape that the schema knows.
std::string print_untyped(const Value& value) {
  if (const std::string* text = value.string()) return print_string(*text);
  if (const Value::Enum* word = value.enumerated()) return word->name;
  if (const Value::Number* number = value.number()) return plain_number_text(number->text);
  if (const Value::List* list = value.list()) {
    std::string printed;
    for (const Value& each : *list) printed += (printed.empty() ? "" : ", ") + print_untyped(each);
    return '[' + printed + ']';
  }
  if (const Value::Object* object = value.object()) {
    std::string printed;
    for (const ValueEntry& each : *object) {
      printed += fmt::format("{}{}: {}", printed.empty() ? "" : ", ", each.name, print_untyped(each.value));
    }
    return '{' + printed + '}';
  }
  return to_json_text(value);
}

bool is_integer_text(std::string_view text) {
  return is_json_number(text) && text.find_first_of(".eE") == std::string_view::npos;
}

std::string print_coerced_object(const Value& value, const NamedType& type) {
  std::string printed;
  for (const InputValueDefinition& field : type.input_fields) {
    const Value* held = value.find(field.name);
    const auto text = held == nullptr ? std::nullopt : print_coerced(*held, field.type);
    if (text) printed += fmt::format("{}{}: {}", printed.empty() ? "" : ", ", field.name, *text);
  }
  return '{' + printed + '}';
}

}  // namespace

std::optional<std::string> print_coerced(const Value& value, TypeRef type) {
  if (value.is_null()) return type.is_non_null() ? std::nullopt : std::optional<std::string>("null");
  if (type.is_list()) {
    const Value::List* list = value.list();
    if (list == nullptr) return print_coerced(value, type.item());
    std::string printed;
    for (const Value& each : *list) {
      if (const auto text = print_coerced(each, type.item())) printed += (printed.empty() ? "" : ", ") + *text;
    }
    return '[' + printed + ']';
  }
  const NamedType& named = type.named();
  if (named.kind == TypeKind::input_object) return print_coerced_object(value, named);
  if (named.is_built_in && named.name == "ID" && is_integer_text(value.text())) return std::string(value.text());
  return print_untyped(value);
}

}  // namespace switchyard::graphql
