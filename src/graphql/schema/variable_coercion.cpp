// Variables of an operation and arguments of a field (specification, sections 6.1.2 and 6.4.1).
#include <fmt/format.h>

#include <algorithm>

#include "graphql/language/printer.hpp"
#include "graphql/schema/input_coercion.hpp"

namespace switchyard::graphql {

using ast::Kind;

namespace {

const Value* find_entry(const Value::Object& object, std::string_view name) {
  const auto found = std::find_if(object.begin(), object.end(), [&](const ValueEntry& each) { return each.name == name; });
  return found == object.end() ? nullptr : &found->value;
}

class VariableCoercion {
 public:
  VariableCoercion(const Schema& schema, const ast::Document& document, const Value::Object& given)
      : schema_(schema), document_(document), given_(given) {
    if (given.size() <= kScanMax) return;
    for (const ValueEntry& each : given) given_by_name_.emplace(each.name, &each.value);
  }

  void coerce(const ast::VariableDefinition& definition) {
    const std::string_view name = definition.variable.text;
    const auto type = schema_.type_of(*definition.type);
    if (!type || !type->named().is_input()) {
      return report(*definition.type,
                    fmt::format("Variable \"${}\" expected value of type \"{}\" which cannot be used as an input type.", name,
                                print(*definition.type)));
    }
    const Value* value = find_given(name);
    if (value == nullptr) return use_default(definition, *type);
    if (value->is_null() && type->is_non_null()) {
      return report(definition, fmt::format("Variable \"${}\" of non-null type \"{}\" must not be null.", name, type->text()));
    }
    const auto fault = [&](const ResponsePath& path, const Value& at, const std::string& message) {
      std::string place = path.empty() ? std::string() : fmt::format(" at \"{}\"", print_path(name, path));
      report(definition, fmt::format("Variable \"${}\" got invalid value {}{}; {}", name, inspect(at), place, message));
      return !is_full_;
    };
    if (auto coerced = coerce_input(*value, *type, fault)) result_.values.set(name, std::move(*coerced));
  }

  [[nodiscard]] bool is_full() const { return is_full_; }
  CoercedVariables take() { return std::move(result_); }

 private:
  static constexpr std::size_t kScanMax = 16;

  [[nodiscard]] const Value* find_given(std::string_view name) const {
    if (given_.size() <= kScanMax) return find_entry(given_, name);
    const auto found = given_by_name_.find(name);
    return found == given_by_name_.end() ? nullptr : found->second;
  }

  void use_default(const ast::VariableDefinition& definition, TypeRef type) {
    const std::string_view name = definition.variable.text;
    if (definition.default_value != nullptr) {
      auto value = coerce_literal(*definition.default_value, type, nullptr);
      if (value) result_.values.set(name, std::move(*value));
    } else if (type.is_non_null()) {
      report(definition, fmt::format("Variable \"${}\" of required type \"{}\" was not provided.", name, type.text()));
    }
  }

  void report(const ast::Node& node, std::string message) {
    if (is_full_) return;
    if (result_.errors.size() >= kVariableErrorsMax) {
      is_full_ = true;
      result_.errors.push_back({"Too many errors processing variables, error limit reached. Execution aborted."});
      return;
    }
    result_.errors.push_back({std::move(message), {document_.location(node)}});
  }

  const Schema& schema_;
  const ast::Document& document_;
  const Value::Object& given_;
  std::unordered_map<std::string_view, const Value*> given_by_name_;  // Filled where there are more than kScanMax.
  CoercedVariables result_;
  bool is_full_ = false;
};

}  // namespace

CoercedVariables coerce_variables(const Schema& schema, const ast::Document& document, const ast::OperationDefinition& operation,
                                  const Value::Object& given) {
  VariableCoercion coercion(schema, document, given);
  for (const ast::VariableDefinition& each : operation.variables) {
    if (coercion.is_full()) break;
    coercion.coerce(each);
  }
  return coercion.take();
}

const Value* CoercedArguments::find(std::string_view name) const { return find_entry(values, name); }

namespace {

// One argument; nothing where it stays absent. `result.error` is set where it is refused.
std::optional<Value> coerce_argument(const ast::Document& document, const InputValueDefinition& definition, const ast::Node& at,
                                     const ast::Argument* given, const VariableValues* variables, CoercedArguments& result) {
  const auto refuse = [&](const ast::Node& node, std::string message) {
    result.error = GraphqlError{std::move(message), {document.location(node)}};
    return std::nullopt;
  };
  const auto describe = [&](std::string_view kind) {
    return fmt::format("Argument \"{}\" of {} type \"{}\"", definition.name, kind, definition.type.text());
  };
  const bool is_variable = given != nullptr && given->value.kind == Kind::variable;
  const Value* variable = is_variable && variables != nullptr ? variables->find(given->value.text) : nullptr;
  if (given == nullptr || (is_variable && variable == nullptr)) {
    if (definition.default_value) return definition.default_value;
    if (!definition.type.is_non_null()) return std::nullopt;
    if (given == nullptr) return refuse(at, fmt::format("{} was not provided.", describe("required")));
    return refuse(given->value, fmt::format("{} was provided the variable \"${}\" which was not provided a runtime value.",
                                            describe("required"), given->value.text));
  }
  const bool is_null = is_variable ? variable->is_null() : given->value.kind == Kind::null_value;
  if (is_null && definition.type.is_non_null())
    return refuse(given->value, fmt::format("{} must not be null.", describe("non-null")));
  auto coerced = coerce_literal(given->value, definition.type, variables);
  if (!coerced)
    return refuse(given->value, fmt::format("Argument \"{}\" has invalid value {}.", definition.name, print(given->value)));
  return coerced;
}

}  // namespace

CoercedArguments coerce_arguments(const ast::Document& document, const Named<InputValueDefinition>& definitions,
                                  const ast::Node& at, ast::List<ast::Argument> arguments, const VariableValues* variables) {
  CoercedArguments result;
  for (const InputValueDefinition& definition : definitions) {
    const ast::Argument* given = nullptr;
    for (const ast::Argument& each : arguments) {
      if (each.name.value == definition.name) given = &each;
    }
    auto value = coerce_argument(document, definition, at, given, variables, result);
    if (result.error) return result;
    if (value) result.values.push_back({definition.name, std::move(*value)});
  }
  return result;
}

namespace {

// The `if` of the first directive of that name; nothing where there is none or it has no value.
std::optional<bool> condition(const ast::Selection& selection, std::string_view name, const VariableValues& variables) {
  for (const ast::Directive& directive : selection.directives) {
    if (directive.name.value != name) continue;
    for (const ast::Argument& argument : directive.arguments) {
      if (argument.name.value != "if") continue;
      if (argument.value.kind == Kind::boolean_value) return argument.value.boolean;
      const Value* value = argument.value.kind == Kind::variable ? variables.find(argument.value.text) : nullptr;
      if (value == nullptr || value->boolean() == nullptr) return std::nullopt;
      return *value->boolean();
    }
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

bool is_included(const ast::Selection& selection, const VariableValues& variables) {
  if (selection.directives.empty()) return true;
  return condition(selection, "skip", variables) != true && condition(selection, "include", variables) != false;
}

}  // namespace switchyard::graphql
