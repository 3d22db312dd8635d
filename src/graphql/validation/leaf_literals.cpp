#include "graphql/validation/leaf_literals.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cstdint>
#include <variant>

#include "graphql/language/printer.hpp"
#include "graphql/schema/input_coercion.hpp"
#include "graphql/schema/schema.hpp"
#include "graphql/validation/suggestions.hpp"

namespace switchyard::graphql::validation {

namespace {

using Fault = std::optional<std::string>;

Fault fault_of_enum(const ast::Value& literal, const NamedType& type) {
  if (literal.kind == ast::Kind::enum_value && type.values.find(literal.text) != nullptr) return std::nullopt;
  const std::string written = print(literal);
  const std::string hint = did_you_mean(suggest(written, names_of(type.values)), "the enum value");
  if (literal.kind != ast::Kind::enum_value) {
    return fmt::format("Enum \"{}\" cannot represent non-enum value: {}.{}", type.name, written, hint);
  }
  return fmt::format("Value \"{}\" does not exist in \"{}\" enum.{}", written, type.name, hint);
}

bool is_32_bit(std::string_view digits) {
  std::int32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size();
}

Fault fault_of_int(const ast::Value& literal) {
  if (literal.kind != ast::Kind::int_value) return "Int cannot represent non-integer value: " + print(literal);
  if (is_32_bit(literal.text)) return std::nullopt;
  return fmt::format("Int cannot represent non 32-bit signed integer value: {}", literal.text);
}

// Of the five standard scalars; nothing of nothing where it is none of them.
std::optional<Fault> fault_of_standard(const ast::Value& literal, std::string_view scalar) {
  using ast::Kind;
  const Kind kind = literal.kind;
  const auto unless = [&](bool fits, std::string_view sentence) {
    return fits ? Fault() : Fault(fmt::format("{}: {}", sentence, print(literal)));
  };
  if (scalar == "Int") return fault_of_int(literal);
  if (scalar == "Float") {
    return unless(kind == Kind::int_value || kind == Kind::float_value, "Float cannot represent non numeric value");
  }
  if (scalar == "String") return unless(kind == Kind::string_value, "String cannot represent a non string value");
  if (scalar == "Boolean") return unless(kind == Kind::boolean_value, "Boolean cannot represent a non boolean value");
  if (scalar == "ID") {
    return unless(kind == Kind::string_value || kind == Kind::int_value,
                  "ID cannot represent a non-string and non-integer value");
  }
  return std::nullopt;
}

Fault fault_of_custom(const ast::Value& literal, TypeRef type) {
  const ScalarResult result = type.named().scalar->parse(untyped_value(literal, nullptr));
  const auto* reason = std::get_if<std::string>(&result);
  if (reason == nullptr) return std::nullopt;
  return fmt::format("Expected value of type \"{}\", found {}; {}", type.text(), print(literal), *reason);
}

}  // namespace

Fault find_leaf_fault(const ast::Value& literal, TypeRef type) {
  const NamedType& leaf = type.named();
  if (leaf.kind == TypeKind::enum_) return fault_of_enum(literal, leaf);
  if (const auto known = fault_of_standard(literal, leaf.name)) return *known;
  return fault_of_custom(literal, type);
}

}  // namespace switchyard::graphql::validation
