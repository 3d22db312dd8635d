// Literals and JSON values held to input types (specification, sections 3 and 6.1.2, 6.4.1): lists of one, defaults, oneOf,
// custom scalars. Messages are graphql-js 16's.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graphql/error.hpp"
#include "graphql/language/ast.hpp"
#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

// Variables of one request after coercion. A variable without value and default is not in it.
class VariableValues {
 public:
  void set(std::string_view name, Value value);
  [[nodiscard]] const Value* find(std::string_view name) const;
  [[nodiscard]] const Value::Object& entries() const { return entries_; }

 private:
  static constexpr std::size_t kScanMax = 16;
  [[nodiscard]] std::size_t place_of(std::string_view name) const;  // entries_.size() where there is none.

  Value::Object entries_;
  std::unordered_map<std::string, std::size_t> places_;  // Filled where there are more than kScanMax.
};

// What is wrong with a part of an input: where it stands below the input, and a message. False: no more is wanted, coercion ends.
using InputFault = std::function<bool(const ResponsePath& path, const Value& at, const std::string& message)>;

// "input.sites[2].zip": names joined by dots, indexes in brackets, as graphql-js prints paths of inputs.
[[nodiscard]] std::string print_path(std::string_view root, const ResponsePath& path);

// A coerced value as a literal of its type, as introspection and print_schema show defaults; nothing for null at a non-null type.
[[nodiscard]] std::optional<std::string> print_coerced(const Value& value, TypeRef type);

// A JSON value (a variable) as the type. Each fault is reported while more are wanted; the value is nothing where there was one.
[[nodiscard]] std::optional<Value> coerce_input(const Value& input, TypeRef type, const InputFault& fault);

// A literal as the type, where it is valid (validation reports why not); `variables` may be null for constants. Nothing where it
// is not valid, also where it holds a variable without value in a place that needs one.
[[nodiscard]] std::optional<Value> coerce_literal(const ast::Value& literal, TypeRef type, const VariableValues* variables);

// A literal (no variable, not null) as a scalar or enum, or why not, as graphql-js says it ("Int cannot represent non-integer
// value: 1.5"). For custom scalars it is the sentence of their function alone.
[[nodiscard]] ScalarResult coerce_leaf_literal(const ast::Value& literal, const NamedType& leaf,
                                               const VariableValues* variables = nullptr);
// The same of a JSON value that is not null. For custom scalars `Expected type "Date". ` stands before the sentence.
[[nodiscard]] ScalarResult coerce_leaf_input(const Value& input, const NamedType& leaf);

// A literal without type: for custom scalars and applied directives. Variables without value are null, and absent from objects.
[[nodiscard]] Value untyped_value(const ast::Value& literal, const VariableValues* variables);

struct CoercedVariables {
  VariableValues values;
  std::vector<GraphqlError> errors;  // Locations in `document`; at most kVariableErrorsMax and one that says so.

  explicit operator bool() const { return errors.empty(); }
};
inline constexpr std::size_t kVariableErrorsMax = 50;

// The variables of a request for the operation. Names that it does not define are ignored, as the specification has it.
[[nodiscard]] CoercedVariables coerce_variables(const Schema& schema, const ast::Document& document,
                                                const ast::OperationDefinition& operation, const Value::Object& given);

// The arguments of a field or directive in the order of their definition; those without value and default are absent.
struct CoercedArguments {
  Value::Object values;
  std::optional<GraphqlError> error = {};  // Location set, path empty: the first that is wrong.

  explicit operator bool() const { return !error; }
  [[nodiscard]] const Value* find(std::string_view name) const;
};
[[nodiscard]] CoercedArguments coerce_arguments(const ast::Document& document, const Named<InputValueDefinition>& definitions,
                                                const ast::Node& at, ast::List<ast::Argument> arguments,
                                                const VariableValues* variables);

// Whether a selection is taken: @skip and @include of the selection (specification, section 3.13).
[[nodiscard]] bool is_included(const ast::Selection& selection, const VariableValues& variables);

}  // namespace switchyard::graphql
