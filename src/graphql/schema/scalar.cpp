#include "graphql/schema/scalar.hpp"

#include <fmt/format.h>

#include <limits>
#include <optional>
#include <utility>

#include "graphql/language/printer.hpp"
#include "graphql/number_text.hpp"

namespace switchyard::graphql {

using ast::Kind;

namespace {

// JavaScript's numbers: an integer of ours is one, and so is each JSON number that a double can hold.
bool is_number(const Value& value) {
  return value.integer() != nullptr || (value.number() != nullptr && is_finite(value.number()->text));
}

// A whole number of any size is also told: nothing where there is none.
std::optional<std::int64_t> whole(const Value& value) {
  if (const std::int64_t* integer = value.integer()) return *integer;
  if (const Value::Number* number = value.number()) return whole_number(number->text);
  return std::nullopt;
}

ScalarResult as_int(std::optional<std::int64_t> number, bool is_whole, const std::string& shown) {
  if (!is_whole) return fmt::format("Int cannot represent non-integer value: {}", shown);
  if (!number || *number > std::numeric_limits<std::int32_t>::max() || *number < std::numeric_limits<std::int32_t>::min()) {
    return fmt::format("Int cannot represent non 32-bit signed integer value: {}", shown);
  }
  return Value(*number);
}

// Whole, but beyond 64 bits: "1e30".
bool is_huge_whole(const Value& value) {
  if (value.number() == nullptr || !is_number(value)) return false;
  const std::string plain = plain_number_text(value.number()->text);
  return plain.find('.') == std::string::npos ? plain.find("e-") == std::string::npos : plain.find("e+") != std::string::npos;
}

ScalarResult parse_int(const Value& input) {
  const auto number = whole(input);
  return as_int(number, number || is_huge_whole(input), inspect(input));
}

ScalarResult parse_int_literal(const ast::Value& literal) {
  const bool is_whole = literal.kind == Kind::int_value;
  return as_int(is_whole ? whole_number(literal.text) : std::nullopt, is_whole, print(literal));
}

ScalarResult serialize_int(const Value& result) {
  if (const bool* boolean = result.boolean()) return Value(*boolean ? 1 : 0);
  const std::string* text = result.string();
  if (text != nullptr && is_json_number(*text)) return parse_int(Value(Value::Number{*text}));
  return parse_int(result);
}

ScalarResult parse_float(const Value& input) {
  if (is_number(input)) return input;
  return fmt::format("Float cannot represent non numeric value: {}", inspect(input));
}

ScalarResult parse_float_literal(const ast::Value& literal) {
  if (literal.kind != Kind::float_value && literal.kind != Kind::int_value) {
    return fmt::format("Float cannot represent non numeric value: {}", print(literal));
  }
  return Value(Value::Number{std::string(literal.text)});
}

ScalarResult serialize_float(const Value& result) {
  if (const bool* boolean = result.boolean()) return Value(*boolean ? 1 : 0);
  const std::string* text = result.string();
  if (text != nullptr && is_json_number(*text)) return parse_float(Value(Value::Number{*text}));
  return parse_float(result);
}

ScalarResult parse_string(const Value& input) {
  if (input.string() != nullptr) return input;
  return fmt::format("String cannot represent a non string value: {}", inspect(input));
}

ScalarResult parse_string_literal(const ast::Value& literal) {
  if (literal.kind == Kind::string_value) return Value(literal.text);
  return fmt::format("String cannot represent a non string value: {}", print(literal));
}

ScalarResult serialize_string(const Value& result) {
  if (result.string() != nullptr) return result;
  if (const bool* boolean = result.boolean()) return Value(*boolean ? "true" : "false");
  if (is_number(result)) return Value(inspect(result));
  return fmt::format("String cannot represent value: {}", inspect(result));
}

ScalarResult parse_boolean(const Value& input) {
  if (input.boolean() != nullptr) return input;
  return fmt::format("Boolean cannot represent a non boolean value: {}", inspect(input));
}

ScalarResult parse_boolean_literal(const ast::Value& literal) {
  if (literal.kind == Kind::boolean_value) return Value(literal.boolean);
  return fmt::format("Boolean cannot represent a non boolean value: {}", print(literal));
}

ScalarResult serialize_boolean(const Value& result) {
  if (is_number(result)) return ScalarResult(std::in_place_type<Value>, whole(result) != 0);
  return parse_boolean(result);
}

ScalarResult parse_id(const Value& input) {
  if (input.string() != nullptr) return input;
  if (const auto number = whole(input)) return Value(std::to_string(*number));
  if (is_huge_whole(input)) return Value(inspect(input));
  return fmt::format("ID cannot represent value: {}", inspect(input));
}

ScalarResult parse_id_literal(const ast::Value& literal) {
  if (literal.kind == Kind::string_value || literal.kind == Kind::int_value) return Value(literal.text);
  return fmt::format("ID cannot represent a non-string and non-integer value: {}", print(literal));
}

}  // namespace

const ScalarTable& standard_scalars() {
  static const ScalarTable kTable = {
      {"Int", {parse_int, serialize_int, parse_int_literal}},
      {"Float", {parse_float, serialize_float, parse_float_literal}},
      {"String", {parse_string, serialize_string, parse_string_literal}},
      {"Boolean", {parse_boolean, serialize_boolean, parse_boolean_literal}},
      {"ID", {parse_id, parse_id, parse_id_literal}},
  };
  return kTable;
}

ScalarFunctions text_scalar(std::function<std::string(std::string_view)> check) {
  const auto parse = [check = std::move(check)](const Value& input) -> ScalarResult {
    const std::string* text = input.string();
    if (text == nullptr) return fmt::format("A text is expected, not {}.", inspect(input));
    std::string wrong = check(*text);
    if (!wrong.empty()) return wrong;
    return input;
  };
  return {.parse = parse, .serialize = [](const Value& result) -> ScalarResult { return result; }, .parse_literal = nullptr};
}

}  // namespace switchyard::graphql
