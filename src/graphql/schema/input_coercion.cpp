// JSON values held to input types, and what literals and values share.
#include "graphql/schema/input_coercion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "graphql/language/printer.hpp"
#include "graphql/validation/suggestions.hpp"

namespace switchyard::graphql {

using ast::Kind;
using validation::did_you_mean;
using validation::names_of;
using validation::suggest;

std::size_t VariableValues::place_of(std::string_view name) const {
  if (entries_.size() > kScanMax) {
    const auto found = places_.find(std::string(name));
    return found == places_.end() ? entries_.size() : found->second;
  }
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const ValueEntry& each) { return each.name == name; });
  return static_cast<std::size_t>(found - entries_.begin());
}

void VariableValues::set(std::string_view name, Value value) {
  const std::size_t place = place_of(name);
  if (place < entries_.size()) {
    entries_[place].value = std::move(value);
    return;
  }
  entries_.push_back({std::string(name), std::move(value)});
  if (entries_.size() <= kScanMax) return;
  for (std::size_t i = places_.size(); i < entries_.size(); ++i) places_.emplace(entries_[i].name, i);
}

const Value* VariableValues::find(std::string_view name) const {
  const std::size_t place = place_of(name);
  return place < entries_.size() ? &entries_[place].value : nullptr;
}

std::string print_path(std::string_view root, const ResponsePath& path) {
  std::string printed(root);
  for (const PathSegment& step : path) {
    if (const auto* index = std::get_if<std::uint32_t>(&step)) {
      printed += fmt::format("[{}]", *index);
    } else {
      printed += fmt::format(".{}", std::get<std::string>(step));
    }
  }
  return printed;
}

namespace {

std::string did_you_mean_value(const NamedType& type, std::string_view text) {
  return did_you_mean(suggest(text, names_of(type.values)), "the enum value");
}

ScalarResult coerce_enum_name(const NamedType& type, std::string_view name) {
  if (type.values.find(name) != nullptr) return Value(Value::Enum{std::string(name)});
  return fmt::format("Value \"{}\" does not exist in \"{}\" enum.{}", name, type.name, did_you_mean_value(type, name));
}

// Walks a JSON value beside its type; the path grows and shrinks with it.
class InputCoercion {
 public:
  explicit InputCoercion(const InputFault& fault) : fault_(fault) {}

  Value coerce(const Value& input, TypeRef type) {
    if (is_over_) return {};
    if (input.is_null()) {
      if (type.is_non_null()) report(input, fmt::format("Expected non-nullable type \"{}\" not to be null.", type.text()));
      return {};
    }
    if (type.is_list()) return coerce_list(input, type.item());
    const NamedType& named = type.named();
    if (named.kind == TypeKind::input_object) return coerce_object(input, named);
    ScalarResult coerced = coerce_leaf_input(input, named);
    if (Value* value = std::get_if<Value>(&coerced)) return std::move(*value);
    report(input, std::get<std::string>(coerced));
    return {};
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  void report(const Value& at, const std::string& message) {
    failed_ = true;
    is_over_ = is_over_ || !fault_(path_, at, message);
  }

  Value coerce_list(const Value& input, TypeRef item) {
    Value::List coerced;
    const Value::List* list = input.list();
    if (list == nullptr) {
      coerced.push_back(coerce(input, item));
      return coerced;
    }
    coerced.reserve(list->size());
    for (std::size_t i = 0; i < list->size(); ++i) {
      path_.emplace_back(static_cast<std::uint32_t>(i));
      coerced.push_back(coerce((*list)[i], item));
      path_.pop_back();
    }
    return coerced;
  }

  Value coerce_object(const Value& input, const NamedType& type) {
    const Value::Object* object = input.object();
    if (object == nullptr) {
      report(input, fmt::format("Expected type \"{}\" to be an object.", type.name));
      return {};
    }
    Value::Object coerced;
    for (const InputValueDefinition& field : type.input_fields) coerce_field(input, field, coerced);
    for (const ValueEntry& each : *object) {
      if (is_over_) break;
      if (type.input_fields.find(each.name) != nullptr) continue;
      report(input, fmt::format("Field \"{}\" is not defined by type \"{}\".{}", each.name, type.name,
                                did_you_mean(suggest(each.name, names_of(type.input_fields)))));
    }
    if (type.is_one_of) check_one_of(input, type, coerced);
    return coerced;
  }

  void coerce_field(const Value& input, const InputValueDefinition& field, Value::Object& coerced) {
    if (const Value* given = input.find(field.name)) {
      path_.emplace_back(field.name);
      coerced.push_back({field.name, coerce(*given, field.type)});
      path_.pop_back();
    } else if (field.default_value) {
      coerced.push_back({field.name, *field.default_value});
    } else if (field.type.is_non_null()) {
      report(input, fmt::format("Field \"{}\" of required type \"{}\" was not provided.", field.name, field.type.text()));
    }
  }

  void check_one_of(const Value& input, const NamedType& type, const Value::Object& coerced) {
    if (coerced.size() != 1) report(input, fmt::format("Exactly one key must be specified for OneOf type \"{}\".", type.name));
    if (coerced.empty()) return;
    // A value that was refused has been reported; only a null that was given is told here.
    const Value* given = input.find(coerced.front().name);
    if (given == nullptr || !given->is_null()) return;
    path_.emplace_back(coerced.front().name);
    report(*given, fmt::format("Field \"{}\" must be non-null.", coerced.front().name));
    path_.pop_back();
  }

  const InputFault& fault_;
  ResponsePath path_;
  bool failed_ = false;
  bool is_over_ = false;
};

}  // namespace

ScalarResult coerce_leaf_input(const Value& input, const NamedType& leaf) {
  if (leaf.kind == TypeKind::enum_) {
    if (const std::string* text = input.string()) return coerce_enum_name(leaf, *text);
    const std::string shown = inspect(input);
    return fmt::format("Enum \"{}\" cannot represent non-string value: {}.{}", leaf.name, shown, did_you_mean_value(leaf, shown));
  }
  ScalarResult result = leaf.scalar->parse(input);
  if (leaf.is_built_in) return result;
  if (const std::string* wrong = std::get_if<std::string>(&result))
    return fmt::format("Expected type \"{}\". {}", leaf.name, *wrong);
  return result;
}

std::optional<Value> coerce_input(const Value& input, TypeRef type, const InputFault& fault) {
  InputCoercion coercion(fault);
  Value value = coercion.coerce(input, type);
  if (coercion.failed()) return std::nullopt;
  return value;
}

ScalarResult coerce_leaf_literal(const ast::Value& literal, const NamedType& leaf, const VariableValues* variables) {
  if (leaf.kind == TypeKind::enum_) {
    if (literal.kind == Kind::enum_value) return coerce_enum_name(leaf, literal.text);
    const std::string shown = print(literal);
    return fmt::format("Enum \"{}\" cannot represent non-enum value: {}.{}", leaf.name, shown, did_you_mean_value(leaf, shown));
  }
  if (leaf.scalar->parse_literal) return leaf.scalar->parse_literal(literal);
  return leaf.scalar->parse(untyped_value(literal, variables));
}

}  // namespace switchyard::graphql
